import { describe, expect, test } from 'vitest';
import { caseResources } from '@/lib/fhir/case-resources';
import { type StudyFacts, studyResource } from '@/lib/fhir/study-resource';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { clinicalRecord, labReport, semen } from '../../support/builders/course';
import { type CaseFacts, disclosedCase } from '../../support/builders/disclosed-case';
import {
  fileFaults,
  type JsonResource,
  ownFaults,
  schemaErrors,
} from '../../support/fhir-standard';

const study: StudyFacts = {
  snapshotId: '0192a0c4-0000-7000-8000-000000000001',
  mode: 'limited',
  protocol: {
    code: 'iso-noa',
    version: '1.2',
    title: 'Isotretinoin for non-obstructive azoospermia',
    arms: [{ key: 'isotretinoin', title: 'Isotretinoin', treated: true }],
  },
  sites: [{ id: 'site-1', code: 'ROCHESTER', name: 'Rochester', timeZone: 'America/New_York' }],
};

const dose = (amount: number) => ({
  drug: 'isotretinoin',
  amount,
  unit: 'mg',
  route: 'oral',
  timesPerDay: 2,
  everyDays: 1,
});

/** A record of every kind, with every answer that a form offers somewhere among them. */
const everything: readonly ClinicalRecord[] = [
  labReport(
    '2026-01-02',
    {
      fsh: '<0.3 [IU]/L 1.5-12.4',
      testosterone_total: '13.6 nmol/L',
      triglycerides: '150 mg/dL 0-150',
      prolactin: '12 ng/mL',
    },
    { id: 'lab-1', time: '08:15' },
  ),
  clinicalRecord('finding', '2026-01-02', { finding: 'karyotype', answer: '46-xy' }),
  clinicalRecord('finding', '2026-01-02', { finding: 'karyotype', answer: 'not-tested' }),
  clinicalRecord('finding', '2026-01-02', { finding: 'obstruction-excluded', answer: 'yes' }),
  clinicalRecord('finding', '2026-01-02', { finding: 'testicular-volume-left', answer: 8 }),
  clinicalRecord('finding', '2026-01-02', { finding: 'infertility-months', answer: 30 }),
  clinicalRecord('finding', '2026-01-02', { finding: 'partner-pregnancy', answer: '2026-01-01' }),
  clinicalRecord('finding', '2026-01-02', { finding: 'coagulopathy', answer: 'unknown' }),
  clinicalRecord('dose', '2026-01-10', dose(20), { id: 'dose-1' }),
  clinicalRecord('dose', '2026-02-10', dose(10), { id: 'dose-2' }),
  clinicalRecord('hold', '2026-03-01', { reason: 'laboratory-result' }, { id: 'hold-1' }),
  clinicalRecord('resume', '2026-03-05', { reason: 'Back to normal.' }),
  clinicalRecord('stop', '2026-06-30', { reason: 'completed' }),
  clinicalRecord('rems-check', '2026-01-10', {}),
  clinicalRecord('drug-return', '2026-06-30', { quantity: 3, strengthMg: 20 }),
  semen('2026-02-20', 'P(20)', { id: 'semen-1' }),
  semen('2026-03-20', 'N'),
  semen('2026-04-20', 'X'),
  semen('2026-05-20', 'I'),
  clinicalRecord('vital-signs', '2026-02-20', {
    weight: { value: 180, unit: '[lb_av]', kilograms: 81.6, conversionId: 'CONV-WEIGHT-1' },
    bloodPressure: { systolic: 120, diastolic: 80 },
    confirmed: [],
    note: 'Sitting\u00a0down\u2028twice',
  }),
  clinicalRecord('symptom-check', '2026-02-20', {
    answers: { 'dry-lips': 'mild', psychosis: 'no' },
  }),
  clinicalRecord('questionnaire', '2026-02-20', { total: 4, item9: 0 }),
  clinicalRecord(
    'adverse-event',
    '2026-02-01',
    {
      term: 'dry_skin',
      grades: [
        { from: '2026-02-01', grade: 1 },
        { from: '2026-02-15', grade: 2 },
      ],
      serious: 'no',
      relatedness: 'probable',
    },
    { id: 'ae-1' },
  ),
  clinicalRecord('adverse-event', '2026-04-01', {
    term: 'other',
    description: 'Stung by a bee',
    grades: [{ from: '2026-04-01', grade: 3 }],
    endedOn: '2026-04-03',
    serious: 'yes',
    seriousness: ['hospitalization'],
    outcome: 'recovered',
  }),
  clinicalRecord(
    'procedure',
    '2026-08-01',
    {
      kind: 'micro-tese',
      side: 'both',
      minutes: 90,
      spermFoundLeft: 'yes',
      spermFoundRight: 'no',
      sufficientForAllEggs: 'yes',
      cryopreserved: 'yes',
      vialsFrozen: 2,
      histologyLeft: 'hypospermatogenesis',
    },
    { id: 'procedure-1' },
  ),
  clinicalRecord('procedure', '2026-08-02', { kind: 'oocyte-retrieval', eggNumber: 9 }),
  clinicalRecord('post-operative-check', '2026-08-10', {
    noneSeen: 'no',
    complications: [{ kind: 'hematoma', from: '2026-08-03', resolved: 'yes' }],
  }),
  clinicalRecord(
    'icsi-cycle',
    '2026-08-02',
    {
      partnerId: '0192a0c4-0000-7000-8000-00000000000a',
      spermSource: 'testicular-fresh',
      eggsRetrieved: 9,
      eggsMature: 7,
      fertilized: 5,
      transfers: [
        {
          on: '2026-08-07',
          embryos: 1,
          origin: 'fresh',
          clinicalPregnancy: 'yes',
          outcome: 'ongoing',
          outcomeOn: '2026-09-20',
        },
      ],
    },
    { id: 'cycle-1' },
  ),
  clinicalRecord('injection-exception', '2026-02-02', {
    kind: 'missed',
    drug: 'hcg',
    reason: 'Away',
  }),
  clinicalRecord('injection-exception', '2026-02-04', {
    kind: 'moved',
    drug: 'hcg',
    givenOn: '2026-02-05',
    reason: 'Away',
  }),
  clinicalRecord('injection-exception', '2026-02-06', {
    kind: 'other-dose',
    drug: 'hcg',
    amount: 1000,
    reason: 'Half an ampoule',
  }),
];

