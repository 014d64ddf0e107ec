import type { Certainty } from '@/lib/core/certainty';
import { toCivilDate } from '@/lib/dates/civil-date';
import { numberValue } from '@/lib/protocols/compile-protocol';
import type { SafetyAtom } from '@/lib/protocols/safety-rule-schema';
import type { SettingValues } from '@/lib/protocols/schema';
import { analytes } from '@/lib/units/analytes';
import { compareWithBound } from '@/lib/units/compare-with-bounds';
import type { CensoredValue, Comparator } from '@/lib/units/quantity';
import { unitLabels } from '@/lib/units/unit-codes';
import type { Judgment } from './judgment';
import type { SafetyLabResult } from './safety-facts';

type Atom<Kind extends SafetyAtom['kind']> = Extract<SafetyAtom, { kind: Kind }>;

export function judgeLab(
  predicate: Atom<'lab'>,
  result: SafetyLabResult,
  settings: SettingValues,
): Judgment {
  const { label, standard } = analytes[predicate.analyte];
  const subject = `lab:${predicate.analyte}`;
  if (result.standardValue === null || result.standardUnit !== standard.unit) {
    return labUnknown(subject, result, `${label} ${reportedText(result)} could not be converted`);
  }
  const bound = numberValue(predicate.limit, settings);
  const { comparator, standardValue } = result;
  const certainty = compareWithBound(
    { comparator, value: standardValue },
    predicate.comparison,
    bound,
  );
  const unit = unitLabels[standard.unit];
  const converted = `${comparator ?? ''}${standardValue.toFixed(standard.decimals)} ${unit}`;
  const asConverted = result.unit === standard.unit ? '' : `; it is ${converted}`;
  const limit = `${relationWords[predicate.comparison]} ${bound} ${unit}${asConverted}`;
  return labJudgment(subject, result, certainty, `${limit}${fastingWords(result)}`);
}

/** A meal raises triglycerides; what the report says about it stands with the evidence (C§2.3). */
function fastingWords({ analyte, fasting }: SafetyLabResult): string {
  return analyte === 'triglycerides' && fasting === false ? '; not a fasting sample' : '';
}

export function judgeLabReference(
  predicate: Atom<'lab-reference'>,
  result: SafetyLabResult,
  settings: SettingValues,
): Judgment {
  const { bound, comparison } = predicate;
  // A platelet count that is not too low may still be too high.
  const subject = `lab:${predicate.analyte}:${bound}`;
  const reference = bound === 'upper' ? result.referenceHigh : result.referenceLow;
  if (reference === null) {
    const { label } = analytes[predicate.analyte];
    return labUnknown(subject, result, `${label}: the laboratory reported no ${bound} limit`);
  }
  const times = numberValue(predicate.times, settings);
  const limit = withoutBinaryNoise(times * reference);
  const words = times === 1 ? `the ${bound} limit` : `${times} × the ${bound} limit`;
  const unit = unitLabels[result.unit];
  return labJudgment(
    subject,
    result,
    compareWithBound(result, comparison, limit),
    `${relationWords[comparison]} ${words}, ${limit} ${unit}`,
  );
}

/** Each result of one analyte with each of the other, of one day; an analyte that is missing leaves it open. */
export function judgeLabRatio(
  predicate: Atom<'lab-ratio'>,
  results: readonly SafetyLabResult[],
  settings: SettingValues,
): readonly Judgment[] {
  const numerators = results.filter(({ analyte }) => analyte === predicate.of.analyte);
  const denominators = results.filter(({ analyte }) => analyte === predicate.to.analyte);
  const [lone] = [...numerators, ...denominators];
  if (lone !== undefined && (numerators.length === 0 || denominators.length === 0)) {
    const missing = numerators.length === 0 ? predicate.of.analyte : predicate.to.analyte;
    return [
      ratioUnknown(predicate, lone, `${analytes[missing].label} was not measured on the same day`),
    ];
  }
  return numerators.flatMap((numerator) =>
    denominators.map((denominator) => judgePair(predicate, numerator, denominator, settings)),
  );
}

