import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseResources } from '@/lib/fhir/case-resources';
import {
  type BundleIssueCode,
  type BundleReading,
  bundleIssueCodes,
  readLabBundle,
} from '@/lib/fhir/read-lab-bundle';
import { labReport } from '../../support/builders/course';
import { disclosedCase } from '../../support/builders/disclosed-case';

type Json = Record<string, unknown>;

const berlin: BundleReading = { timeZone: 'Europe/Berlin' };

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [
    { system: 'urn:hospital', type: { coding: [{ code: 'MR' }] }, value: 'MRN 7' },
    { system: 'https://sertoli.example/fhir/identifier/study-id', value: 'ISO-001' },
  ],
};

const observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2571-8' }], text: 'Triglycerides' },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2026-03-31',
  performer: [{ display: 'Central' }],
  valueQuantity: {
    value: 129,
    unit: 'mg/dL',
    system: 'http://unitsofmeasure.org',
    code: 'mg/dL',
  },
  referenceRange: [{ high: { value: 150, unit: 'mg/dL' } }],
};

function bundle(...resources: readonly Json[]): Json {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  };
}

function read(change: Json, reading = berlin) {
  return readLabBundle(bundle(patient, { ...observation, ...change }), reading);
}

describe('a result of a Bundle', () => {
  test('is read with its patient, day, laboratory and range', () => {
    expect(read({})).toEqual({
      observations: 1,
      issues: [],
      reports: [
        {
          patient: { studyIds: ['ISO-001'], recordNumbers: ['MRN 7'] },
          on: '2026-03-31',
          time: null,
          laboratory: 'Central',
          results: [
            {
              entry: 2,
              path: 'entry[1].resource',
              input: {
                analyte: 'triglycerides',
                value: '129',
                unit: 'mg/dL',
                referenceHigh: '150',
              },
            },
          ],
        },
      ],
    });
  });

  test.each([
    ['on the clock of the site', '2026-03-31T23:30:00Z', '2026-04-01', '01:30'],
    ['from another zone', '2026-03-31T08:15:00-04:00', '2026-03-31', '14:15'],
    ['without seconds', '2026-01-31T08:15+01:00', '2026-01-31', '08:15'],
  ])('has its moment %s', (_, effectiveDateTime, on, time) => {
    expect(read({ effectiveDateTime }).reports).toMatchObject([{ on, time }]);
  });

  test.each([
    [
      'a comparator',
      { valueQuantity: { ...observation.valueQuantity, comparator: '<' } },
      { value: '<129' },
    ],
    ['a spelling of the unit', { valueQuantity: { value: 129, unit: 'mg/dl' } }, { unit: 'mg/dL' }],
    [
      'the molar code',
      {
        code: { coding: [{ system: 'http://loinc.org', code: '14927-8' }] },
        valueQuantity: { value: 1.4, unit: 'mmol/L' },
        referenceRange: [{ text: '0.5-1.7' }],
      },
      { value: '1.4', unit: 'mmol/L', referenceLow: '0.5', referenceHigh: '1.7' },
    ],
    ['a text as upper limit', { referenceRange: [{ text: '<150' }] }, { referenceHigh: '150' }],
    [
      'a range of healthy people among others',
      {
        referenceRange: [
          { type: { coding: [{ code: 'normal' }] }, high: { value: 150 } },
          { type: { coding: [{ code: 'treatment' }] }, high: { value: 200 } },
        ],
      },
      { referenceHigh: '150' },
    ],
  ])('is read with %s', (_, change, expected) => {
    const { reports, issues } = read(change);
    expect(issues).toEqual([]);
    expect(reports[0]?.results[0]?.input).toMatchObject(expected);
  });

  test('takes from its report what it leaves out itself', () => {
    const { performer: _, effectiveDateTime: __, subject: ___, ...bare } = observation;
    const found = readLabBundle(
      bundle(
        patient,
        { resourceType: 'Organization', id: 'lab', name: 'North' },
        {
          resourceType: 'DiagnosticReport',
          status: 'final',
          subject: { reference: 'Patient/p1' },
          effectiveDateTime: '2026-03-30',
          performer: [{ reference: 'Organization/lab' }],
          result: [{ reference: 'Observation/o1' }],
        },
        bare,
      ),
      berlin,
    );
    expect(found.reports).toMatchObject([{ on: '2026-03-30', laboratory: 'North' }]);
  });

  test('of a panel is read where it stands by itself', () => {
    const { valueQuantity: _, referenceRange: __, ...panel } = observation;
    const found = readLabBundle(
      bundle(
        patient,
        { ...panel, id: 'panel', hasMember: [{ reference: 'Observation/o1' }] },
        observation,
      ),
      berlin,
    );
    expect(found).toMatchObject({ observations: 2, issues: [], reports: [{ on: '2026-03-31' }] });
  });

  test('joins the others of its patient, day and laboratory in one report', () => {
    const other = {
      ...observation,
      id: 'o2',
      code: { coding: [{ system: 'http://loinc.org', code: '2093-3' }] },
    };
    const found = readLabBundle(bundle(patient, observation, other), berlin);
    expect(found.reports.map(({ results }) => results.length)).toEqual([2]);
  });
});

