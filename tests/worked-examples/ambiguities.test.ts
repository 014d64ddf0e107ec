import { describe, expect, test } from 'vitest';
import { computeDecision } from '@/lib/course/compute-decision';
import { decisionView } from '@/lib/course/decision-view';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { fastingNote } from '@/lib/course/fasting-note';
import { gradedResults } from '@/lib/course/graded-results';
import { injectionCalendar } from '@/lib/course/injection-calendar';
import { ctcaeVersionOf } from '@/lib/ctcae/ctcae-version';
import { toCivilDate } from '@/lib/dates/civil-date';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SettingValues } from '@/lib/protocols/schema';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { regimenPresets } from '@/lib/therapy/regimen-presets';
import {
  aCourse,
  aDecision,
  clinicalRecord,
  isotretinoin,
  labReport,
  semen,
} from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';
import { evaluate } from '@/tests/support/eligibility-case';
import * as eligibility from '@/tests/support/eligibility-records';

// Every question that the sources leave open (C§1.2.3 items 1 to 6, C§8 questions 1 to 10) is a setting; what
// follows from each choice is worked by hand. The first dose or injection is on 2026-01-10.

type Case = readonly [says: string, settings: SettingValues, expected: unknown];

interface Ambiguity {
  /** Items of C§1.2.3 (`A`) and questions of C§8 (`Q`) that it answers. */
  readonly answers: readonly string[];
  readonly question: string;
  readonly protocol: string;
  /** What comes out, in literals. */
  readonly outcome: (settings: SettingValues) => unknown;
  readonly cases: readonly Case[];
}

const iso = 'isotretinoin-noa';
const gn = 'gonadotropin-noa';
const salvage = 'salvage-micro-tese';

const hcg = clinicalRecord('dose', '2026-01-10', {
  drug: 'hcg',
  amount: 2000,
  unit: '[IU]',
  route: 'intramuscular',
  timesPerDay: 1,
  everyDays: 2,
});

interface Man {
  readonly records?: readonly ClinicalRecord[];
  readonly decisions?: Parameters<typeof aCourse>[1] extends infer More
    ? More extends { decisions?: infer Decisions }
      ? Decisions
      : never
    : never;
  readonly remsEnrollmentOnlyFrom?: string;
  readonly today?: string;
}

function courseOf(protocol: string, { records = [], decisions, remsEnrollmentOnlyFrom }: Man) {
  const arms: Record<string, string> = {
    [iso]: 'isotretinoin',
    [gn]: 'gonadotropins',
    [salvage]: 'salvage',
  };
  const drugs: Record<string, readonly ClinicalRecord[]> = {
    [iso]: [isotretinoin('2026-01-10')],
    [gn]: [hcg],
  };
  return aCourse('2026-01-05', {
    arm: arms[protocol] ?? '',
    records: [...(drugs[protocol] ?? []), ...records],
    decisions: decisions ?? [],
    remsEnrollmentOnlyFrom:
      remsEnrollmentOnlyFrom === undefined ? null : day(remsEnrollmentOnlyFrom),
  });
}

function evaluated(protocol: string, settings: SettingValues, man: Man = {}) {
  const today = day(man.today ?? '2026-12-31');
  const compiledProtocol = compiled(protocol, settings);
  const course = courseOf(protocol, man);
  const evaluation = evaluateCourse(compiledProtocol, course, today);
  return { ...evaluation, course, protocol: compiledProtocol, today };
}

/** Targets of a requirement's occurrences that apply, in order. */
function targets(protocol: string, settings: SettingValues, requirement: string, man: Man = {}) {
  return evaluated(protocol, settings, man)
    .plan.occurrences.filter(
      (one) => one.requirement === requirement && one.notApplicableReason === null,
    )
    .map(({ target }) => (target === null ? 'pending' : toCivilDate(target)));
}

/** `opens, target, closes`. */
function windowOf(protocol: string, settings: SettingValues, key: string, man: Man = {}) {
  const found = evaluated(protocol, settings, man).plan.occurrences.find((one) => one.key === key);
  return [found?.opensOn, found?.target, found?.closesOn].map((date) =>
    date === undefined || date === null ? 'none' : toCivilDate(date),
  );
}