function judgePair(
  predicate: Atom<'lab-ratio'>,
  numerator: SafetyLabResult,
  denominator: SafetyLabResult,
  settings: SettingValues,
): Judgment {
  const ratio = ratioOf(numerator, denominator);
  const pair = `${reportedText(numerator)} to ${reportedText(denominator)}`;
  if (ratio === null) {
    return ratioUnknown(predicate, numerator, `${pair} has no ratio`);
  }
  const bound = numberValue(predicate.limit, settings);
  const certainty = compareWithBound(ratio, predicate.comparison, bound);
  const limit = `${relationWords[predicate.comparison]} ${bound} ${predicate.of.unit} to ${predicate.to.unit}`;
  if (certainty === 'unknown') {
    return ratioUnknown(predicate, numerator, `${pair}: cannot say if ${limit}`);
  }
  return {
    subject: ratioSubject(predicate),
    recordId: numerator.recordId,
    certainty,
    evidence: {
      recordId: numerator.recordId,
      on: toCivilDate(numerator.on),
      what: ratioLabel(predicate),
      value: `${ratio.comparator ?? ''}${roundedRatio(ratio.value, bound)}, ${pair}`,
      unit: null,
      limit,
    },
    reason: null,
  };
}

const ratioDecimals = [1, 2, 3] as const;

/** 9.97 stays below 10: a ratio is rounded no further than keeps it on its side of the bound. */
function roundedRatio(value: number, bound: number): string {
  const side = Math.sign(value - bound);
  const texts = ratioDecimals.map((decimals) => value.toFixed(decimals));
  return texts.find((text) => Math.sign(Number(text) - bound) === side) ?? String(value);
}

/** Null where a value could not be converted, the denominator is 0, or one may be larger and the other smaller. */
function ratioOf(numerator: SafetyLabResult, denominator: SafetyLabResult): CensoredValue | null {
  const { standardValue: over, comparator } = numerator;
  const { standardValue: under, comparator: denominatorComparator } = denominator;
  const inverse = denominatorComparator === null ? null : inverted[denominatorComparator];
  const joint = inverse === null ? comparator : joinedComparator(comparator, inverse);
  if (over === null || under === null || under === 0 || joint === 'opposed') {
    return null;
  }
  return { comparator: joint, value: over / under };
}

const inverted: Record<Comparator, Comparator> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function joinedComparator(own: Comparator | null, other: Comparator): Comparator | 'opposed' {
  if (own === null || own === other) {
    return other;
  }
  return own.charAt(0) === other.charAt(0) ? (own.charAt(0) as '<' | '>') : 'opposed';
}

function ratioUnknown(
  predicate: Atom<'lab-ratio'>,
  { recordId }: SafetyLabResult,
  why: string,
): Judgment {
  const reason = `${ratioLabel(predicate)}: ${why}`;
  return {
    subject: ratioSubject(predicate),
    recordId,
    certainty: 'unknown',
    evidence: null,
    reason,
  };
}

function ratioSubject({ of, to }: Atom<'lab-ratio'>): string {
  return `ratio:${of.analyte}:${to.analyte}`;
}

function ratioLabel({ of, to }: Atom<'lab-ratio'>): string {
  return `${analytes[of.analyte].label} to ${analytes[to.analyte].label.toLowerCase()}`;
}

export const relationWords: Record<Comparator, string> = {
  '<': 'below',
  '<=': 'at or below',
  '>': 'above',
  '>=': 'from',
};

function labJudgment(
  subject: string,
  result: SafetyLabResult,
  certainty: Certainty,
  limit: string,
): Judgment {
  const { label } = analytes[result.analyte];
  if (certainty === 'unknown') {
    return labUnknown(subject, result, `${label} ${reportedText(result)}: cannot say if ${limit}`);
  }
  return {
    subject,
    recordId: result.recordId,
    certainty,
    evidence: {
      recordId: result.recordId,
      on: toCivilDate(result.on),
      what: label,
      value: result.valueText,
      unit: unitLabels[result.unit],
      limit,
    },
    reason: null,
  };
}

function labUnknown(subject: string, { recordId }: SafetyLabResult, reason: string): Judgment {
  return { subject, recordId, certainty: 'unknown', evidence: null, reason };
}

function reportedText({ valueText, unit }: SafetyLabResult): string {
  return `${valueText} ${unitLabels[unit]}`;
}

/** 3 × 41.7 is 125.10000000000001 in binary; a report has at most 15 digits. */
export function withoutBinaryNoise(value: number): number {
  return Number(value.toPrecision(15));
}
