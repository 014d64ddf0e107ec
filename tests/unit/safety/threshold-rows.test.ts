import { describe, expect, test } from 'vitest';
import { addDays, toCivilDate } from '@/lib/dates/civil-date';
import { numberValue, resolveSettings, textValue } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SafetyAtom, SafetyRule } from '@/lib/protocols/safety-rule-schema';
import type { SettingValues } from '@/lib/protocols/schema';
import { questionnaireContentSchema } from '@/lib/records/questionnaire';
import { standardizeLabResult } from '@/lib/records/standardize-lab-result';
import { symptomCheckContentSchema } from '@/lib/records/symptom-check';
import {
  answersOf,
  type SymptomAnswer,
  type SymptomKey,
  symptomKeys,
  symptoms,
} from '@/lib/records/symptoms';
import type { SafetyFacts } from '@/lib/safety/safety-facts';
import { day, evaluate, labResult, symptomCheck, therapy } from '@/tests/support/safety-facts';
import { atomsOf, libraryRules } from '@/tests/support/safety-rules';
import {
  drugRows,
  eventRows,
  type LabRow,
  labRows,
  movedRows,
  questionnaireRows,
  ratioRows,
  symptomRows,
  weightRows,
} from './threshold-rows';

type Facts = Partial<SafetyFacts>;

const protocols = [
  { prefix: 'SAF-ISO', name: 'isotretinoin', code: 'isotretinoin-noa' },
  { prefix: 'SAF-GN', name: 'gonadotropins', code: 'gonadotropin-noa' },
  { prefix: 'SAF-SAL', name: 'salvage', code: 'salvage-micro-tese' },
] as const;

function protocolOf(ruleId: string) {
  return protocols.find(({ prefix }) => ruleId.startsWith(prefix)) ?? expect.unreachable();
}

/** On the drug since 2026-01-01, or operated on 2026-01-01; everything is found on 2026-03-01. */
const underway = {
  isotretinoin: { therapies: [therapy('isotretinoin', '2026-01-01')] },
  gonadotropins: { therapies: [therapy('hcg', '2026-01-01')] },
  salvage: { surgeryOn: day('2026-01-01') },
} satisfies Record<string, Facts>;

function judge(ruleId: string, facts: Facts, settings: SettingValues = {}) {
  const { name } = protocolOf(ruleId);
  const { findings, unknowns } = evaluate(name, { ...underway[name], ...facts }, settings);
  const finding = findings.find((candidate) => candidate.ruleId === ruleId);
  const words = [finding?.severity, finding?.proposes].filter((word) => typeof word === 'string');
  return {
    verdict: words.length === 0 ? 'nothing' : words.join(' '),
    unknown: unknowns.find((candidate) => candidate.ruleId === ruleId)?.reason ?? '',
  };
}

function judgeLabRow(row: LabRow, value: string) {
  const { analyte, unit, upper, lower } = row;
  return judge(row.rule, { labResults: [labResult(analyte, value, unit, { upper, lower })] });
}

describe.each(labRows)('$rule: $analyte $threshold in $unit', (row) => {
  const { below, at, above } = row;

  test.each([
    ['below', ...below],
    ['at', ...at],
    ['above', ...above],
  ])('just %s, %s: %s', (_, value, verdict) => {
    expect(judgeLabRow(row, value).verdict).toBe(verdict);
  });

  test('the three stand on two sides of one threshold', () => {
    const [, underneath] = below;
    const [, exactly] = at;
    const [, over] = above;
    expect(underneath).not.toBe(over);
    expect([underneath, over]).toContain(exactly);
  });

  test(`${row.straddling} may lie on both sides, and the rule says so`, () => {
    expect(judgeLabRow(row, row.straddling).unknown).toContain(`${row.straddling} `);
    expect(judgeLabRow(row, row.straddling).unknown).toContain('cannot say if');
  });

  test('a missing value and a wrong unit are refused when they are entered', () => {
    const { analyte, unit, wrongUnit } = row;
    const [value] = above;
    const fields = (entry: { value: string; unit: string }) => {
      const result = standardizeLabResult({ analyte, ...entry });
      return result.ok ? [] : result.error.map(({ field }) => field);
    };
    expect(fields({ value: '', unit })).toEqual(['value']);
    expect(fields({ value, unit: wrongUnit })).toEqual(['unit']);
  });

  test('what could not be converted, or has no range to compare with, is unknown and not normal', () => {
    const { rule, analyte, unit } = row;
    const [value] = above;
    const bare = { ...labResult(analyte, value, unit), standardValue: null, standardUnit: null };
    const { verdict, unknown } = judge(rule, { labResults: [bare] });
    expect(verdict).toBe('nothing');
    expect(unknown).toMatch(
      /could not be converted|the laboratory reported no (upper|lower) limit/,
    );
  });
});