/** The branch that an FSH of month 1 computes, and the targets of what depends on it once it is chosen. */
function afterFsh(value: string) {
  return (settings: SettingValues) => {
    const records = [labReport('2026-02-10', { fsh: `${value} m[IU]/mL` })];
    const { course, plan, protocol } = evaluated(gn, settings, { records });
    const decision = { key: 'fsh-month-1', decidedOn: day('2026-02-12') };
    const branch = computeDecision(protocol, course, plan, decision)?.computed ?? null;
    const man = {
      records,
      decisions: branch === null ? [] : [aDecision('fsh-month-1', branch, '2026-02-10')],
    };
    return {
      branch,
      ufsh: targets(gn, settings, 'ufsh-course-month-1', man),
      retest: targets(gn, settings, 'fsh-decision-month-2', man),
      semen: [
        ...targets(gn, settings, 'semen-end-of-month-2', man),
        ...targets(gn, settings, 'semen-end-of-treatment', man),
      ],
    };
  };
}

/** The day numbers of the first three injections of each drug, and how many fall into 60 days. */
function injections(settings: SettingValues) {
  const { definition, settings: resolved } = compiled(gn, settings);
  const [preset] = regimenPresets(definition, resolved).filter(({ items }) => items.length === 2);
  return preset?.items.map(({ drug, amount, everyDays, startsAfterDays }) => {
    const days = Array.from({ length: 60 }, (_, index) => index).filter(
      (index) => index >= startsAfterDays && (index - startsAfterDays) % everyDays === 0,
    );
    return `${drug} ${days.slice(0, 3).join(', ')}: ${days.length} of ${amount} IU`;
  });
}

function responseOf(protocol: string, settings: SettingValues, man: Man) {
  const { response } = evaluated(protocol, settings, man);
  const { bestResponse, currentStatus, responseOn, notes } = response;
  return {
    best: bestResponse,
    now: currentStatus,
    on: responseOn === null ? null : toCivilDate(responseOn),
    notes: notes.map(({ code }) => code),
  };
}

function severities(protocol: string, ruleId: string, record: ClinicalRecord) {
  return (settings: SettingValues) =>
    evaluated(protocol, settings, { records: [record] })
      .safety.findings.filter((finding) => finding.ruleId === ruleId)
      .map(({ severity }) => severity)
      .join() || 'nothing';
}

const decidedOnAdd = [aDecision('fsh-month-1', 'add-ufsh', '2026-02-10')];
const oneSample = { records: [semen('2026-04-10', 'P(20)')], decisions: decidedOnAdd };
const twoSamples = {
  records: [semen('2026-04-10', 'P(20)'), semen('2026-05-08', 'P(20)')],
  decisions: decidedOnAdd,
};

const eightEggs = clinicalRecord('finding', '2026-01-05', { finding: 'egg-number', answer: 8 });
const pair = [
  semen('2026-04-10', 'P(20)', { id: 'first' }),
  semen('2026-05-08', 'P(20)', { id: 'second' }),
];

/** Week 4 is 2026-02-07; lipids as measured on that day. */
const panelAtWeek4 = (fasting?: boolean): ClinicalRecord => {
  const values = {
    sodium: '140 mmol/L',
    triglycerides: '120 mg/dL',
    cholesterol_total: '190 mg/dL',
  };
  const record = labReport('2026-02-07', values);
  return {
    ...record,
    results: record.results.map((result) => ({ ...result, fasting: fasting ?? null })),
  } as ClinicalRecord;
};

const missingAtWeek4 = (fasting?: boolean) => (settings: SettingValues) => {
  const { plan } = evaluated(iso, settings, { records: [panelAtWeek4(fasting)] });
  const week4 = plan.occurrences.find(({ key }) => key === 'week-4-labs#1');
  return ['triglycerides', 'cholesterol_total', 'sodium'].filter((item) =>
    week4?.missing.includes(item),
  );
};

