import { describe, expect, test } from 'vitest';
import { entryOfRecord } from '@/lib/records/entry-of-record';
import { icsiCycleContentSchema } from '@/lib/records/icsi-cycle';
import { type RecordKind, recordKinds } from '@/lib/records/record';
import { recordEntrySchema, standardizeEntry } from '@/lib/records/record-entry';
import { standardizeVitalSigns, vitalSignsInputSchema } from '@/lib/records/vital-signs';
import {
  amendmentFormSchema,
  blankEntry,
  entryValuesOf,
  historyFormSchema,
  toEntryInput,
} from '@/lib/visits/record-entry-values';
import { clinicalRecord, labReport } from '@/tests/support/builders/course';

const stored = {
  'lab-report': labReport('2026-03-01', { fsh: '<0.3 [IU]/L', hemoglobin: '149 g/L' }),
  'semen-analysis': clinicalRecord('semen-analysis', '2026-03-01', {
    neat: { state: 'sperm-seen', motile: 3, immotile: 2, normal: 1 },
    pellet: { state: 'no-sperm-seen', gForce: 3000, minutes: 15 },
    volumeMl: 2.5,
    motility: { total: 60 },
  }),
  'symptom-check': clinicalRecord('symptom-check', '2026-03-01', {
    answers: { headache: 'mild' },
    note: 'In the evening',
  }),
  'vital-signs': clinicalRecord(
    'vital-signs',
    '2026-03-01',
    standardizeVitalSigns(vitalSignsInputSchema.parse({ weight: '176', weightUnit: '[lb_av]' })),
  ),
  dose: clinicalRecord('dose', '2026-03-01', {
    drug: 'hcg',
    amount: 2000,
    unit: '[IU]',
    route: 'intramuscular',
    timesPerDay: 1,
    everyDays: 4,
    startsAfterDays: 2,
  }),
  hold: clinicalRecord('hold', '2026-03-01', { reason: 'supply' }),
  resume: clinicalRecord('resume', '2026-03-01', { reason: 'Supply is there' }),
  stop: clinicalRecord('stop', '2026-03-01', { reason: 'response' }),
  'rems-check': clinicalRecord('rems-check', '2026-03-01', { counseledOn: '2026-03-01' }),
  dispensing: clinicalRecord('dispensing', '2026-03-01', {
    prescribedOn: '2026-03-01',
    authorizationPresent: true,
    quantity: 60,
    strengthMg: 20,
    daysSupply: 30,
  }),
  procedure: clinicalRecord('procedure', '2026-03-01', {
    kind: 'micro-tese',
    side: 'both',
    minutes: 120,
    spermFound: 'yes',
    vialsFrozen: 2,
    histology: 'hypospermatogenesis',
  }),
  finding: clinicalRecord('finding', '2026-03-01', {
    finding: 'testicular-volume-left',
    answer: 8.5,
  }),
  'concomitant-drug': clinicalRecord('concomitant-drug', '2026-03-01', {
    name: 'Doxycycline',
    drugClass: 'tetracycline',
    ongoing: true,
  }),
  'adverse-event': clinicalRecord('adverse-event', '2026-03-01', {
    term: 'dry_skin',
    grades: [
      { from: '2026-03-01', grade: 1 },
      { from: '2026-03-20', grade: 2 },
    ],
    serious: 'no',
    relatedness: 'probable',
  }),
  'adverse-event-dismissal': clinicalRecord('adverse-event-dismissal', '2026-03-01', {
    term: 'hypertriglyceridemia',
    grade: 1,
    suggestedBy: '01a201f6-f69a-7000-8241-f7f1ff21cf1e',
    reason: 'Not fasting',
  }),
  questionnaire: clinicalRecord('questionnaire', '2026-03-01', { total: 4, item9: 0 }),
  'drug-return': clinicalRecord('drug-return', '2026-03-01', { quantity: 12, strengthMg: 20 }),
  'injection-exception': clinicalRecord('injection-exception', '2026-03-01', {
    kind: 'moved',
    drug: 'hcg',
    givenOn: '2026-03-02',
    reason: 'Travel',
  }),
  'icsi-cycle': clinicalRecord('icsi-cycle', '2026-03-01', {
    partnerId: '01a201f6-f69a-7000-8241-f7f1ff21cf1e',
    spermSource: 'testicular-fresh',
    eggsRetrieved: 9,
    embryos: 3,
    transfers: [
      { on: '2026-03-04', embryos: 1, origin: 'fresh', outcome: 'not-pregnant' },
      {
        on: '2026-05-10',
        embryos: 1,
        origin: 'frozen',
        stage: 'blastocyst',
        clinicalPregnancy: 'yes',
        outcome: 'live-birth',
        outcomeOn: '2027-01-20',
        liveBorn: 1,
      },
    ],
  }),
  'post-operative-check': clinicalRecord('post-operative-check', '2026-03-01', {
    noneSeen: 'no',
    complications: [{ kind: 'hematoma', from: '2026-02-20', resolved: 'yes' }],
  }),
} satisfies Record<RecordKind, unknown>;

