import { beforeAll, expect, test } from 'vitest';
import { amendRecord } from '@/lib/server/records/amend-record';
import { getRecordPage } from '@/lib/server/records/queries';
import { voidRecord } from '@/lib/server/records/void-record';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

const results = (ast: string) => [
  { analyte: 'ast', value: ast, unit: 'U/L' },
  { analyte: 'alt', value: '29', unit: 'U/L' },
];

async function reportOfMan() {
  const { patientId } = await importMan(clinic, {
    records: [
      firstDose,
      {
        kind: 'lab-report',
        on: '2026-02-10',
        content: { laboratory: 'Central', results: results('16') as never },
      },
    ],
  });
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM record WHERE patient_id = $1 AND kind = 'lab-report'",
    [patientId],
  );
  return { patientId, recordId: rows[0]?.id ?? '' };
}

test('every earlier value of a corrected and voided report can be read, with who and why', async () => {
  const { patientId, recordId } = await reportOfMan();
  await submit(amendRecord, clinic.nurse, {
    recordId,
    version: 1,
    reason: 'Typing error',
    entry: {
      kind: 'lab-report',
      on: '2026-02-11',
      content: { laboratory: 'Central', results: results('61') },
    },
  });
  await submit(voidRecord, clinic.physician, { recordId, version: 2, reason: 'Another man' });
  const page = await getRecordPage(clinic.coordinator, patientId, recordId);
  expect(page).toMatchObject({ version: 3, isVoided: true, voidReason: 'Another man' });
  expect(page?.details).toContainEqual(
    expect.objectContaining({ term: 'AST', value: '61', unit: 'U/L' }),
  );
  const told = page?.versions.map(({ version, role, reason, changes }) => [
    version,
    role,
    reason,
    changes.map(({ term, one, other }) => `${term}: ${one} > ${other}`),
  ]);
  expect(told).toEqual([
    [3, 'physician', 'Another man', ['Counts: yes > no, it is voided']],
    [
      2,
      'staff',
      'Typing error',
      [
        'Date: 2026-02-10 > 2026-02-11',
        'AST: 16 U/L (no reference range) > 61 U/L (no reference range)',
      ],
    ],
    [1, 'physician', 'Import', []],
  ]);
});

test('a record is found only under its own patient and only at a site of the reader', async () => {
  const { patientId, recordId } = await reportOfMan();
  const other = await importMan(clinic);
  const abroad = await openClinic(owner, 'TYO', 'Asia/Tokyo');
  expect(await getRecordPage(clinic.nurse, patientId, recordId)).not.toBeNull();
  expect(await getRecordPage(clinic.nurse, other.patientId, recordId)).toBeNull();
  expect(await getRecordPage(abroad.physician, patientId, recordId)).toBeNull();
  expect(await getRecordPage(clinic.nurse, patientId, 'no-id')).toBeNull();
});