const retrieval = clinicalRecord('procedure', '2025-12-31', { kind: 'tese', spermFound: 'no' });
const operation = clinicalRecord('procedure', '2026-08-31', {
  kind: 'micro-tese',
  spermFound: 'no',
});

const eligibilityOf =
  (protocol: string, records: readonly ClinicalRecord[], criterion: string) =>
  (settings: SettingValues) =>
    evaluate(protocol, records, { settings }).of(criterion)?.met ?? 'not asked';

function injectionsAfterDelay(settings: SettingValues): readonly string[] {
  const moved = clinicalRecord('injection-exception', '2026-01-12', {
    drug: 'hcg',
    kind: 'moved',
    givenOn: '2026-01-13',
    reason: 'He was away',
  });
  const { course, therapy, protocol } = evaluated(gn, settings, { records: [moved] });
  const until = day('2026-01-17');
  return injectionCalendar(course.records, therapy, protocol.settings, until).injections.map(
    ({ plannedOn, givenOn }) =>
      givenOn === null || givenOn === plannedOn
        ? toCivilDate(plannedOn)
        : `${toCivilDate(plannedOn)}, given ${toCivilDate(givenOn)}`,
  );
}

function glucoseGrade(settings: SettingValues): string | undefined {
  const report = eligibility.labReport('2026-02-10', {
    analyte: 'glucose',
    value: '140',
    unit: 'mg/dL',
    referenceLow: '70',
    referenceHigh: '100',
    fasting: true,
  });
  const { course, therapy, protocol } = evaluated(iso, settings, { records: [report] });
  return gradedResults(course, therapy, ctcaeVersionOf(protocol.settings))
    .flatMap(({ grades }) => grades)
    .map((one) =>
      one.status === 'graded' ? `grade ${one.grade}` : `not gradable: ${one.reason}`,
    )[0];
}