const issueCases: readonly (readonly [BundleIssueCode, string, Json, string])[] = [
  [
    'status-not-final',
    '.status',
    { status: 'preliminary' },
    'The result is preliminary, not final.',
  ],
  [
    'status-not-final',
    '.status',
    { status: 'entered-in-error' },
    'The result is marked as entered in error.',
  ],
  [
    'modifier-unknown',
    '',
    { modifierExtension: [{ url: 'urn:not' }] },
    'An extension changes what this result means, in a way that is not known here.',
  ],
  [
    'code-missing',
    '.code',
    { code: { text: 'Triglycerides' } },
    '“Triglycerides” has no LOINC code.',
  ],
  [
    'code-unknown',
    '.code',
    { code: { coding: [{ system: 'http://loinc.org', code: '94500-6' }] } },
    'LOINC 94500-6 is none of the tests that the program knows.',
  ],
  // A name is no code, even where the program knows the name.
  [
    'code-unknown',
    '.code',
    { code: { coding: [{ system: 'http://loinc.org', code: 'fsh' }] } },
    'LOINC fsh is none of the tests that the program knows.',
  ],
  [
    'code-ambiguous',
    '.code',
    {
      code: {
        coding: [
          { system: 'http://loinc.org', code: '2571-8' },
          { system: 'http://loinc.org', code: '2093-3' },
        ],
      },
    },
    'Its LOINC codes name two different tests.',
  ],
  [
    'components-not-read',
    '.component',
    {
      code: { coding: [{ system: 'http://loinc.org', code: '24331-1' }] },
      component: [{ code: { text: 'LDL' } }],
    },
    'LOINC 24331-1 has its results inside; only results that stand by themselves are read.',
  ],
  [
    'value-absent',
    '',
    { valueQuantity: undefined, dataAbsentReason: { coding: [{ code: 'not-performed' }] } },
    'Triglycerides has no value: not-performed.',
  ],
  ['value-absent', '', { valueQuantity: undefined }, 'Triglycerides has no value.'],
  [
    'value-not-a-quantity',
    '',
    { valueQuantity: undefined, valueString: 'normal' },
    'The result of Triglycerides is not a number with a unit.',
  ],
  [
    'value-refused',
    '.valueQuantity',
    { valueQuantity: { value: -1, unit: 'mg/dL' } },
    'Triglycerides: Enter the number without a plus or minus sign.',
  ],
  [
    'comparator-unknown',
    '.valueQuantity.comparator',
    { valueQuantity: { value: 1, unit: 'mg/dL', comparator: '~' } },
    '“~” is none of <, <=, >, >=.',
  ],
  [
    'unit-missing',
    '.valueQuantity',
    { valueQuantity: { value: 129 } },
    'Say whether Triglycerides is in mg/dL or mmol/L.',
  ],
  [
    'unit-unknown',
    '.valueQuantity.unit',
    { valueQuantity: { value: 129, unit: 'g/dL' } },
    'Triglycerides is reported in mg/dL or mmol/L, not in “g/dL”.',
  ],
  [
    'unit-contradicts-code',
    '.valueQuantity',
    { valueQuantity: { value: 1.4, unit: 'mmol/L' } },
    'LOINC 2571-8 is in mg/dL, and this value in mmol/L.',
  ],
  [
    'range-not-understood',
    '.referenceRange',
    { referenceRange: [{ text: 'see below' }] },
    'The reference range “see below” is not understood.',
  ],
  [
    'range-not-understood',
    '.referenceRange',
    { referenceRange: [{ high: { value: 1.7, unit: 'mmol/L' } }] },
    'The reference range is in another unit than the value.',
  ],
  [
    'range-not-understood',
    '.referenceRange',
    { referenceRange: [{ high: { value: 1 } }, { high: { value: 2 } }] },
    'There are several reference ranges, and nothing says which one is meant.',
  ],
  ['patient-missing', '.subject', { subject: undefined }, 'The result has no patient.'],
  [
    'patient-missing',
    '.subject',
    { subject: { reference: 'Patient/ISO-001' } },
    'Its patient is not in the Bundle, so his study id is not known.',
  ],
  [
    'patient-without-identifier',
    '.subject',
    { subject: { reference: '#me' }, contained: [{ resourceType: 'Patient', id: 'me' }] },
    'Its patient has no identifier: neither a study id nor a record number.',
  ],
  [
    'date-missing',
    '',
    { effectiveDateTime: undefined },
    'It is not said when the sample was taken.',
  ],
  [
    'date-not-understood',
    '',
    { effectiveDateTime: '2026-02-31' },
    '“2026-02-31” is no day and no moment of one.',
  ],
  [
    'date-not-understood',
    '',
    { effectiveDateTime: '2026-03' },
    '“2026-03” is no day and no moment of one.',
  ],
  [
    'date-not-understood',
    '',
    { effectiveDateTime: '2026-03-31T08:15:00' },
    '“2026-03-31T08:15:00” is no day and no moment of one.',
  ],
  [
    'date-not-understood',
    '',
    { effectiveDateTime: '2026-03-31T25:15:00Z' },
    '“2026-03-31T25:15:00Z” is no day and no moment of one.',
  ],
  [
    'date-not-understood',
    '',
    { effectivePeriod: { start: '2026-03-30', end: '2026-03-31' } },
    'The sample was taken over more than one day.',
  ],
  [
    'laboratory-missing',
    '.performer',
    { performer: undefined },
    'It is not said which laboratory it was.',
  ],
  [
    'malformed',
    '.valueQuantity.value',
    { valueQuantity: { value: '129' } },
    'Invalid input: expected number, received string',
  ],
];

