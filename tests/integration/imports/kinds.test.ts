import { beforeAll, expect, test } from 'vitest';
import type { ImportKind } from '@/lib/import/import-kinds';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { check, importFile, issuesOf } from '@/tests/support/import-work';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner);
});

const file = (kind: ImportKind, lines: readonly string[]) => ({
  siteId: clinic.site.id,
  kind,
  bytes: lines.join('\n'),
});

async function recordsOf(patientId: string, kind: string) {
  const { rows } = await owner.query(
    `SELECT collected_on::text AS "on", content, enrollment_id IS NULL AS "isHistory"
     FROM record WHERE patient_id = $1 AND kind = $2 ORDER BY collected_on, id`,
    [patientId, kind],
  );
  return rows;
}

/** Records the file, and has it said afterwards that every row is there already. */
async function importTwice(kind: ImportKind, lines: readonly string[]): Promise<void> {
  const counts = await importFile(clinic.nurse, file(kind, lines));
  expect(counts.ready).toBe(lines.length - 1);
  const again = await check(clinic.nurse, file(kind, lines));
  expect(again.counts).toMatchObject({
    ready: 0,
    errors: 0,
    warnings: 0,
    duplicates: lines.length - 1,
  });
}

test('men with their protocol are enrolled, and a plan is made for each', async () => {
  const titles = 'Study id,First name,Last name,DOB,MRN,Protocol,Arm,Consent date,Enrolled';
  await importTwice('patients', [
    titles,
    'IMP-1,Adam,Abel,1988-03-01,M-1,isotretinoin-noa,isotretinoin,2026-01-05,2026-01-06',
    'IMP-2,Ben,Baker,1987-04-02,M-2,isotretinoin-noa,isotretinoin,2026-01-05,2026-01-07',
  ]);
  const { rows } = await owner.query(
    `SELECT p.study_id, count(o.*) > 5 AS planned
     FROM patient p JOIN enrollment e ON e.patient_id = p.id JOIN occurrence o ON o.enrollment_id = e.id
     WHERE p.study_id LIKE 'IMP-%' GROUP BY p.study_id ORDER BY 1`,
  );
  expect(rows).toEqual([
    { study_id: 'IMP-1', planned: true },
    { study_id: 'IMP-2', planned: true },
  ]);
  const checked = await check(
    clinic.nurse,
    file('patients', [
      titles,
      'IMP-1,Adam,Other,1988-03-01,M-1,isotretinoin-noa,isotretinoin,2026-01-05,2026-01-06',
      'IMP-3,Carl,Cole,1987-04-02,M-2,isotretinoin-noa,isotretinoin,2026-01-05,2026-01-07',
      'IMP-4,Ben,Baker,1987-04-02,M-4,isotretinoin-noa,isotretinoin,2026-01-05,2026-01-07',
      'IMP-5,Dan,Drew,1987-05-02,M-5,no-such-protocol,isotretinoin,2026-01-05,2026-01-07',
      'IMP-6,Ed,Eves,1987-06-02,M-6,isotretinoin-noa,no-such-arm,2026-01-05,2026-01-07',
      'IMP-7,Fred,Fox,1987-07-02,M-7,isotretinoin-noa,isotretinoin,2026-01-09,2026-01-07',
      'IMP-8,Gus,Gray,2027-07-02,M-8,isotretinoin-noa,isotretinoin,2026-01-05,2026-01-07',
      'IMP-9,Hal,Hill,1987-08-02,M-9,isotretinoin-noa,isotretinoin,2026-01-05,2027-01-07',
      'IMP-10,Ivo,Ives,1987-09-02,M-10,isotretinoin-noa,isotretinoin,2026-01-05,2026-01-07',
      'IMP-10,Ivo,Ives,1987-09-02,M-10,isotretinoin-noa,isotretinoin,2026-01-05,2026-01-07',
      'IMP-11,Jim,Jett,1987-10-02,M-10,isotretinoin-noa,isotretinoin,2026-01-05,2026-01-07',
    ]),
  );
  expect(issuesOf(checked)).toEqual([
    '2: conflicts-with-record (Study id)',
    '3: duplicate-patient (MRN)',
    '4: similar-patient (Last name)',
    '5: choice-unknown (Protocol)',
    '6: choice-unknown (Arm)',
    '7: invalid (Consent date)',
    '8: invalid (DOB)',
    '9: in-the-future (Enrolled)',
    '11: same-as-row (Study id)',
    '12: duplicate-patient (MRN)',
  ]);
});

