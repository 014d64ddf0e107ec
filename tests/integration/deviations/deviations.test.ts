import { beforeAll, describe, expect, test } from 'vitest';
import { sitesWhere } from '@/lib/auth/can';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { civilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import {
  type DeviationKind,
  deviationKinds,
  deviationKindsOf,
  settledOf,
} from '@/lib/outcomes/deviation';
import { deviationPageSize, readDeviationSearch } from '@/lib/outcomes/deviation-search';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { amendProtocol } from '@/lib/server/amendments/amend-protocol';
import { previewAmendment } from '@/lib/server/amendments/preview-amendment';
import { loadCourse } from '@/lib/server/courses/load-course';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { deviationsCsv } from '@/lib/server/deviations/deviations-csv';
import { listDeviations } from '@/lib/server/deviations/queries';
import { linkRecord } from '@/lib/server/plan/link-record';
import { saveProfile } from '@/lib/server/settings/save-profile';
import {
  type Clinic,
  firstDose,
  importMan,
  openClinic,
  testPassword,
} from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { submit } from '@/tests/support/submit';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { owner } = await openTestDatabase();

const today = civilDate('2026-09-01');

let clinic: Clinic;
const enrollmentIds: string[] = [];
let waivedStudyId: string;

const semenOn = (on: string) =>
  ({
    kind: 'semen-analysis',
    on,
    content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
  }) as const;

beforeAll(async () => {
  setToday(today);
  clinic = await openClinic(owner, 'DEV');
  const elsewhere = await openClinic(owner, 'FAR');
  await importMan(elsewhere);
  const kept = await importMan(clinic, {
    records: recordsOfTreatment(toDay(civilDate('2026-01-10')), toDay(today)),
  });
  // Semen of month 3 is due about 2026-04-10: this one came weeks late.
  const late = await importMan(clinic, { records: [firstDose, semenOn('2026-05-25')] });
  const left = await importMan(clinic, {
    adjustments: [
      { kind: 'waiver', occurrenceKey: 'semen#1', reason: 'Will be abroad' },
      {
        kind: 'closure',
        occurrenceKey: 'monthly-check#2',
        closedOn: '2026-03-20',
        reason: 'Was ill',
      },
    ],
  });
  waivedStudyId = left.studyId;
  const early = await importMan(clinic, { records: [firstDose, semenOn('2026-03-01')] });
  enrollmentIds.push(...[kept, late, left, early].map(({ enrollmentId }) => enrollmentId));
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM record WHERE enrollment_id = $1 AND kind = 'semen-analysis'",
    [early.enrollmentId],
  );
  await submit(linkRecord, clinic.nurse, {
    enrollmentId: early.enrollmentId,
    occurrenceKey: 'semen#1',
    recordId: rows[0]?.id,
    reason: 'Leaves town in April',
  });
});

const list = (search: Record<string, string> = {}) =>
  listDeviations(
    clinic.nurse,
    sitesWhere(clinic.nurse, 'patient:read'),
    readDeviationSearch(search),
  );

/** What the engine's own plan says, occurrence by occurrence. */
async function kindsByTheEngine(): Promise<Record<DeviationKind, number>> {
  const counts = Object.fromEntries(deviationKinds.map((kind) => [kind, 0]));
  for (const id of enrollmentIds) {
    const loaded = await inReadTransaction(clinic.nurse, (tx) => loadCourse(tx, id));
    if (loaded === null) {
      throw new Error('no enrollment');
    }
    const { plan } = evaluateCourse(loaded.protocol, loaded.course, toDay(today));
    for (const one of plan.occurrences) {
      const closedOn = one.closedOn === null ? null : toCivilDate(one.closedOn);
      const state = occurrenceState(one, toDay(today));
      for (const kind of deviationKindsOf({ ...one, state, closedOn })) {
        counts[kind] = (counts[kind] ?? 0) + 1;
      }
    }
  }
  return counts as Record<DeviationKind, number>;
}