const ambiguities: readonly Ambiguity[] = [
  {
    answers: ['A1', 'Q1'],
    question: 'FSH above the range: treatment of 2 or 3 months, with or without a re-test',
    protocol: gn,
    outcome: afterFsh('14'),
    cases: [
      [
        'another month, then a re-test',
        { 'fsh-above-range': 'continue-and-retest' },
        { branch: 'continue-and-retest', ufsh: [], retest: ['2026-03-10'], semen: ['2026-04-10'] },
      ],
      [
        'hCG through month 3',
        { 'fsh-above-range': 'continue-hcg' },
        { branch: 'continue-hcg', ufsh: [], retest: [], semen: ['2026-04-10'] },
      ],
      [
        'literally: 2 months, then semen',
        { 'fsh-above-range': 'continue-to-month-2' },
        { branch: 'continue-to-month-2', ufsh: [], retest: [], semen: ['2026-03-10'] },
      ],
    ],
  },
  {
    answers: ['A2', 'Q2'],
    question: 'FSH below 0.7 at month 1',
    protocol: gn,
    outcome: afterFsh('0.4'),
    cases: [
      [
        'the physician chooses',
        { 'fsh-below-range': 'physician-decides' },
        { branch: null, ufsh: ['pending'], retest: ['pending'], semen: ['pending', 'pending'] },
      ],
      [
        'hCG goes on',
        { 'fsh-below-range': 'continue-hcg' },
        { branch: 'continue-hcg', ufsh: [], retest: [], semen: ['2026-04-10'] },
      ],
      [
        'uFSH is added',
        { 'fsh-below-range': 'add-ufsh' },
        { branch: 'add-ufsh', ufsh: ['2026-02-10'], retest: [], semen: ['2026-04-10'] },
      ],
    ],
  },
  {
    answers: ['A3', 'Q3'],
    question: '"Alternating every 2 days": a factor of two over 60 days',
    protocol: gn,
    outcome: injections,
    cases: [
      [
        'drugs take turns',
        { 'injection-alternation': 'hcg-ufsh-taking-turns' },
        ['ufsh 0, 4, 8: 15 of 150 IU', 'hcg 2, 6, 10: 15 of 2000 IU'],
      ],
      [
        'an injection every day',
        { 'injection-alternation': 'hcg-ufsh-daily' },
        ['ufsh 0, 2, 4: 30 of 150 IU', 'hcg 1, 3, 5: 30 of 2000 IU'],
      ],
    ],
  },
  {
    answers: ['A4', 'Q3'],
    question: 'hCG dose while uFSH is given',
    protocol: gn,
    outcome: injections,
    cases: [
      [
        'as before',
        { 'hcg-dose-with-ufsh': 2000 },
        ['ufsh 0, 4, 8: 15 of 150 IU', 'hcg 2, 6, 10: 15 of 2000 IU'],
      ],
      [
        'another dose',
        { 'hcg-dose-with-ufsh': 1500 },
        ['ufsh 0, 4, 8: 15 of 150 IU', 'hcg 2, 6, 10: 15 of 1500 IU'],
      ],
    ],
  },
  {
    answers: ['A5'],
    question: 'Whether the bounds belong to the FSH range',
    protocol: gn,
    outcome: (settings) => ['0.7', '11.1'].map((value) => afterFsh(value)(settings).branch),
    cases: [
      ['included', { 'fsh-bounds-included': true }, ['add-ufsh', 'add-ufsh']],
      ['excluded', { 'fsh-bounds-included': false }, [null, 'continue-and-retest']],
    ],
  },
  {
    answers: ['A5'],
    question: 'The range of the assay',
    protocol: gn,
    outcome: (settings) => ['0.9', '12'].map((value) => afterFsh(value)(settings).branch),
    cases: [
      ['of S1', { 'fsh-low': 0.7, 'fsh-high': 11.1 }, ['add-ufsh', 'continue-and-retest']],
      ['of another laboratory', { 'fsh-low': 1, 'fsh-high': 12.4 }, [null, 'add-ufsh']],
    ],
  },
  {
    answers: ['A6'],
    question: 'Whether one sample with sperm suffices after gonadotropins',
    protocol: gn,
    outcome: (settings) => ({
      second: targets(gn, settings, 'second-semen-end-of-treatment', oneSample),
      one: responseOf(gn, settings, oneSample),
      two: responseOf(gn, settings, twoSamples),
    }),
    cases: [
      [
        'one suffices',
        { 'semen-needs-second-sample': false },
        {
          second: [],
          one: { best: 'ejaculated-sperm', now: 'ejaculated-sperm', on: '2026-04-10', notes: [] },
          two: { best: 'ejaculated-sperm', now: 'ejaculated-sperm', on: '2026-04-10', notes: [] },
        },
      ],
      [
        'a second one confirms',
        { 'semen-needs-second-sample': true },
        {
          second: ['2026-05-08'],
          one: {
            best: 'awaiting-confirmation',
            now: 'awaiting-confirmation',
            on: null,
            notes: ['second-sample-missing'],
          },
          two: { best: 'ejaculated-sperm', now: 'ejaculated-sperm', on: '2026-04-10', notes: [] },
        },
      ],
    ],
  },
  {
    answers: ['Q4'],
    question: 'Isotretinoin after a complete response',
    protocol: iso,
    outcome: (settings) => ({
      review: targets(iso, settings, 'complete-response-review', {
        records: [eightEggs, ...pair],
      }),
      waiting: targets(iso, settings, 'complete-response-review', {
        records: [eightEggs, semen('2026-04-10', 'P(20)')],
      }),
      monthlyCheck5: targets(iso, settings, 'monthly-check', { records: [eightEggs, ...pair] })[4],
    }),
    cases: [
      [
        'goes on',
        { 'after-complete-response': 'continues' },
        { review: [], waiting: [], monthlyCheck5: '2026-06-10' },
      ],
      [
        'a decision is asked for on the day of the second sample',
        { 'after-complete-response': 'decide' },
        { review: ['2026-05-08'], waiting: [], monthlyCheck5: '2026-06-10' },
      ],
    ],
  },
  {
    answers: ['Q4'],
    question: 'The longest time on isotretinoin without a decision',
    protocol: iso,
    outcome: (settings) => ({
      review: targets(iso, settings, 'maximum-duration-review'),
      lastCheck: targets(iso, settings, 'monthly-check').at(-1),
    }),
    cases: [
      [
        '6 months',
        { 'maximum-duration': 'P6M' },
        { review: ['2026-07-10'], lastCheck: '2026-07-10' },
      ],
      [
        '9 months',
        { 'maximum-duration': 'P9M' },
        { review: ['2026-10-10'], lastCheck: '2026-10-10' },
      ],
      [
        '12 months',
        { 'maximum-duration': 'P12M' },
        { review: ['2027-01-10'], lastCheck: '2027-01-10' },
      ],
    ],
  },
  {
    answers: ['Q4'],
    question: 'Labs after week 4',
    protocol: iso,
    outcome: (settings) => targets(iso, settings, 'monthly-labs').slice(0, 2),
    cases: [
      ['monthly', { 'monthly-labs': true }, ['2026-03-10', '2026-04-10']],
      ['none, as S0 has it', { 'monthly-labs': false }, []],
    ],
  },
  {
    answers: ['Q4'],
    question: 'Whether lipids have to be fasting: what a report of week 4 leaves missing',
    protocol: iso,
    outcome: (settings) => ({
      fasting: missingAtWeek4(true)(settings),
      notFasting: missingAtWeek4(false)(settings),
      unknown: missingAtWeek4()(settings),
    }),
    cases: [
      ['not asked', { 'lipids-need-fasting': false }, { fasting: [], notFasting: [], unknown: [] }],
      [
        'asked',
        { 'lipids-need-fasting': true },
        { fasting: [], notFasting: ['triglycerides', 'cholesterol_total'], unknown: [] },
      ],
    ],
  },
  {
    answers: ['Q5'],
    question: 'A pair without a known number of eggs',
    protocol: iso,
    outcome: (settings) => responseOf(iso, settings, { records: pair }),
    cases: [
      [
        'is provisional',
        { 'egg-number-unknown': 'provisional' },
        {
          best: 'provisional-complete',
          now: 'provisional-complete',
          on: '2026-04-10',
          notes: ['egg-number-unknown'],
        },
      ],
      [
        'does not suffice until a physician signs',
        { 'egg-number-unknown': 'physician-signs' },
        {
          best: 'reliable-insufficient',
          now: 'reliable-insufficient',
          on: '2026-04-10',
          notes: ['adequacy-unsigned'],
        },
      ],
    ],
  },
  {
    answers: ['Q5'],
    question: 'Which sample of the pair dates the response',
    protocol: iso,
    outcome: (settings) => responseOf(iso, settings, { records: [eightEggs, ...pair] }).on,
    cases: [
      ['the first', { 'response-date': 'first-sample' }, '2026-04-10'],
      ['the second', { 'response-date': 'second-sample' }, '2026-05-08'],
    ],
  },
  {
    answers: ['Q5'],
    question: 'An evaluable negative after a complete response',
    protocol: iso,
    outcome: (settings) => {
      const lost = [eightEggs, ...pair, semen('2026-07-10', 'N')];
      const again = [...lost, semen('2026-08-10', 'P(20)'), semen('2026-09-10', 'P(20)')];
      return [
        responseOf(iso, settings, { records: lost }),
        responseOf(iso, settings, { records: again }).now,
      ];
    },
    cases: [
      [
        'is marked',
        { 'negative-after-complete': 'mark' },
        [
          { best: 'complete', now: 'complete', on: '2026-04-10', notes: ['not-maintained'] },
          'complete',
        ],
      ],
      [
        'ends the current status, not the best response',
        { 'negative-after-complete': 'lost' },
        [
          { best: 'complete', now: 'response-lost', on: '2026-04-10', notes: ['not-maintained'] },
          'complete',
        ],
      ],
    ],
  },
  {
    answers: ['Q6'],
    question: 'Earliest salvage after a retrieval of 2025-12-31',
    protocol: salvage,
    outcome: (settings) => targets(salvage, settings, 'salvage-surgery', { records: [retrieval] }),
    cases: [
      ['6 months (S2)', { 'salvage-interval': 'P6M' }, ['2026-06-30']],
      ['3 months (S3)', { 'salvage-interval': 'P3M' }, ['2026-03-31']],
    ],
  },
  {
    answers: ['Q6'],
    question: 'Hormones after salvage surgery of 2026-08-31',
    protocol: salvage,
    outcome: (settings) =>
      windowOf(salvage, settings, 'post-operative-hormones#1', { records: [retrieval, operation] }),
    cases: [
      [
        '6 to 9 months (S2)',
        { 'post-operative-hormones-until': 'P9M' },
        ['2027-02-28', '2027-02-28', '2027-05-31'],
      ],
      [
        '6 to 12 months (S3)',
        { 'post-operative-hormones-until': 'P12M' },
        ['2027-02-28', '2027-02-28', '2027-08-31'],
      ],
    ],
  },
  {
    answers: ['Q7'],
    question: 'The window of the week 4 labs',
    protocol: iso,
    outcome: (settings) => windowOf(iso, settings, 'week-4-labs#1'),
    cases: [
      ['7 days either way', {}, ['2026-01-31', '2026-02-07', '2026-02-14']],
      [
        'the clinic’s own',
        { 'week-4-labs-window-before': 3, 'week-4-labs-window-after': 10 },
        ['2026-02-04', '2026-02-07', '2026-02-17'],
      ],
    ],
  },
  {
    answers: ['Q7'],
    question: 'The window of the FSH decision',
    protocol: gn,
    outcome: (settings) => windowOf(gn, settings, 'fsh-decision-month-1#1'),
    cases: [
      ['−3 and +7 days', {}, ['2026-02-07', '2026-02-10', '2026-02-17']],
      [
        'the clinic’s own',
        { 'fsh-decision-window-before': 0, 'fsh-decision-window-after': 3 },
        ['2026-02-10', '2026-02-10', '2026-02-13'],
      ],
    ],
  },
  {
    answers: ['Q7'],
    question: 'The window of IIEF-5 after surgery of 2026-08-31',
    protocol: salvage,
    outcome: (settings) => windowOf(salvage, settings, 'iief-5#1', { records: [operation] }),
    cases: [
      ['14 days either way', {}, ['2026-11-16', '2026-11-30', '2026-12-14']],
      [
        'the clinic’s own',
        { 'iief-5-window-before': 7, 'iief-5-window-after': 21 },
        ['2026-11-23', '2026-11-30', '2026-12-21'],
      ],
    ],
  },
  {
    answers: ['Q7'],
    question: 'An injection planned for 2026-01-12 and given a day later: the next ones',
    protocol: gn,
    outcome: injectionsAfterDelay,
    cases: [
      [
        'the calendar stays',
        { 'injection-miss-rule': 'skip' },
        ['2026-01-10', '2026-01-12, given 2026-01-13', '2026-01-14', '2026-01-16'],
      ],
      [
        'the calendar moves with it',
        { 'injection-miss-rule': 'shift' },
        ['2026-01-10', '2026-01-12, given 2026-01-13', '2026-01-15', '2026-01-17'],
      ],
    ],
  },
  {
    answers: ['Q8'],
    question: 'Psychiatric history before isotretinoin',
    protocol: iso,
    outcome: eligibilityOf(
      iso,
      [eligibility.finding('psychiatric-history', 'yes')],
      'psychiatric-history',
    ),
    cases: [
      ['excludes', { 'asks-psychiatric-history': true }, 'no'],
      ['is not asked', { 'asks-psychiatric-history': false }, 'not asked'],
    ],
  },
  {
    answers: ['Q8'],
    question: 'Baseline triglycerides of 400 mg/dL',
    protocol: iso,
    outcome: eligibilityOf(
      iso,
      [
        eligibility.labReport('2026-01-05', {
          analyte: 'triglycerides',
          value: '400',
          unit: 'mg/dL',
        }),
      ],
      'high-triglycerides',
    ),
    cases: [
      ['exclude from 300', { 'eligibility-triglycerides': 300 }, 'no'],
      ['are accepted up to 500', { 'eligibility-triglycerides': 500 }, 'yes'],
      ['are not asked', { 'asks-high-triglycerides': false }, 'not asked'],
    ],
  },
  {
    answers: ['Q8'],
    question: 'Baseline ALT of 100 U/L with an upper limit of 40',
    protocol: iso,
    outcome: eligibilityOf(
      iso,
      [
        eligibility.labReport(
          '2026-01-05',
          { analyte: 'alt', value: '100', unit: 'U/L', referenceHigh: '40' },
          { analyte: 'ast', value: '20', unit: 'U/L', referenceHigh: '40' },
        ),
      ],
      'high-liver-tests',
    ),
    cases: [
      ['is accepted up to 3 times', { 'eligibility-liver-times-upper': 3 }, 'yes'],
      ['excludes above 2 times', { 'eligibility-liver-times-upper': 2 }, 'no'],
      ['is not asked', { 'asks-high-liver-tests': false }, 'not asked'],
    ],
  },
  {
    answers: ['Q8'],
    question: 'Vitamin A before isotretinoin',
    protocol: iso,
    outcome: eligibilityOf(iso, [eligibility.finding('vitamin-a', 'yes')], 'vitamin-a'),
    cases: [
      ['excludes', { 'asks-vitamin-a': true }, 'no'],
      ['is not asked', { 'asks-vitamin-a': false }, 'not asked'],
    ],
  },
  {
    answers: ['Q9'],
    question: 'A hematocrit of 53% on gonadotropins',
    protocol: gn,
    outcome: severities(gn, 'SAF-GN-HEMATOCRIT', labReport('2026-02-10', { hematocrit: '53 %' })),
    cases: [
      ['nothing up to 54', { 'hematocrit-red': 54 }, 'nothing'],
      ['red above 52', { 'hematocrit-red': 52 }, 'red'],
    ],
  },
  {
    answers: ['Q9'],
    question: 'Estradiol of 60 pg/mL with an upper limit of 40',
    protocol: gn,
    outcome: severities(gn, 'SAF-GN-ESTRADIOL', {
      ...eligibility.labReport('2026-02-10', {
        analyte: 'estradiol',
        value: '60',
        unit: 'pg/mL',
        referenceHigh: '40',
      }),
    }),
    cases: [
      ['amber above the limit', { 'estradiol-amber': 1 }, 'amber'],
      ['nothing up to twice the limit', { 'estradiol-amber': 2 }, 'nothing'],
    ],
  },
  {
    answers: ['Q9'],
    question: 'Moderately low mood on gonadotropins',
    protocol: gn,
    outcome: severities(
      gn,
      'SAF-GN-PSYCHIATRIC',
      clinicalRecord('symptom-check', '2026-02-10', { answers: { 'low-mood': 'moderate' } }),
    ),
    cases: [
      ['is noted', { 'mood-amber': 'severe' }, 'info'],
      ['asks for an assessment', { 'mood-amber': 'moderate' }, 'amber'],
    ],
  },
  {
    answers: ['Q10'],
    question: 'CTCAE version: a fasting glucose of 140 mg/dL, upper limit 100',
    protocol: iso,
    outcome: glucoseGrade,
    cases: [
      [
        'v5.0',
        { 'ctcae-version': 'v5' },
        'not gradable: CTCAE v5.0 has no cut-offs for it; a person grades it',
      ],
      ['v6.0', { 'ctcae-version': 'v6' }, 'grade 1'],
    ],
  },
];