test('doses in order, a hold and a resume become his therapy', async () => {
  const man = await importMan(clinic, { records: [] });
  await importTwice('doses', [
    'Study id,Date,Change,Drug,Dose,Unit,Route,Times per day,Reason,Note',
    `${man.studyId},2026-01-10,start,Isotretinoin,20,mg,oral,2,,`,
    `${man.studyId},2026-02-10,pause,,,,,,supply,`,
    `${man.studyId},2026-02-20,resume,,,,,,,Supply is back`,
    `${man.studyId},2026-03-10,dose,Isotretinoin,10,mg,oral,2,,`,
  ]);
  expect(
    (await recordsOf(man.patientId, 'dose')).map(({ on, content }) => [on, content.amount]),
  ).toEqual([
    ['2026-01-10', 20],
    ['2026-03-10', 10],
  ]);
  const checked = await check(
    clinic.nurse,
    file('doses', [
      'Study id,Date,Change,Drug,Dose,Route,Times per day,Reason',
      `${man.studyId},2026-01-01,dose,Isotretinoin,20,oral,2,`,
      `${man.studyId},2026-04-01,resume,,,,,back`,
      `${man.studyId},2026-04-02,dose,hCG,1500,sc,1,`,
      `${man.studyId},2026-03-10,dose,Isotretinoin,40,oral,2,`,
    ]),
  );
  expect(issuesOf(checked)).toEqual([
    '2: before-enrollment (Date)',
    '3: choice-unknown (Reason)',
    '4: not-allowed (Date)',
    '5: conflicts-with-record (Date)',
  ]);
});

test('a semen analysis keeps what was not examined apart from what was not seen', async () => {
  const man = await importMan(clinic);
  await importTwice('semen', [
    'Study id,Date,Neat,Pellet,Pellet motile,Volume,Abstinence',
    `${man.studyId},2026-02-10,no sperm,sperm seen,3,"2.4",3`,
    `${man.studyId},2026-03-10,no sperm,not done,,2.1,`,
  ]);
  expect(await recordsOf(man.patientId, 'semen-analysis')).toMatchObject([
    {
      content: {
        neat: { state: 'no-sperm-seen' },
        pellet: { state: 'sperm-seen', motile: 3 },
        whoEdition: null,
      },
    },
    { content: { pellet: { state: 'not-examined' }, volumeMl: 2.1 } },
  ]);
});

test('a visit brings weight, blood pressure and PHQ-9, and is a contact of its day', async () => {
  const man = await importMan(clinic);
  await importTwice('visits', [
    'Study id,Visit date,Weight,SBP,DBP,PHQ9,PHQ9 item 9,Note',
    `${man.studyId},2026-02-10,82.5,124,78,3,0,Came with his wife`,
    `${man.studyId},2026-03-10,81,,,,,`,
  ]);
  const { rows } = await owner.query(
    `SELECT v.visited_on::text AS "on", v.note, count(r.*)::int AS records
     FROM visit v JOIN record r ON r.visit_id = v.id WHERE v.patient_id = $1
     GROUP BY v.id ORDER BY 1`,
    [man.patientId],
  );
  expect(rows).toEqual([
    { on: '2026-02-10', note: 'Came with his wife', records: 2 },
    { on: '2026-03-10', note: null, records: 1 },
  ]);
});

test('baseline and history are answers from before treatment', async () => {
  const man = await importMan(clinic);
  await importTwice('baseline', [
    'Study id,Date,Karyotype,Testicular volume right,Coagulopathy,Source',
    `${man.studyId},2025-12-10,"46,XY",12,unknown,Referral letter`,
  ]);
  await importTwice('history', [
    'Study id,Date,Question,Answer',
    `${man.studyId},2025-11-10,Etiology,Idiopathic`,
    `${man.studyId},2025-11-10,Thrombosis now or before,no`,
  ]);
  expect(await recordsOf(man.patientId, 'finding')).toMatchObject([
    { on: '2025-11-10', content: { finding: 'etiology', answer: 'idiopathic' }, isHistory: true },
    { on: '2025-11-10', content: { finding: 'thrombosis', answer: 'no' } },
    { on: '2025-12-10', content: { finding: 'karyotype', answer: '46-xy' } },
    { on: '2025-12-10', content: { finding: 'testicular-volume-right', answer: 12 } },
    { on: '2025-12-10', content: { finding: 'coagulopathy', answer: 'unknown' } },
  ]);
});

test('a procedure from before enrollment is history, and one that contradicts itself is held back', async () => {
  const man = await importMan(clinic);
  await importTwice('procedures', [
    'Study id,Date,Procedure,Side,Sperm found,Histology',
    `${man.studyId},2025-09-15,microTESE,bilateral,no,Sertoli cell only`,
  ]);
  expect(await recordsOf(man.patientId, 'procedure')).toMatchObject([
    { content: { kind: 'micro-tese', side: 'both', spermFound: 'no' }, isHistory: true },
  ]);
  const checked = await check(
    clinic.nurse,
    file('procedures', [
      'Study id,Date,Procedure,Sperm found,Vials frozen',
      `${man.studyId},2025-09-16,TESE,no,3`,
    ]),
  );
  expect(issuesOf(checked)).toEqual(['2: invalid (Vials frozen)']);
});
