import { beforeAll, expect, test } from 'vitest';
import { startRegimen } from '@/lib/server/therapy/start-regimen';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

const gonadotropins = {
  protocol: 'gonadotropin-noa',
  arm: 'gonadotropins',
  consentOn: '2026-01-05',
  records: [],
};

const enrolled = async () => (await importMan(clinic, gonadotropins)).enrollmentId;

const start = (enrollmentId: string, regimen: string, on: string) =>
  submit(startRegimen, clinic.nurse, { enrollmentId, change: { regimen, on } });

async function dosesOf(enrollmentId: string) {
  const { rows } = await owner.query<{ dose: string }>(
    `SELECT concat_ws(' ', content ->> 'drug', content ->> 'amount', 'every', content ->> 'everyDays',
       'after', content ->> 'startsAfterDays') AS dose
     FROM record WHERE enrollment_id = $1 AND kind = 'dose' ORDER BY id`,
    [enrollmentId],
  );
  return rows.map(({ dose }) => dose);
}

test('a regimen of two drugs starts with both, each on its own days', async () => {
  const enrollmentId = await enrolled();
  const { recordIds, change } = await start(enrollmentId, 'hcg-ufsh-taking-turns', '2026-02-01');
  expect(recordIds).toHaveLength(2);
  expect(change.opened.length).toBeGreaterThan(0);
  expect(await dosesOf(enrollmentId)).toEqual([
    'ufsh 150 every 4 after 0',
    'hcg 2000 every 4 after 2',
  ]);
});

test.each([
  ['a day in the future', 'hcg-every-2-days', '2026-05-01', 'change.on'],
  ['a day before consent', 'hcg-every-2-days', '2026-01-04', 'change.on'],
  ['the reading that the clinic did not choose', 'hcg-ufsh-daily', '2026-02-01', 'change.regimen'],
  ['a regimen of another protocol', 'isotretinoin-20-twice-daily', '2026-02-01', 'change.regimen'],
])('%s is refused beside its field, and nothing is stored', async (_what, regimen, on, field) => {
  const enrollmentId = await enrolled();
  const { fields } = await refusalOf(start(enrollmentId, regimen, on));
  expect(Object.keys(fields)).toEqual([field]);
  expect(await dosesOf(enrollmentId)).toEqual([]);
});