describe.each(movedRows)('$rule with $setting moved to $to', (row) => {
  test.each(row.values)('%s: %s', (value, verdict) => {
    const { rule, setting, to, analyte, unit, upper } = row;
    const labResults = [labResult(analyte, value, unit, { upper })];
    expect(judge(rule, { labResults }, { [setting]: to }).verdict).toBe(verdict);
  });
});

test.each([
  ['mild', 'amber'],
  ['moderate', 'amber'],
  ['severe', 'info'],
] as const)('moderate low mood on gonadotropins with mood-amber at %s: %s', (level, verdict) => {
  const symptomChecks = [symptomCheck(answersWith({ 'low-mood': 'moderate' }))];
  expect(judge('SAF-GN-PSYCHIATRIC', { symptomChecks }, { 'mood-amber': level }).verdict).toBe(
    verdict,
  );
});

describe('SAF-GN-TESTOSTERONE-TO-ESTRADIOL below 10', () => {
  test.each(ratioRows)('$testosterone to $estradiol: $verdict', (row) => {
    const labResults = [
      ...(row.testosterone === null ? [] : [labResult('testosterone_total', ...row.testosterone)]),
      ...(row.estradiol === null ? [] : [labResult('estradiol', ...row.estradiol)]),
    ];
    const { verdict, unknown } = judge('SAF-GN-TESTOSTERONE-TO-ESTRADIOL', { labResults });
    expect(verdict).toBe(row.verdict);
    expect(unknown).toContain(row.unknown ?? '');
    expect(unknown === '').toBe(row.unknown === undefined);
  });

  test('a ratio just below the bound is not rounded onto it', () => {
    const labResults = [
      labResult('testosterone_total', '314', 'ng/dL'),
      labResult('estradiol', '31.5', 'pg/mL'),
    ];
    const { findings } = evaluate('gonadotropins', {
      labResults,
      therapies: [therapy('hcg', '2026-01-01')],
    });
    const found = findings.find(({ ruleId }) => ruleId === 'SAF-GN-TESTOSTERONE-TO-ESTRADIOL');
    expect(found?.evidence.map(({ value }) => value)).toEqual(['9.97, 314 ng/dL to 31.5 pg/mL']);
  });

  test('results of different days have no ratio', () => {
    const labResults = [
      labResult('testosterone_total', '300', 'ng/dL'),
      labResult('estradiol', '40', 'pg/mL', { recordId: 'lab-2', on: '2026-03-02' }),
    ];
    const { verdict, unknown } = judge('SAF-GN-TESTOSTERONE-TO-ESTRADIOL', { labResults });
    expect(verdict).toBe('nothing');
    expect(unknown).toContain('not measured on the same day');
  });
});

/** Everything answered with the lowest answer, and then these. */
function answersWith(answers: Partial<Record<SymptomKey, SymptomAnswer>>) {
  const lowest = Object.fromEntries(symptomKeys.map((key) => [key, answersOf(key)[0]]));
  return { ...lowest, ...answers };
}

describe.each(symptomRows)('$rule: $symptom', ({ rule, symptom, verdicts, together = {} }) => {
  test.each(
    answersOf(symptom).map((answer, index) => [answer, verdicts[index] ?? 'no row'] as const),
  )('%s: %s', (answer, verdict) => {
    const check = symptomCheck(answersWith({ ...together, [symptom]: answer }));
    expect(judge(rule, { symptomChecks: [check] }).verdict).toBe(verdict);
  });

  test('not asked is unknown, and said', () => {
    const { [symptom]: _, ...others } = answersWith(together);
    expect(judge(rule, { symptomChecks: [symptomCheck(others)] })).toEqual({
      verdict: 'nothing',
      unknown: `Not asked: ${symptoms[symptom].label}`,
    });
  });
});

