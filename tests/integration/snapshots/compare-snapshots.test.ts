import { afterAll, expect, test } from 'vitest';
import type { Condition } from '@/lib/cohort/condition';
import { amendCohort } from '@/lib/server/cohorts/amend-cohort';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { closeDatabase } from '@/lib/server/db/client';
import { compareSnapshots } from '@/lib/server/snapshots/compare-snapshots';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);
setToday('2026-06-01');

const clinic = await openClinic(owner);
const { coordinator, site } = clinic;

const atLeast = (years: number): Condition => ({
  all: [{ variable: 'age-at-consent', operator: 'at-least', value: years }],
});

const definedAs = (condition: Condition) => ({
  siteIds: [site.id],
  name: 'Men of 35 and more',
  definition: { protocol: 'isotretinoin-noa', condition },
});

async function take(cohortId: string, version: number, input: object): Promise<SnapshotView> {
  const { snapshotId } = await submit(takeSnapshot, coordinator, { cohortId, version, ...input });
  const view = await getSnapshot(coordinator, snapshotId);
  if (view === null) {
    throw new Error('The snapshot was not taken.');
  }
  return view;
}

test('a comparison says who joined, who left and why, and what of a man is not the same', async () => {
  const born = (year: number) => ({
    identity: {
      givenName: 'Test',
      familyName: `Born ${year}`,
      birthDate: `${year}-01-01`,
      recordNumber: `R-${year}`,
    },
  });
  await importMan(clinic, { studyId: 'SAME', ...born(1980) });
  const younger = await importMan(clinic, { studyId: 'YOUNGER', ...born(1981) });
  const older = await importMan(clinic, { studyId: 'OLDER', ...born(1995) });
  const changed = await importMan(clinic, { studyId: 'CHANGED', ...born(1982) });
  const { cohortId } = await submit(saveCohort, coordinator, {
    siteId: site.id,
    ...definedAs(atLeast(35)),
  });
  const before = await take(cohortId, 1, { name: 'Before' });

  const setAge = (years: number, enrollmentId: string) =>
    owner.query('UPDATE enrollment SET age_at_consent = $1 WHERE id = $2', [years, enrollmentId]);
  await setAge(20, younger.enrollmentId);
  await setAge(36, older.enrollmentId);
  await setAge(45, changed.enrollmentId);
  const after = await take(cohortId, 1, { name: 'After' });
  expect(await compareSnapshots(coordinator, before, after)).toEqual({
    joined: [{ studyId: 'OLDER' }],
    left: [{ studyId: 'YOUNGER', why: 'data' }],
    changed: [
      {
        studyId: 'CHANGED',
        values: [{ label: 'Age at consent', before: '44 years', after: '45 years' }],
        tables: [],
      },
    ],
    counts: { joined: 1, left: 1, changed: 1, unchanged: 1 },
  });
  expect(await compareSnapshots(coordinator, after, after)).toMatchObject({
    counts: { joined: 0, left: 0, changed: 0, unchanged: 3 },
  });

  const early = await take(cohortId, 1, { name: 'Before anybody', cutOff: '2026-01-04' });
  const { left } = await compareSnapshots(coordinator, after, early);
  expect(left.map(({ why }) => why)).toEqual([
    'enrolled-later',
    'enrolled-later',
    'enrolled-later',
  ]);

  await submit(amendCohort, coordinator, {
    cohortId,
    version: 1,
    ...definedAs(atLeast(40)),
  });
  const stricter = await take(cohortId, 2, { name: 'Of 40 and more' });
  expect((await compareSnapshots(coordinator, after, stricter)).left).toEqual([
    { studyId: 'OLDER', why: 'definition' },
  ]);
});