describe('the deviations report', () => {
  test('counts what the one state function says, of every kind', async () => {
    const { counts } = await list();
    expect(counts).toEqual(await kindsByTheEngine());
    expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  });

  test.each(deviationKinds)('lists as many %s as it counts', async (kind) => {
    const { counts, total, lines } = await list({ kind });
    expect(total).toBe(counts[kind]);
    expect(lines).toHaveLength(Math.min(total, deviationPageSize));
    expect(lines.filter(({ kinds }) => !kinds.includes(kind))).toEqual([]);
  });

  test('says how late, and that nobody has given a reason', async () => {
    const { lines } = await list({ kind: 'late', requirement: 'semen' });
    expect(lines).toMatchObject([
      {
        title: 'Semen with pellet 1',
        kinds: ['late'],
        actualOn: '2026-05-25',
        reason: 'no reason recorded',
      },
    ]);
    expect(lines[0]?.description).toMatch(/^\d+ d after the window closed on 2026-0[45]-\d\d$/);
  });

  test('gives the reason of a waiver, a closure and a link, and asks for that of a miss', async () => {
    expect((await list({ kind: 'waived' })).lines).toMatchObject([{ reason: 'Will be abroad' }]);
    expect((await list({ kind: 'closed' })).lines).toMatchObject([{ reason: 'Was ill' }]);
    expect((await list({ kind: 'early' })).lines).toMatchObject([
      { kinds: ['early', 'off-plan'], reason: 'Leaves town in April' },
    ]);
    const { lines } = await list({ kind: 'missed' });
    expect(new Set(lines.map(({ reason }) => reason))).toEqual(new Set(['reason asked']));
  });

  test('keeps to its period: the day on which it was done, missed, closed or planned', async () => {
    const { lines, total } = await list({ from: '2026-05-01', to: '2026-05-31' });
    expect(total).toBe(lines.length);
    expect(lines.filter(({ on }) => on === null || !on.startsWith('2026-05'))).toEqual([]);
    expect(lines.some(({ kinds }) => kinds.includes('late'))).toBe(true);
  });

  test('shows by requirement what was kept: the parts add up to what is settled', async () => {
    const { timeliness } = await list({ protocol: 'isotretinoin-noa' });
    const semen = timeliness.find(({ requirement }) => requirement === 'semen');
    expect(semen).toMatchObject({ early: 1, late: 1, waived: 1, offPlan: 1 });
    expect(semen && settledOf(semen)).toBeGreaterThan(2);
    expect(await list({ protocol: 'salvage-micro-tese' })).toMatchObject({
      timeliness: [],
      total: 0,
    });
  });

  test('holds nobody of another site', async () => {
    const { timeliness, total } = await list({ site: '00000000-0000-7000-8000-000000000009' });
    expect({ timeliness, total }).toEqual({ timeliness: [], total: 0 });
  });

  test('goes out as a file with every row of the list, by study id', async () => {
    const request = {
      actor: clinic.coordinator,
      sites: sitesWhere(clinic.coordinator, 'export:study'),
    };
    const read = async (search: Record<string, string>) => {
      const filter = readDeviationSearch(search);
      const text = await new Response(deviationsCsv({ ...request, filter })).text();
      return text.trim().split('\r\n');
    };
    const [header, ...rows] = await read({});
    expect(header).toMatch(
      /^site,study_id,protocol,protocol_version,arm,requirement,ordinal,title/,
    );
    expect(rows).toHaveLength((await list()).total);
    const [, waived] = await read({ kind: 'waived' });
    expect(waived).toContain(waivedStudyId);
    expect(waived).toContain('waived');
    expect(waived).toContain('Will be abroad');
  });
});

test('what a man missed is called by its name when his version does not ask for it any longer', async () => {
  const amended = await openClinic(owner, 'AMD');
  const { physician, site } = amended;
  const protocol = 'isotretinoin-noa';
  const man = await importMan(amended, { records: [firstDose] });
  await submit(saveProfile, physician, {
    siteId: site.id,
    protocol,
    name: 'clinic',
    replaces: 1,
    values: { 'monthly-labs': false },
    password: testPassword,
  });
  const sites = sitesWhere(physician, 'patient:read');
  const [here] = sites;
  const preview = here && (await previewAmendment(physician, here, { code: protocol, to: null }));
  await submit(amendProtocol, physician, {
    siteId: site.id,
    protocol,
    edition: preview?.to.id ?? '',
    enrollments: [{ id: man.enrollmentId, version: preview?.men[0]?.version ?? 0 }],
    reason: 'Labs at week 4 only',
    password: testPassword,
  });
  const search = readDeviationSearch({ requirement: 'monthly-labs' });
  const { lines } = await listDeviations(physician, sites, search);
  expect(lines.map(({ title }) => title)).toContain('Monthly lipids and liver tests 1');
  const file = deviationsCsv({ actor: physician, sites, filter: search });
  expect(await new Response(file).text()).toContain(',Monthly lipids and liver tests 1,missed,');
});
