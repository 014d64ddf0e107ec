import { describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import { recordVisitInputSchema } from '@/lib/records/visit';
import { blankSemen } from '@/lib/visits/entry-values';
import { previewableVisit } from '@/lib/visits/previewable-visit';
import type { VisitFormView } from '@/lib/visits/visit-form-view';
import { blankVisit, toVisitInput, type VisitValues } from '@/lib/visits/visit-values';

const view: VisitFormView = {
  asksIief5: false,
  today: civilDate('2026-04-12'),
  asksInterval: false,
  operatedOn: null,
  enrolledOn: civilDate('2026-01-05'),
  due: [],
  symptomKeys: ['headache', 'dry-lips'],
  lastSymptoms: { on: civilDate('2026-03-10'), answers: { headache: 'none' } },
  lastVitalSigns: null,
  questionnaire: null,
  labs: {
    today: civilDate('2026-04-12'),
    dueAnalytes: ['triglycerides', 'ast'],
    earlierResults: {},
    laboratories: [],
    lastLaboratory: 'Central',
  },
  rems: null,
  lastSupply: { on: civilDate('2026-03-10'), quantity: 60, strengthMg: 20, daysSupply: 30 },
};

const enrollmentId = '01a201f5-faae-7000-b85c-c4a7fde8a9f8';
const blank = blankVisit(enrollmentId, view);

const withLab = (values: readonly string[]): VisitValues => ({
  ...blank,
  labReports: blank.labReports.map((report) => ({
    ...report,
    results: report.results.map((row, index) => ({ ...row, value: values[index] ?? '' })),
  })),
});

describe('a blank form', () => {
  test('records nothing: a section left blank was not done', () => {
    expect(toVisitInput(blank)).toMatchObject({
      symptomCheck: null,
      vitalSigns: null,
      labReports: [],
      semenAnalyses: [],
      remsCheck: null,
      dispensing: null,
      procedures: [],
    });
  });
});

describe('what is sent', () => {
  test('no change is a symptom check of its own', () => {
    const input = toVisitInput({
      ...blank,
      symptomCheck: { ...blank.symptomCheck, unchanged: true },
    });
    expect(input.symptomCheck).toMatchObject({ unchanged: true });
    expect(recordVisitInputSchema.safeParse(input).success).toBe(true);
  });

  test('half a PHQ-9 is sent and refused, never dropped', () => {
    const input = toVisitInput({ ...blank, questionnaire: { ...blank.questionnaire, total: '4' } });
    const checked = recordVisitInputSchema.safeParse(input);
    expect(checked.error?.issues.map(({ path }) => path.join('.'))).toEqual([
      'questionnaire.item9',
    ]);
  });

  test('a choice that was walked past is not an answer', () => {
    const passed = { ...blankSemen, neat: { ...blankSemen.neat, state: null as unknown as '' } };
    const [sample] = blank.semenAnalyses;
    const input = toVisitInput({
      ...blank,
      semenAnalyses: sample ? [{ ...sample, content: passed }] : [],
    });
    expect(input.semenAnalyses).toEqual([]);
  });

  test('fasting is said of every test of the report, and only where it is stated', () => {
    const [report] = withLab(['2.1', '']).labReports;
    const fasting = report === undefined ? [] : [{ ...report, fasting: 'yes' as const }];
    const stated = toVisitInput({ ...blank, labReports: fasting });
    expect(stated.labReports?.[0]?.results.map(({ fasting }) => fasting)).toEqual([true, true]);
    const notStated = toVisitInput(withLab(['2.1', '']));
    expect(notStated.labReports?.[0]?.results[0]).not.toHaveProperty('fasting');
  });

  test('a count beside "no sperm seen" is sent as it was typed, and refused beside its field', () => {
    const content = {
      ...blankSemen,
      neat: { ...blankSemen.neat, state: 'no-sperm-seen' },
      pellet: { ...blankSemen.pellet, state: 'no-sperm-seen', motile: '3' },
    } as const;
    const sample = { collectedOn: '2026-04-12', collectedAt: '', content };
    const checked = recordVisitInputSchema.safeParse(
      toVisitInput({ ...blank, semenAnalyses: [sample] }),
    );
    expect(checked.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['semenAnalyses.0.content.pellet.motile', 'No sperm seen cannot have a count of 3'],
    ]);
  });

  test('a supply is sent only when a person says that it is dispensed', () => {
    const input = toVisitInput({ ...blank, isDone: { remsCheck: false, dispensing: true } });
    expect(input.dispensing).toMatchObject({ quantity: '60', daysSupply: '30' });
  });
});

test('the IIEF-5 total is sent where the protocol asks for it, and a total above 25 is refused', () => {
  const salvage = blankVisit(enrollmentId, { ...view, asksIief5: true });
  const withTotal = (answer: string): VisitValues => ({
    ...salvage,
    findings: salvage.findings.map((finding) => ({
      ...finding,
      content: { ...finding.content, answer },
    })),
  });
  expect(toVisitInput(salvage).findings).toEqual([]);
  expect(toVisitInput(withTotal('22')).findings).toMatchObject([
    { content: { finding: 'iief-5', answer: 22 } },
  ]);
  expect(recordVisitInputSchema.safeParse(toVisitInput(withTotal('22'))).success).toBe(true);
  const refused = recordVisitInputSchema.safeParse(toVisitInput(withTotal('26')));
  expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'findings.0.content.answer',
  ]);
});

describe('returned capsules', () => {
  test('are sent once their number is typed, at the strength of the last supply', () => {
    expect(toVisitInput(blank).drugReturn).toBeNull();
    const input = toVisitInput({ ...blank, drugReturn: { ...blank.drugReturn, quantity: '6' } });
    expect(input.drugReturn).toMatchObject({ quantity: '6', strengthMg: '20' });
  });
});

describe('the preview of a half-typed visit', () => {
  test('leaves out the one row that is wrong', () => {
    const input = previewableVisit(toVisitInput(withLab(['210', '28,5'])));
    expect(input?.labReports?.[0]?.results.map(({ analyte }) => analyte)).toEqual([
      'triglycerides',
    ]);
  });

  test('leaves out a report whose only row is wrong', () => {
    const checked = { ...withLab(['2,1', '']), note: 'told by phone' };
    expect(previewableVisit(toVisitInput(checked))?.labReports).toEqual([]);
  });

  test.each([
    ['nothing is entered', blank],
    ['the date does not exist', { ...withLab(['2.1']), visitedOn: '2026-02-30' }],
  ])('is not asked for while %s', (_case, values) => {
    expect(previewableVisit(toVisitInput(values))).toBeNull();
  });
});