const facts: CaseFacts = {
  firstDoseOn: '2026-01-10',
  records: everything,
  partners: [
    {
      id: '0192a0c4-0000-7000-8000-00000000000a',
      ordinal: 1,
      consentOn: '2026-05-01' as never,
      birthYear: 1990,
      endedOn: null,
    },
  ],
  occurrences: [
    {
      requirement: 'labs',
      state: 'done',
      opensOn: '2026-01-01' as never,
      closesOn: '2026-01-09' as never,
      recordIds: ['lab-1'],
    },
    { requirement: 'semen', state: 'pending' },
    { requirement: 'retrieval', state: 'done', recordIds: ['procedure-1'] },
  ],
};

function written(of: CaseFacts): JsonResource[] {
  const resources = [studyResource(study), ...caseResources(disclosedCase(of), study)];
  return resources.map((resource) => JSON.parse(JSON.stringify(resource)));
}

function find(resources: readonly JsonResource[], name: string): JsonResource | undefined {
  return resources.find(({ resourceType, id }) => `${resourceType}/${String(id)}` === name);
}

describe('a man with a record of every kind', () => {
  test.each([
    ['with days of the calendar', true],
    ['with study days alone', false],
  ])('is right FHIR R4 %s', (_, hasDates) => {
    const resources = written({ ...facts, hasDates });
    for (const resource of resources) {
      const name = `${resource.resourceType}/${String(resource['id'])}`;
      expect([name, ...schemaErrors(resource)]).toEqual([name]);
      expect([name, ...ownFaults(resource)]).toEqual([name]);
    }
    expect(fileFaults(resources)).toEqual([]);
    expect(new Set(resources.map(({ resourceType }) => resourceType)).size).toBe(9);
  });

  test('has a laboratory result with the code of its unit, as it was reported', () => {
    expect(find(written(facts), 'Observation/lab-1.fsh')).toMatchObject({
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '15067-2' }], text: 'FSH' },
      subject: { reference: 'Patient/patient-1' },
      basedOn: [{ reference: 'ServiceRequest/enrollment-1.1' }],
      effectiveDateTime: '2026-01-02',
      _effectiveDateTime: { extension: [{ valueInteger: -8 }] },
      valueQuantity: { value: 0.3, comparator: '<', code: '[IU]/L', unit: 'IU/L' },
      referenceRange: [{ low: { value: 1.5 }, high: { value: 12.4 } }],
    });
    expect(find(written(facts), 'Observation/lab-1.testosterone-total')).toMatchObject({
      code: { coding: [{ code: '14913-8' }] },
      valueQuantity: { value: 13.6, code: 'nmol/L' },
    });
  });

  test('has one administration for each interval at one dose, and his holds beside them', () => {
    const resources = written(facts);
    expect(find(resources, 'MedicationAdministration/dose-1')).toMatchObject({
      status: 'completed',
      effectivePeriod: { start: '2026-01-10', end: '2026-02-09' },
      dosage: { text: '20 mg 2 times a day', dose: { value: 20, unit: 'mg', code: 'mg' } },
    });
    expect(find(resources, 'MedicationAdministration/dose-2')).toMatchObject({
      effectivePeriod: { start: '2026-02-10', end: '2026-06-30' },
    });
    expect(find(resources, 'MedicationAdministration/hold-1')).toMatchObject({
      status: 'not-done',
      effectivePeriod: { start: '2026-03-01', end: '2026-03-04' },
    });
  });

  test('keeps his study days where no date may stand', () => {
    const resources = written({ ...facts, hasDates: false });
    expect(JSON.stringify(resources)).not.toMatch(/\d{4}-\d{2}-\d{2}(?!T)/);
    expect(find(resources, 'MedicationAdministration/dose-2')).toMatchObject({
      effectivePeriod: {
        _start: { extension: [{ valueInteger: 32 }] },
        _end: { extension: [{ valueInteger: 172 }] },
      },
    });
  });

  test('has an adverse event with its grades, and the dose that he was on', () => {
    expect(find(written(facts), 'AdverseEvent/ae-1')).toMatchObject({
      actuality: 'actual',
      date: '2026-02-01',
      severity: { coding: [{ code: 'moderate' }] },
      seriousness: { coding: [{ code: 'Non-serious' }] },
      suspectEntity: [{ instance: { reference: 'MedicationAdministration/dose-1' } }],
    });
  });

  test('says of a question that nobody could answer that it is not known', () => {
    const unknown = written(facts).filter(({ dataAbsentReason }) => dataAbsentReason !== undefined);
    expect(unknown).toHaveLength(2);
  });

  test('has a name only where patients are identified', () => {
    const named = written({
      ...facts,
      identity: {
        givenName: 'Ada\u00a0Maria',
        familyName: 'Example',
        birthDate: '1990-05-01' as never,
        recordNumber: 'MRN 7',
      },
    });
    expect(find(named, 'Patient/patient-1')).toMatchObject({
      name: [{ family: 'Example', given: ['Ada Maria'] }],
      birthDate: '1990-05-01',
    });
    expect(find(written(facts), 'Patient/patient-1')).not.toHaveProperty('name');
  });
});
