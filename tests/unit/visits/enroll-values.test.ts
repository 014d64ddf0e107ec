import { describe, expect, test } from 'vitest';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { eligibilityQuestions } from '@/lib/enrollment/eligibility-questions';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SettingValues } from '@/lib/protocols/schema';
import { enrollFormSchema } from '@/lib/visits/enroll-form-schema';
import {
  type EnrollValues,
  enrollEntries,
  type NewPatientValues,
  toEnrollInput,
} from '@/lib/visits/enroll-values';
import { blankProcedure, blankSemen } from '@/lib/visits/entry-values';
import { typedRecords } from '@/lib/visits/typed-records';

const negative = {
  ...blankSemen,
  neat: { ...blankSemen.neat, state: 'no-sperm-seen' },
  pellet: { ...blankSemen.pellet, state: 'no-sperm-seen' },
} as const;

const patient: NewPatientValues = {
  kind: 'new',
  studyId: '',
  identity: {
    givenName: 'Olaf',
    familyName: 'Heron',
    birthDate: '1988-03-01',
    recordNumber: 'M-1',
    phone: '',
    email: '',
    remsId: '',
  },
};

const values: EnrollValues = {
  siteId: '01a201f5-faae-7000-b85c-c4a7fde8a9f8',
  patient,
  protocol: 'isotretinoin-noa',
  arm: 'isotretinoin',
  consentOn: '2026-03-01',
  enrolledOn: '2026-03-02',
  source: 'Referral letter',
  answers: { karyotype: '', 'obstruction-excluded': 'yes', 'egg-number': '8' },
  samples: [{ on: '2026-02-01', content: negative }],
  procedures: [],
  reports: [],
  drugs: [],
  overrideReason: '',
  password: '',
};

const messagesOf = (typed: EnrollValues) =>
  enrollFormSchema.safeParse(typed).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('what an enrollment sends', () => {
  test('blank answers are left out, numbers are numbers, and every record has its source', () => {
    const { findings = [] } = toEnrollInput(values);
    expect(findings).toMatchObject([
      { kind: 'finding', on: '2026-03-02', content: { answer: 'yes' } },
      { kind: 'finding', content: { finding: 'egg-number', answer: 8 } },
      { kind: 'semen-analysis', on: '2026-02-01' },
    ]);
    expect(findings.every(({ source }) => source === 'Referral letter')).toBe(true);
  });

  test.each([
    ['a new patient', patient],
    ['one who was enrolled before', { kind: 'existing', patientId: values.siteId }],
  ] as const)('the form accepts %s', (_who, who) => {
    expect(messagesOf({ ...values, patient: who })).toEqual([]);
  });
});

describe('a message stands at the field in which the value was typed', () => {
  test.each<[string, Partial<EnrollValues>, string]>([
    ['an answer that is not a number', { answers: { 'egg-number': 'many' } }, 'answers.egg-number'],
    [
      'a sample without a date, after answers that were left blank',
      { samples: [{ on: '', content: negative }] },
      'samples.0.on',
    ],
    [
      'a sample of which nothing is said',
      { samples: [{ on: '2026-02-01', content: blankSemen }] },
      'samples.0.content.neat.state',
    ],
    [
      'a procedure after enrollment',
      { procedures: [{ on: '2026-04-01', content: blankProcedure }] },
      'procedures.0.on',
    ],
    ['a consent after enrollment', { consentOn: '2026-03-03' }, 'consentOn'],
    [
      'a birth after enrollment',
      {
        patient: {
          ...patient,
          identity: { ...patient.identity, birthDate: '2027-01-01' },
        },
      },
      'patient.identity.birthDate',
    ],
  ])('%s', (_case, typed, path) => {
    expect(messagesOf({ ...values, ...typed })).toContain(path);
  });
});

test('the eligibility panel reads what is complete and waits for the rest', () => {
  const half = { ...values, samples: [...values.samples, { on: '2026-02', content: negative }] };
  const records = typedRecords(enrollEntries(half).map(({ entry }) => entry));
  expect(records.map(({ kind, on }) => [kind, on])).toEqual([
    ['finding', toDay(civilDate('2026-03-02'))],
    ['finding', toDay(civilDate('2026-03-02'))],
    ['semen-analysis', toDay(civilDate('2026-02-01'))],
  ]);
});

describe('the questions of an enrollment', () => {
  const questionsOf = (code: string, arm: string, values: SettingValues = {}) => {
    const definition = protocolLibrary.find((one) => one.code === code);
    if (definition === undefined) {
      throw new Error(`no protocol ${code}`);
    }
    const { settings } = compileProtocol(definition, values);
    return eligibilityQuestions(definition.eligibility, settings, arm);
  };

  test('are those that the criteria of the arm rest on', () => {
    const { findings, analytes } = questionsOf('isotretinoin-noa', 'isotretinoin');
    expect(findings).toContain('hypersensitivity-isotretinoin');
    expect(findings).not.toContain('karyotype');
    expect(analytes).toEqual(['triglycerides', 'ast', 'alt']);
  });

  test('leave out what the clinic does not ask', () => {
    const { findings, analytes } = questionsOf('isotretinoin-noa', 'isotretinoin', {
      'asks-psychiatric-history': false,
      'asks-high-triglycerides': false,
    });
    expect(findings).not.toContain('psychiatric-history');
    expect(analytes).toEqual(['ast', 'alt']);
  });

  test('always ask for the strata and the eggs planned', () => {
    expect(questionsOf('gonadotropin-noa', 'none').findings).toEqual(
      expect.arrayContaining(['azoospermia-category', 'etiology', 'egg-number']),
    );
  });
});