test.each(symptomKeys)('an answer to %s of the other scale is refused', (key) => {
  const answer = symptoms[key].scale === 'severity' ? 'yes' : 'severe';
  expect(symptomCheckContentSchema.safeParse({ answers: { [key]: answer } }).success).toBe(false);
});

describe('PHQ-9', () => {
  test.each(questionnaireRows)(
    '$rule: $total with item 9 of $item9 is $verdict',
    ({ rule, total, item9, verdict }) => {
      const questionnaire = { recordId: 'phq', on: day('2026-03-01'), total, item9 };
      const questionnaires = [{ ...questionnaire, instrument: 'phq-9' as const }];
      expect(judge(rule, { questionnaires })).toEqual({ verdict, unknown: '' });
    },
  );

  test.each([
    ['without its total', { item9: 1 }],
    ['without item 9', { total: 12 }],
    ['above its range', { total: 28, item9: 0 }],
    ['with an item 9 above its range', { total: 12, item9: 4 }],
  ])('%s it is refused', (_, content) => {
    expect(questionnaireContentSchema.safeParse(content).success).toBe(false);
  });
});

describe('SAF-GN-WEIGHT: measured weight', () => {
  const weight = (recordId: string, on: string, kilograms: number) => ({
    recordId,
    on: day(on),
    kilograms,
  });
  const atStart = weight('w-1', '2025-12-20', 80);

  test.each(weightRows)('%d kg after 80 kg at the start: %s', (kilograms, verdict) => {
    const weights = [atStart, weight('w-2', '2026-03-01', kilograms)];
    expect(judge('SAF-GN-WEIGHT', { weights })).toEqual({ verdict, unknown: '' });
  });

  test('without a weight at the start it cannot say', () => {
    const weights = [weight('w-2', '2026-03-01', 120)];
    expect(judge('SAF-GN-WEIGHT', { weights })).toEqual({
      verdict: 'nothing',
      unknown: 'Weight: none was measured before the first dose',
    });
  });
});

describe.each(drugRows)('%s: %s', (rule, drugClass, verdict) => {
  const taken = (startedOn: string | null, stoppedOn: string | null, ongoing = false) =>
    judge(rule, {
      concomitantDrugs: [
        {
          recordId: 'd',
          drugClass,
          startedOn: startedOn === null ? null : day(startedOn),
          stoppedOn: stoppedOn === null ? null : day(stoppedOn),
          ongoing,
        },
      ],
    });

  test('stopped the day before the first dose: nothing', () => {
    expect(taken('2025-11-01', '2025-12-31')).toEqual({ verdict: 'nothing', unknown: '' });
  });

  test(`stopped on the day of the first dose: ${verdict}`, () => {
    expect(taken('2025-11-01', '2026-01-01').verdict).toBe(verdict);
  });

  test(`begun on treatment: ${verdict}`, () => {
    expect(taken('2026-02-01', null, true).verdict).toBe(verdict);
  });

  test('without a date it cannot say', () => {
    expect(taken(null, null)).toMatchObject({
      verdict: 'nothing',
      unknown: expect.stringContaining('the dates do not say'),
    });
  });
});

describe('single days', () => {
  const motile = { firstMotileSperm: { recordId: 's', on: day('2026-03-01') } };

  test.each(eventRows)('%s on its day: %s; before it nothing', (rule, verdict) => {
    expect(judge(rule, motile).verdict).toBe(verdict);
    expect(judge(rule, { therapies: [] }).verdict).toBe('nothing');
  });
});