const asked = [
  ...['A1', 'A2', 'A3', 'A4', 'A5', 'A6'],
  ...['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7', 'Q8', 'Q9', 'Q10'],
];

test.each(asked)('%s has a setting, and rows for each of its choices', (question) => {
  const answered = ambiguities.filter(({ answers }) => answers.includes(question));
  expect(answered.length).toBeGreaterThan(0);
  for (const { cases } of answered) {
    expect(cases.length).toBeGreaterThan(1);
  }
});

describe.each(ambiguities.map((ambiguity) => [ambiguity.question, ambiguity] as const))(
  '%s',
  (_question, { protocol, outcome, cases }) => {
    test.each(cases)('%s', (_says, settings, expected) => {
      expect(outcome(settings)).toEqual(expected);
    });

    test('every choice is a value of a setting of the protocol', () => {
      for (const [, settings] of cases) {
        expect(() => compiled(protocol, settings)).not.toThrow();
      }
    });

    test('a choice setting has a row for each of its values', () => {
      const definition = protocolLibrary.find(({ code }) => code === protocol);
      const keys = new Set(cases.flatMap(([, settings]) => Object.keys(settings)));
      for (const setting of definition?.settings ?? []) {
        if (setting.type === 'choice' && keys.has(setting.key) && setting.key !== 'mood-amber') {
          const shown = cases.map(([, settings]) => settings[setting.key]);
          expect(setting.allowed.filter(({ value }) => !shown.includes(value))).toEqual([]);
        }
      }
    });
  },
);