describe('a result that is not understood', () => {
  test.each(issueCases)('is refused as %s at %s: %j', (code, path, change, message) => {
    const { reports, issues } = read(change);
    expect(reports).toEqual([]);
    expect(issues).toEqual([{ code, path: `entry[1].resource${path}`, message }]);
  });

  test('does not keep the others out', () => {
    const found = readLabBundle(
      bundle(patient, { ...observation, id: 'bad', status: 'registered' }, observation),
      berlin,
    );
    expect(found.reports).toHaveLength(1);
    expect(found.issues).toHaveLength(1);
  });

  test('is the second one of its test and moment', () => {
    const found = readLabBundle(bundle(patient, observation, { ...observation, id: 'o2' }), berlin);
    expect(found.reports[0]?.results).toHaveLength(1);
    expect(found.issues).toMatchObject([{ code: 'repeated', path: 'entry[2].resource.code' }]);
  });

  test('is what an entry asks to delete', () => {
    const found = readLabBundle(
      {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [{ resource: observation, request: { method: 'DELETE' } }],
      },
      berlin,
    );
    expect(found.issues).toMatchObject([{ code: 'deletion' }]);
  });
});

test.each([
  [null, 'not-a-bundle'],
  ['text', 'not-a-bundle'],
  [[], 'not-a-bundle'],
  [{ resourceType: 'Patient' }, 'not-a-bundle'],
  [{ resourceType: 'Bundle', type: 'message' }, 'bundle-type'],
  [{ resourceType: 'Bundle', type: 'collection', entry: {} }, 'malformed'],
])('%j is refused as a whole', (json, code) => {
  expect(readLabBundle(json, berlin)).toMatchObject({ reports: [], issues: [{ code }] });
});

test('every code of an issue is one that a Bundle can cause', () => {
  const seen = new Set<string>([
    ...issueCases.map(([code]) => code),
    'not-a-bundle',
    'bundle-type',
    'deletion',
    'repeated',
  ]);
  expect(bundleIssueCodes.filter((code) => !seen.has(code))).toEqual([]);
});

test('the program reads the laboratory results that it writes', () => {
  const study = {
    snapshotId: 'snapshot-1',
    mode: 'limited' as const,
    protocol: { code: 'iso-noa', version: '1.2', title: 'Isotretinoin', arms: [] },
    sites: [],
  };
  const disclosed = disclosedCase({
    firstDoseOn: '2026-01-10',
    records: [
      labReport('2026-01-02', {
        fsh: '<0.3 [IU]/L 1.5-12.4',
        testosterone_total: '13.6 nmol/L',
        prolactin: '200 m[IU]/L',
        wbc: '5.1 10*9/L',
      }),
    ],
  });
  const written = JSON.parse(JSON.stringify(caseResources(disclosed, study)));
  expect(readLabBundle(bundle(...written), berlin)).toMatchObject({
    issues: [],
    reports: [
      {
        patient: { studyIds: ['ISO-001'] },
        on: '2026-01-02',
        laboratory: 'Central',
        results: [
          { input: { analyte: 'fsh', value: '<0.3', unit: '[IU]/L', referenceLow: '1.5' } },
          { input: { analyte: 'testosterone_total', value: '13.6', unit: 'nmol/L' } },
          { input: { analyte: 'prolactin', value: '200', unit: 'm[IU]/L' } },
          { input: { analyte: 'wbc', value: '5.1', unit: '10*9/L' } },
        ],
      },
    ],
  });
});

test('nothing that JSON can say makes it throw', () => {
  const anything = fc.jsonValue({ maxDepth: 3 });
  const keys = Object.keys(observation).filter((key) => key !== 'resourceType');
  fc.assert(
    fc.property(
      fc.constantFrom(...keys, 'contained', 'modifierExtension', 'effectivePeriod', 'component'),
      anything,
      anything,
      (key, value, entry) => {
        const { reports, issues } = readLabBundle(
          {
            resourceType: 'Bundle',
            type: 'batch',
            entry: [{ resource: patient }, { resource: { ...observation, [key]: value } }, entry],
          },
          berlin,
        );
        expect(reports.length + issues.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 2000 },
  );
});