describe('a stored record in a form', () => {
  test.each(recordKinds)('%s saved without a change stays what it was', (kind) => {
    const record = stored[kind];
    const typed = toEntryInput(entryValuesOf(entryOfRecord(record)));
    const entry = standardizeEntry(recordEntrySchema.parse(typed));
    expect(entry.content).toEqual(record.content);
    expect(entry.results).toEqual(record.results);
  });

  test.each(recordKinds)('%s holds no number and nothing undefined', (kind) => {
    const values = entryValuesOf(entryOfRecord(stored[kind]));
    const leaves = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
    const types = new Set(leaves(values).map((leaf) => typeof leaf));
    expect([...types].filter((type) => type !== 'string' && type !== 'boolean')).toEqual([]);
  });
});

test('children born alive do not outlast the live birth that asked for them', () => {
  const values = entryValuesOf(entryOfRecord(stored['icsi-cycle']));
  const transfers = values.content['transfers'] as readonly object[];
  const entry = toEntryInput({
    ...values,
    content: {
      ...values.content,
      transfers: transfers.map((transfer) => ({
        ...transfer,
        outcome: 'stillbirth',
        liveBorn: '1',
      })),
    },
  });
  expect(icsiCycleContentSchema.parse(entry.content).transfers).toMatchObject([
    { outcome: 'stillbirth', liveBorn: null },
    { outcome: 'stillbirth', liveBorn: null },
  ]);
});

test('counts beside "no sperm seen" are sent, so that they are refused beside their field', () => {
  const values = entryValuesOf(entryOfRecord(stored['semen-analysis']));
  const entry = toEntryInput({
    ...values,
    content: {
      ...values.content,
      neat: { state: 'no-sperm-seen', motile: '3', immotile: '', normal: '' },
      motility: { total: '', progressive: '', nonProgressive: '', immotile: '' },
    },
  });
  const issues = recordEntrySchema.safeParse(entry).error?.issues ?? [];
  expect(issues.map(({ path }) => path.join('.'))).toEqual(['content.neat.motile']);
});

describe('fasting', () => {
  const report = (fasting: readonly (boolean | undefined)[]) => {
    const entry = entryOfRecord(stored['lab-report']);
    const results = fasting.map((one, index) => ({
      analyte: index === 0 ? 'glucose' : 'triglycerides',
      value: '90',
      unit: 'mg/dL',
      ...(one === undefined ? {} : { fasting: one }),
    }));
    return entryValuesOf({ ...entry, content: { laboratory: 'Central', results } } as typeof entry);
  };
  const sent = (values: ReturnType<typeof report>) => {
    const { results } = toEntryInput(values).content as { results: { fasting?: boolean }[] };
    return results.map(({ fasting }) => fasting);
  };

  test.each([
    ['said of every result is said once', [true, true], 'yes'],
    ['denied of every result is denied once', [false, false], 'no'],
    ['not stated stays blank', [undefined, undefined], ''],
    ['said of one result only stays with that one', [true, undefined], ''],
  ] as const)('%s, and comes back as it was', (_rule, stated, shown) => {
    const values = report(stated);
    expect(values.content['fasting']).toBe(shown);
    expect(sent(values)).toEqual(stated);
  });
});

test('a numeric answer is a number, and an unknown one stays a word', () => {
  const answerOf = (answer: string) =>
    toEntryInput({ ...blankEntry('finding'), content: { finding: 'iief-5', answer, note: '' } })
      .content;
  expect(answerOf(' 21 ')).toMatchObject({ answer: 21 });
  expect(answerOf('unknown')).toMatchObject({ answer: 'unknown' });
});

describe('messages stand at the path of their field', () => {
  const pathsOf = (
    schema: typeof amendmentFormSchema | typeof historyFormSchema,
    input: unknown,
  ) => {
    const parsed = schema.safeParse(input as never);
    return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
  };

  test('of an amendment', () => {
    const entry = entryValuesOf(entryOfRecord(stored.dose));
    const wrong = { ...entry, on: '2026-02-30', content: { ...entry.content, amount: '1,5' } };
    const recordId = '01a201f6-f69a-7000-8241-f7f1ff21cf1e';
    expect(
      pathsOf(amendmentFormSchema, { recordId, version: 1, reason: '', entry: wrong }),
    ).toEqual(['reason', 'entry.on', 'entry.content.amount']);
  });

  test('of a history', () => {
    const patientId = '01a201f6-f69a-7000-8241-f7f1ff21cf1e';
    const entries = [{ ...blankEntry('concomitant-drug'), on: '2025-01-01' }];
    expect(pathsOf(historyFormSchema, { patientId, entries })).toEqual([
      'entries.0.content.name',
      'entries.0.content.drugClass',
    ]);
  });
});
