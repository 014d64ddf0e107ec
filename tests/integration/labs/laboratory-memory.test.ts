import { beforeAll, expect, test } from 'vitest';
import { listLaboratories } from '@/lib/server/labs/queries';
import { recordLabReport } from '@/lib/server/labs/record-lab-report';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

async function report(laboratory: string, collectedOn: string, results: readonly object[]) {
  const { enrollmentId } = await importMan(clinic);
  await submit(recordLabReport, clinic.nurse, {
    enrollmentId,
    report: { collectedOn, laboratory, results, confirmed: [] },
  });
}

test('a laboratory is remembered by its newest report of each test, whoever the man was', async () => {
  await report('Central', '2026-02-01', [
    { analyte: 'triglycerides', value: '150', unit: 'mg/dL', referenceHigh: '150' },
    { analyte: 'ast', value: '20', unit: 'U/L', referenceLow: '10', referenceHigh: '40' },
  ]);
  await report('central', '2026-03-01', [
    { analyte: 'triglycerides', value: '1.5', unit: 'mmol/L', referenceHigh: '1.7' },
  ]);
  await report('North', '2026-04-01', [
    {
      analyte: 'prolactin',
      value: '200',
      unit: 'm[IU]/L',
      referenceLow: '86',
      referenceHigh: '324',
      laboratoryFactor: '21.2',
    },
  ]);
  const known = await listLaboratories(clinic.nurse, clinic.site.id);
  expect(known).toEqual([
    {
      name: 'North',
      tests: {
        prolactin: {
          unit: 'm[IU]/L',
          referenceLow: 86,
          referenceHigh: 324,
          laboratoryFactor: 21.2,
        },
      },
    },
    {
      name: 'central',
      tests: {
        triglycerides: {
          unit: 'mmol/L',
          referenceLow: null,
          referenceHigh: 1.7,
          laboratoryFactor: null,
        },
        ast: { unit: 'U/L', referenceLow: 10, referenceHigh: 40, laboratoryFactor: null },
      },
    },
  ]);
});

test('a voided result and another site’s laboratories are not remembered', async () => {
  await owner.query(
    "UPDATE record SET voided_at = now(), void_reason = 'x' WHERE content ->> 'laboratory' = 'North'",
  );
  const elsewhere = await openClinic(owner, 'TYO', 'Asia/Tokyo');
  const names = async ({ nurse, site }: Clinic) =>
    (await listLaboratories(nurse, site.id)).map(({ name }) => name);
  expect(await names(clinic)).toEqual(['central']);
  expect(await names(elsewhere)).toEqual([]);
  expect(await listLaboratories(elsewhere.nurse, clinic.site.id)).toEqual([]);
});