test('what is a setting because a source is silent or contradicts itself says so', () => {
  const proposals = protocolLibrary.flatMap(({ settings }) =>
    settings.filter(({ proposal }) => proposal).map(({ key }) => key),
  );
  const keys = ambiguities.flatMap(({ cases }) =>
    cases.flatMap(([, settings]) => Object.keys(settings)),
  );
  const sourced = ['fsh-low', 'fsh-high', 'salvage-interval', 'post-operative-hormones-until'];
  expect([...new Set(keys)].filter((key) => !proposals.includes(key))).toEqual(sourced);
});

test.each([
  [true, true, null],
  [true, undefined, 'Whether he was fasting is not recorded: Triglycerides, Total cholesterol.'],
  [true, false, 'Not fasting, so these do not complete a panel: Triglycerides, Total cholesterol.'],
  [false, false, null],
])('fasting asked: %s, fasting: %s, the report says so', (isAsked, fasting, text) => {
  const protocol = compiled(iso, { 'lipids-need-fasting': isAsked });
  expect(fastingNote(protocol, panelAtWeek4(fasting))?.text ?? null).toBe(text);
});

test('every window of every requirement is a setting', () => {
  const literal = protocolLibrary.flatMap(({ code, requirements }) =>
    requirements
      .filter(({ window }) =>
        [window?.permitted.before, window?.permitted.after].some(
          (days) => typeof days === 'number' && days !== 0,
        ),
      )
      .map(({ key }) => `${code} ${key}`),
  );
  expect(literal).toEqual([]);
});

test('the REMS rule set in force is the site’s own date, not a setting of the protocol (Q10)', () => {
  const remsChecks = (remsEnrollmentOnlyFrom?: string) =>
    targets(
      iso,
      {},
      'rems-check',
      remsEnrollmentOnlyFrom === undefined ? {} : { remsEnrollmentOnlyFrom },
    );
  expect(remsChecks()).toHaveLength(9);
  expect(remsChecks('2026-03-10')).toEqual(['2026-02-10']);
});

test('a decision after a complete response is taken like any other', () => {
  const settings = { 'after-complete-response': 'decide' };
  const records = [eightEggs, ...pair];
  const open = evaluated(iso, settings, { records, today: '2026-05-10' });
  const view = decisionView(
    open.protocol,
    open.course,
    open.plan,
    'complete-response-review',
    open.today,
  );
  expect(view).toMatchObject({ isOpen: true, effectiveOn: '2026-05-08', computed: null });
  const decided = evaluated(iso, settings, {
    records,
    decisions: [aDecision('complete-response-review', 'continue', '2026-05-12')],
  });
  const review = decided.plan.occurrences.find(
    ({ key }) => key === 'complete-response-review@second',
  );
  expect(review && occurrenceState(review, day('2026-05-12'))).toBe('done');
});