describe('the days on which a rule looks', () => {
  const chestPain = { symptomChecks: [symptomCheck(answersWith({ 'chest-pain': 'yes' }))] };
  const noDryLips = { symptomChecks: [symptomCheck(answersWith({}))] };
  const found = day('2026-03-01');
  const daysBefore = (days: number) => toCivilDate(addDays(found, -days));

  test.each([
    [29, 'red hold'],
    [30, 'red hold'],
    [31, 'nothing'],
  ])('a clot %i days after the last injection: %s', (days, verdict) => {
    const therapies = [therapy('hcg', '2025-10-01', daysBefore(days))];
    expect(judge('SAF-GN-CLOT', { ...chestPain, therapies }).verdict).toBe(verdict);
  });

  test.each([
    [27, 'nothing'],
    [28, 'info'],
    [29, 'info'],
  ])('no dry lips %i days after the first dose: %s', (days, verdict) => {
    const therapies = [therapy('isotretinoin', daysBefore(days))];
    expect(judge('SAF-ISO-NO-DRYNESS', { ...noDryLips, therapies }).verdict).toBe(verdict);
  });

  test.each([
    ['the last dose that day', daysBefore(0), 'info'],
    ['the last dose the day before', daysBefore(1), 'nothing'],
  ])('no dry lips with %s: %s', (_, to, verdict) => {
    const therapies = [therapy('isotretinoin', '2025-10-01', to)];
    expect(judge('SAF-ISO-NO-DRYNESS', { ...noDryLips, therapies }).verdict).toBe(verdict);
  });

  test.each([
    ['on hold since that day', daysBefore(0), null, 'nothing'],
    ['taken again since that day', daysBefore(9), daysBefore(0), 'info'],
    ['on hold until the day after', daysBefore(9), daysBefore(-1), 'nothing'],
  ])('no dry lips %s: %s', (_, heldOn, resumedOn, verdict) => {
    const holds = [{ heldOn: day(heldOn), resumedOn: resumedOn === null ? null : day(resumedOn) }];
    expect(judge('SAF-ISO-NO-DRYNESS', { ...noDryLips, holds }).verdict).toBe(verdict);
  });

  test.each([
    [-1, 'nothing'],
    [0, 'nothing'],
    [1, 'amber'],
  ])('low testosterone %i days after the retrieval: %s', (days, verdict) => {
    const labResults = [labResult('testosterone_total', '200', 'ng/dL', { lower: '300' })];
    const facts = { labResults, surgeryOn: day(daysBefore(days)) };
    expect(judge('SAF-SAL-TESTOSTERONE', facts).verdict).toBe(verdict);
  });

  test('low testosterone without a retrieval: nothing', () => {
    const labResults = [labResult('testosterone_total', '200', 'ng/dL', { lower: '300' })];
    const { verdict } = judge('SAF-SAL-TESTOSTERONE', { labResults, surgeryOn: null });
    expect(verdict).toBe('nothing');
  });
});

describe('a triglyceride value', () => {
  const message = (fasting?: boolean) => {
    const more = fasting === undefined ? {} : { fasting };
    const labResults = [labResult('triglycerides', '512', 'mg/dL', more)];
    return evaluate('isotretinoin', { ...underway.isotretinoin, labResults }).findings.find(
      ({ topic }) => topic === 'lipids',
    )?.message;
  };

  test('that is known not to be fasting says so', () => {
    expect(message(false)).toContain('512 mg/dL (above 500 mg/dL; not a fasting sample)');
    expect(message(true)).toContain('512 mg/dL (above 500 mg/dL)');
    expect(message()).toContain('512 mg/dL (above 500 mg/dL)');
  });
});

