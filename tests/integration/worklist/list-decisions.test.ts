import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { listDecisions, listWork } from '@/lib/server/worklist/queries';
import { physicianGroups } from '@/lib/worklist/worklist';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';

const { owner } = await openTestDatabase();

let clinic: Clinic;
let elsewhere: Clinic;

beforeAll(async () => {
  setToday('2026-07-12');
  clinic = await openClinic(owner);
  elsewhere = await openClinic(owner, 'LON', 'Europe/London');
});

type Records = ImportedCourseInput['records'];

const semen = (on: string): Records[number] => ({
  kind: 'semen-analysis',
  on,
  content: {
    neat: { state: 'no-sperm-seen' },
    pellet: { state: 'sperm-seen', motile: 30, immotile: 3, normal: 20 },
    eggNumber: 8,
  },
});

async function waitingOf(actor: Actor, enrollmentId: string, siteId?: string) {
  const search = readWorklistSearch({ site: siteId });
  const sections = await listDecisions(actor, actor.memberships, search);
  return sections.flatMap(({ group, rows }) =>
    rows
      .filter((row) => row.enrollmentId === enrollmentId)
      .flatMap(({ items, maySign }) =>
        items.map(({ title, note, path }) => ({ group, title, note, path, maySign })),
      ),
  );
}

test('an FSH decision comes with the value and what the rule makes of it', async () => {
  const { enrollmentId, patientId } = await importMan(clinic, {
    protocol: 'gonadotropin-noa',
    arm: 'gonadotropins',
    consentOn: '2026-06-05',
    enrolledOn: '2026-06-05',
    records: [
      {
        kind: 'dose',
        on: '2026-06-10',
        content: {
          drug: 'hcg',
          amount: 2000,
          unit: '[IU]',
          route: 'intramuscular',
          timesPerDay: 1,
          everyDays: 2,
        },
      },
      {
        kind: 'lab-report',
        on: '2026-07-10',
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'fsh', value: '14', unit: '[IU]/L' }],
        },
      },
    ],
  });
  expect(await waitingOf(clinic.physician, enrollmentId)).toEqual([
    {
      group: 'decision',
      title: expect.stringContaining('FSH'),
      note: expect.stringMatching(/^FSH 14 IU\/L lies above the range .*: Continue hCG/),
      path: `/patients/${patientId}/decisions/fsh-month-1`,
      maySign: true,
    },
  ]);
});

test('a response comes with its date and the samples that decide it', async () => {
  const { enrollmentId, patientId } = await importMan(clinic, {
    records: [firstDose, semen('2026-04-10'), semen('2026-05-08')],
  });
  expect(await waitingOf(clinic.nurse, enrollmentId)).toContainEqual({
    group: 'decision',
    title: 'Sign: Complete response',
    note: expect.stringMatching(
      /Response on 10 Apr 2026.* Rests on semen analysis of 2026-04-10 and semen analysis of 2026-05-08\.$/,
    ),
    path: `/patients/${patientId}/semen`,
    maySign: false,
  });
});

test('a review comes with where the response stands, a red flag with what was found', async () => {
  const { enrollmentId } = await importMan(clinic, {
    records: [
      firstDose,
      {
        kind: 'lab-report',
        on: '2026-07-10',
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'triglycerides', value: '612', unit: 'mg/dL' }],
          confirmed: ['triglycerides'],
        },
      },
    ],
  });
  expect(await waitingOf(clinic.physician, enrollmentId)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ group: 'red-flag', note: expect.stringContaining('612') }),
      expect.objectContaining({
        title: 'Month 6 review',
        note: expect.stringContaining('Not evaluable.'),
      }),
    ]),
  );
});

test('the queue is the part of Today that waits for a physician, filtered by site', async () => {
  const { enrollmentId } = await importMan(elsewhere, {
    records: [firstDose, semen('2026-04-10'), semen('2026-05-08')],
  });
  const search = readWorklistSearch({});
  const { memberships } = clinic.physician;
  const today = await listWork(clinic.physician, memberships, search);
  const queue = await listDecisions(clinic.physician, memberships, search);
  const shape = (sections: typeof queue) =>
    sections.map(({ group, total, rows }) => [group, total, rows.map(({ studyId }) => studyId)]);
  expect(shape(queue)).toEqual(
    physicianGroups.map((group) => shape(today).find(([one]) => one === group)),
  );
  const { siteId } = elsewhere.physician.memberships[0] ?? expect.unreachable();
  expect(await waitingOf(elsewhere.physician, enrollmentId, siteId)).not.toEqual([]);
  expect(await waitingOf(clinic.physician, enrollmentId)).toEqual([]);
  const elsewhereOnly = await listDecisions(
    clinic.physician,
    memberships,
    readWorklistSearch({ site: siteId }),
  );
  expect(elsewhereOnly.map(({ total }) => total)).toEqual([0, 0]);
});
