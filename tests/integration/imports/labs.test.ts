import { beforeAll, expect, test } from 'vitest';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { check, importFile, issuesOf } from '@/tests/support/import-work';
import { refusalOf } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;
let siteId: string;

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner);
  siteId = clinic.site.id;
});

const titles = 'Study id,Collected,Laboratory,Test,Result,Unit,Low,High';

async function resultsOf(studyId: string): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT r.collected_on || ' ' || l.analyte || ' ' || l.value_text || ' ' || l.unit AS line
     FROM lab_result l JOIN record r ON r.id = l.record_id JOIN patient p ON p.id = l.patient_id
     WHERE p.study_id = $1 ORDER BY 1`,
    [studyId],
  );
  return rows.map(({ line }) => line);
}

const recordCount = async () =>
  Number((await owner.query('SELECT count(*) FROM record')).rows[0].count);

test('the results of one day and laboratory become one report, and the plan knows it', async () => {
  const man = await importMan(clinic);
  const file = [
    titles,
    `${man.studyId},2026-02-10,Central,FSH,18.2,mIU/mL,1.5,12.4`,
    `${man.studyId},2026-02-10,Central,Testosterone,310,ng/dL,,`,
    `${man.studyId},2026-03-10,Central,Triglycerides,<50,mg/dL,,150`,
  ].join('\n');
  const checked = await check(clinic.nurse, { siteId, kind: 'labs', bytes: file });
  expect(issuesOf(checked)).toEqual([]);
  expect(checked.counts).toMatchObject({ rows: 3, ready: 3, men: 1 });
  expect(await resultsOf(man.studyId)).toEqual([]);
  await importFile(clinic.nurse, { siteId, kind: 'labs', bytes: file });
  expect(await resultsOf(man.studyId)).toEqual([
    '2026-02-10 fsh 18.2 m[IU]/mL',
    '2026-02-10 testosterone_total 310 ng/dL',
    '2026-03-10 triglycerides <50 mg/dL',
  ]);
  const { rows } = await owner.query(
    `SELECT count(*) AS reports, bool_and(enrollment_id = $2) AS own, min(source) AS source
     FROM record WHERE patient_id = $1 AND kind = 'lab-report'`,
    [man.patientId, man.enrollmentId],
  );
  expect(rows).toEqual([{ reports: '2', own: true, source: 'A laboratory' }]);
});

test('the same file a second time records nothing, and says that it came before', async () => {
  const man = await importMan(clinic);
  const file = `${titles}\n${man.studyId},2026-02-10,Central,FSH,18.2,mIU/mL,,\n`;
  await importFile(clinic.nurse, { siteId, kind: 'labs', bytes: file });
  const again = await check(clinic.nurse, { siteId, kind: 'labs', bytes: file });
  expect(issuesOf(again)).toEqual(['2: already-there (Result)']);
  expect(again.counts).toMatchObject({ ready: 0, duplicates: 1, errors: 0 });
  expect(again.committedBefore).toHaveLength(1);
});

test('a value that is recorded otherwise is a conflict, and stays as it is', async () => {
  const man = await importMan(clinic);
  const line = (value: string) =>
    `${titles}\n${man.studyId},2026-02-10,Central,FSH,${value},mIU/mL,,\n`;
  await importFile(clinic.nurse, { siteId, kind: 'labs', bytes: line('18.2') });
  const changed = await check(clinic.nurse, { siteId, kind: 'labs', bytes: line('28.2') });
  expect(changed.issues[0]?.message).toBe(
    'FSH of 2026-02-10 is recorded as 18.2 mIU/mL, here it is 28.2 mIU/mL. The record was left as it is: correct it there if this is right.',
  );
  expect(await resultsOf(man.studyId)).toEqual(['2026-02-10 fsh 18.2 m[IU]/mL']);
});

test('a result from before enrollment is history', async () => {
  const man = await importMan(clinic);
  const file = `${titles}\n${man.studyId},2025-11-10,Central,FSH,18.2,mIU/mL,,\n`;
  await importFile(clinic.nurse, { siteId, kind: 'labs', bytes: file });
  const { rows } = await owner.query(
    "SELECT enrollment_id FROM record WHERE patient_id = $1 AND kind = 'lab-report'",
    [man.patientId],
  );
  expect(rows).toEqual([{ enrollment_id: null }]);
});

test('one column for each test is read with the unit of its title', async () => {
  const man = await importMan(clinic);
  const file = `Subject;Date;Lab;FSH (mIU/mL);Testosterone (nmol/L)\n${man.studyId};10.02.2026;North;18,2;12,5\n${man.studyId};25.02.2026;North;17,9;\n`;
  const checked = await check(clinic.nurse, { siteId, kind: 'labs', bytes: file });
  expect(checked.questions).toEqual([]);
  expect(issuesOf(checked)).toEqual([]);
  await importFile(clinic.nurse, { siteId, kind: 'labs', bytes: file });
  expect(await resultsOf(man.studyId)).toEqual([
    '2026-02-10 fsh 18.2 m[IU]/mL',
    '2026-02-10 testosterone_total 12.5 nmol/L',
    '2026-02-25 fsh 17.9 m[IU]/mL',
  ]);
});

test('each row that is held back is named with its column, and all or the valid part is recorded', async () => {
  const man = await importMan(clinic);
  const file = [
    titles,
    `${man.studyId},2026-02-10,Central,FSH,18.2,mIU/mL,,`,
    `NOBODY-1,2026-02-10,Central,FSH,18.2,mIU/mL,,`,
    `${man.studyId},2026-02-31,Central,FSH,18.2,mIU/mL,,`,
    `${man.studyId},2027-02-10,Central,FSH,18.2,mIU/mL,,`,
    `${man.studyId},2026-02-12,Central,Vitamin Q,18.2,mIU/mL,,`,
    `${man.studyId},2026-02-12,Central,FSH,18.2,mg/dL,,`,
    `${man.studyId},2026-02-12,Central,FSH,"18,2",mIU/mL,,`,
    `${man.studyId},2026-02-12,,FSH,18.2,mIU/mL,,`,
    `${man.studyId},2026-02-10,Central,FSH,18.2,mIU/mL,,`,
    `${man.studyId},2026-02-10,Central,FSH,19.2,mIU/mL,,`,
    ',,,,,,,',
  ].join('\r\n');
  const checked = await check(clinic.nurse, {
    siteId,
    kind: 'labs',
    bytes: file,
    answers: { decimalSign: 'point' },
  });
  expect(issuesOf(checked)).toEqual([
    '3: study-id-unknown (Study id)',
    '4: date-not-real (Collected)',
    '5: in-the-future (Collected)',
    '6: test-unknown (Test)',
    '7: unit-unknown (Unit)',
    '8: number-wrong-sign (Result)',
    '9: missing (Laboratory)',
    '10: same-as-row (Result)',
    '11: contradicts-row (Result)',
  ]);
  expect(checked.counts).toMatchObject({ rows: 10, ready: 1, errors: 8, duplicates: 1 });
  const before = await recordCount();
  const given = { siteId, kind: 'labs', bytes: file, answers: { decimalSign: 'point' } } as const;
  const refusal = await refusalOf(importFile(clinic.nurse, given, 'all'));
  expect(refusal.message).toBe(
    '8 rows are held back, so nothing was recorded. Check the file again.',
  );
  expect(await recordCount()).toBe(before);
  expect(await importFile(clinic.nurse, given, 'valid')).toMatchObject({ ready: 1 });
  expect(await resultsOf(man.studyId)).toEqual(['2026-02-10 fsh 18.2 m[IU]/mL']);
});

test('an unusual value, and one that looks like another unit, wait until a person has compared them', async () => {
  const man = await importMan(clinic);
  const file = [
    titles,
    `${man.studyId},2026-02-10,Central,Testosterone,310,ng/dL,,`,
    `${man.studyId},2026-03-10,Central,Testosterone,10.8,ng/dL,,`,
  ].join('\n');
  const given = { siteId, kind: 'labs', bytes: file } as const;
  const checked = await check(clinic.nurse, given);
  expect(checked.counts).toMatchObject({ ready: 1, warnings: 1, errors: 0 });
  await importFile(clinic.nurse, { ...given, answers: { acceptUnusual: true } });
  const { rows } = await owner.query(
    'SELECT confirmed_warnings <> $2 AS confirmed FROM lab_result WHERE patient_id = $1 ORDER BY id',
    [man.patientId, []],
  );
  expect(rows).toEqual([{ confirmed: false }, { confirmed: true }]);
});