describe('every threshold of every rule has its rows:', () => {
  const limitText = (limit: number | { readonly setting: string }) =>
    typeof limit === 'object' ? limit.setting : String(limit);

  /** Settings of the days on which a rule looks have their tests above. */
  const lookedAt: Readonly<Record<SafetyRule['appliesWhile']['kind'], readonly string[] | null>> = {
    enrolled: null,
    'on-drug': ['gonadotropin-effects-after-last-dose'],
    'taking-drug': ['dry-lips-expected-after'],
    'after-surgery': ['SAF-SAL-TESTOSTERONE'],
  };

  function keysOf({ id }: SafetyRule, atom: SafetyAtom): readonly string[] {
    switch (atom.kind) {
      case 'lab':
        return [`${id} ${atom.analyte} ${atom.comparison} ${limitText(atom.limit)}`];
      case 'lab-reference':
        return [
          `${id} ${atom.analyte} ${atom.comparison} ${limitText(atom.times)} × ${atom.bound}`,
        ];
      case 'lab-ratio':
        return [`${id} ratio ${atom.comparison} ${limitText(atom.limit)}`];
      case 'symptom':
        return atom.anyOf.map(({ key, atLeast }) => `${id} ${key} ${levelOf(id, atLeast)}`);
      case 'symptom-absent':
        return [`${id} ${atom.key} ${answersOf(atom.key)[1]}`];
      case 'questionnaire':
        return [`${id} ${atom.item} ${atom.comparison} ${limitText(atom.limit)}`];
      case 'weight-gain':
        return [`${id} weight ${limitText(atom.fromPercent)}`];
      case 'drug-class':
        return atom.anyOf.map((drugClass) => `${id} ${drugClass}`);
      case 'therapy-started':
      case 'first-motile-sperm':
        return [id];
    }
  }

  function levelOf(ruleId: string, atLeast: string | { readonly setting: string }): string {
    const { code } = protocolOf(ruleId);
    const definition = protocolLibrary.find((one) => one.code === code) ?? expect.unreachable();
    return textValue(atLeast, resolveSettings(definition, {}));
  }

  /** The answers at which the verdict of a row changes. */
  const changes = symptomRows.flatMap(({ rule, symptom, verdicts }) =>
    answersOf(symptom).flatMap((answer, index) =>
      index > 0 && verdicts[index] !== verdicts[index - 1] ? `${rule} ${symptom} ${answer}` : [],
    ),
  );
  const rows = new Set([
    ...labRows.map(({ rule, analyte, threshold }) => `${rule} ${analyte} ${threshold}`),
    'SAF-GN-TESTOSTERONE-TO-ESTRADIOL ratio < testosterone-to-estradiol-amber',
    ...changes,
    ...questionnaireRows.map(({ rule, threshold }) => `${rule} ${threshold}`),
    'SAF-GN-WEIGHT weight weight-gain',
    ...drugRows.map(([rule, drugClass]) => `${rule} ${drugClass}`),
    ...eventRows.map(([rule]) => rule),
  ]);

  test.each(libraryRules)('$id', (rule) => {
    const wanted = rule.levels.flatMap(({ when }) =>
      atomsOf(when).flatMap((atom) => keysOf(rule, atom)),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.filter((key) => !rows.has(key))).toEqual([]);
    const { appliesWhile } = rule;
    expect([null, ...(lookedAt[appliesWhile.kind] ?? [])]).toContain(daysSettingOf(rule));
  });

  function daysSettingOf({ id, appliesWhile }: SafetyRule): string | null {
    switch (appliesWhile.kind) {
      case 'enrolled':
        return null;
      case 'after-surgery':
        return id;
      case 'on-drug':
        return limitText(appliesWhile.daysAfterLastDose);
      case 'taking-drug':
        return limitText(appliesWhile.daysAfterFirstDose);
    }
  }

  test('no row is about a threshold that is gone', () => {
    const wanted = new Set(
      libraryRules.flatMap((rule) =>
        rule.levels.flatMap(({ when }) => atomsOf(when).flatMap((atom) => keysOf(rule, atom))),
      ),
    );
    expect([...rows].filter((key) => !wanted.has(key))).toEqual([]);
  });

  // Each limit as C§2.3, C§3.2, C§4.2 and engine §7 give it, or as it is proposed where they give none.
  test.each([
    ['isotretinoin-noa', 'triglycerides-amber', 300],
    ['isotretinoin-noa', 'triglycerides-red', 500],
    ['isotretinoin-noa', 'triglycerides-stop', 1000],
    ['isotretinoin-noa', 'transaminases-amber', 3],
    ['isotretinoin-noa', 'transaminases-red', 5],
    ['isotretinoin-noa', 'creatine-kinase-amber', 5],
    ['isotretinoin-noa', 'neutrophils-amber', 1],
    ['isotretinoin-noa', 'phq-9-total-amber', 10],
    ['isotretinoin-noa', 'dry-lips-expected-after', 28],
    ['gonadotropin-noa', 'hematocrit-red', 54],
    ['gonadotropin-noa', 'testosterone-amber', 1],
    ['gonadotropin-noa', 'estradiol-amber', 1],
    ['gonadotropin-noa', 'testosterone-to-estradiol-amber', 10],
    ['gonadotropin-noa', 'fsh-low', 0.7],
    ['gonadotropin-noa', 'weight-gain', 5],
    ['gonadotropin-noa', 'gonadotropin-effects-after-last-dose', 30],
    ['gonadotropin-noa', 'phq-9-total-amber', 10],
    ['salvage-micro-tese', 'phq-9-total-amber', 10],
  ])('%s: %s is %d', (code, setting, expected) => {
    const definition = protocolLibrary.find((one) => one.code === code) ?? expect.unreachable();
    expect(numberValue({ setting }, resolveSettings(definition, {}))).toBe(expected);
  });
});
