import { beforeAll, expect, test } from 'vitest';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { bring, check, importFile, issuesOf } from '@/tests/support/import-work';
import { refusalOf } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner);
});

function observation(identifier: string, on: string, value: number, status = 'final') {
  return {
    resource: {
      resourceType: 'Observation',
      status,
      code: { coding: [{ system: 'http://loinc.org', code: '15067-2' }] },
      subject: { identifier: { value: identifier } },
      effectiveDateTime: on,
      performer: [{ display: 'Central' }],
      valueQuantity: {
        value,
        unit: 'mIU/mL',
        system: 'http://unitsofmeasure.org',
        code: 'm[IU]/mL',
      },
    },
  };
}

test('the results of a Bundle are recorded for the men whom it names, once', async () => {
  const man = await importMan(clinic);
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      observation(man.studyId, '2026-02-10', 18.2),
      observation(man.studyId, '2026-03-10T08:30:00-05:00', 17.1),
      observation('NOBODY', '2026-02-10', 18.2),
      observation(man.studyId, '2026-04-10', 16.5, 'preliminary'),
      observation(man.studyId, '2027-04-10', 16.5),
    ],
  };
  const given = { siteId: clinic.site.id, kind: 'labs', bytes: JSON.stringify(bundle) } as const;
  const checked = await check(clinic.nurse, given);
  expect([checked.problems, checked.questions]).toEqual([[], []]);
  expect(issuesOf(checked)).toEqual([
    '3: study-id-unknown (entry[2].resource)',
    '4: bundle-not-understood (entry[3].resource.status)',
    '5: in-the-future (Collected on)',
  ]);
  expect(await importFile(clinic.nurse, given, 'valid')).toMatchObject({
    rows: 5,
    ready: 2,
    errors: 3,
  });
  const { rows } = await owner.query(
    `SELECT r.collected_on::text AS "on", l.value_text AS value FROM lab_result l
     JOIN record r ON r.id = l.record_id WHERE l.patient_id = $1 ORDER BY 1`,
    [man.patientId],
  );
  expect(rows).toEqual([
    { on: '2026-02-10', value: '18.2' },
    { on: '2026-03-10', value: '17.1' },
  ]);
  const again = await check(clinic.nurse, given);
  expect(again.counts).toMatchObject({ ready: 0, duplicates: 2 });
});

test('JSON that is no Bundle, and a Bundle for another kind, are refused', async () => {
  const place = { siteId: clinic.site.id };
  const other = await check(clinic.nurse, { ...place, kind: 'labs', bytes: '{"a": 1}' });
  expect(issuesOf(other)).toEqual(['0: bundle-not-understood (resourceType)']);
  expect(other.counts).toMatchObject({ rows: 1, ready: 0, errors: 1 });
  const broken = await refusalOf(check(clinic.nurse, { ...place, kind: 'labs', bytes: '{"a": ' }));
  expect(broken.message).toBe('The file begins like JSON and is none.');
  const doses = await refusalOf(
    bring(clinic.nurse, { ...place, kind: 'doses', bytes: '{"a": 1}' }),
  );
  expect(doses.message).toBe('Of a FHIR Bundle only laboratory results are read.');
});
