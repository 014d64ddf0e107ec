import { assertNever } from '@/lib/core/assert-never';
import { both, type Certainty, certaintyOf, either } from '@/lib/core/certainty';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { numberValue, textValue } from '@/lib/protocols/compile-protocol';
import type { SafetyAtom, SafetyPredicate } from '@/lib/protocols/safety-rule-schema';
import type { SettingValues } from '@/lib/protocols/schema';
import { drugClassLabels } from '@/lib/records/concomitant-drug';
import { isAtLeast } from '@/lib/records/symptom-check';
import { type SymptomAnswer, symptomAnswerLabels, symptoms } from '@/lib/records/symptoms';
import { drugNames } from '@/lib/records/therapy';
import { analytes } from '@/lib/units/analytes';
import { compareWithBound } from '@/lib/units/compare-with-bounds';
import type { Comparator } from '@/lib/units/quantity';
import { unitLabels } from '@/lib/units/unit-codes';
import { type DrugOverlap, findOverlaps, firstTherapy } from './drug-overlap';
import type {
  SafetyFacts,
  SafetyLabResult,
  SafetySymptomCheck,
  TherapyInterval,
} from './safety-facts';

/** One thing that met a rule, as it is stored with the flag and shown to people. */
export type Evidence = {
  /** Null for the therapy itself, which is not one record. */
  readonly recordId: string | null;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly what: string;
  /** As reported. */
  readonly value: string;
  readonly unit: string | null;
  /** In words, where the rule has a limit. */
  readonly limit: string | null;
};

/** What was looked at on one day for one question of a rule ("ALT", "Tinnitus"). */
export interface Judgment {
  /** Names the question over the days, so that a later answer replaces an earlier "cannot say". */
  readonly subject: string;
  readonly certainty: Certainty;
  readonly recordId: string | null;
  readonly evidence: Evidence | null;
  /** Why it cannot be said, when the certainty is unknown. */
  readonly reason: string | null;
}

export interface Outcome {
  readonly certainty: Certainty;
  readonly judgments: readonly Judgment[];
}

/**
 * Whether the evidence of one day meets a predicate. Nothing recorded on that day is "no"; something
 * recorded that cannot be judged is "unknown", with the reason.
 */
export function evaluatePredicate(
  predicate: SafetyPredicate,
  facts: SafetyFacts,
  settings: SettingValues,
  day: Day,
): Outcome {
  if (predicate.kind === 'all' || predicate.kind === 'any') {
    const parts = predicate.of.map((part) => evaluatePredicate(part, facts, settings, day));
    const certainties = parts.map((part) => part.certainty);
    return {
      certainty: predicate.kind === 'all' ? both(certainties) : either(certainties),
      judgments: parts.flatMap((part) => part.judgments),
    };
  }
  const judgments = judge(predicate, facts, settings, day);
  return { certainty: either(judgments.map(({ certainty }) => certainty)), judgments };
}

/** The days on which a rule has something to look at. */
export function evidenceDays(facts: SafetyFacts, predicate: SafetyPredicate): readonly Day[] {
  switch (predicate.kind) {
    case 'all':
    case 'any':
      return predicate.of.flatMap((part) => evidenceDays(facts, part));
    case 'lab':
    case 'lab-reference':
      return facts.labResults
        .filter(({ analyte }) => analyte === predicate.analyte)
        .map(({ on }) => on);
    case 'symptom':
      return facts.symptomChecks.map(({ on }) => on);
    case 'drug-class':
      return findOverlaps(facts, predicate.anyOf, predicate.during).map(({ from }) => from);
    case 'therapy-started': {
      const start = firstTherapy(facts.therapies, predicate.anyOf);
      return start === null ? [] : [start.from];
    }
    case 'first-motile-sperm':
      return facts.firstMotileSperm === null ? [] : [facts.firstMotileSperm.on];
    default:
      return assertNever(predicate);
  }
}

function judge(
  predicate: SafetyAtom,
  facts: SafetyFacts,
  settings: SettingValues,
  day: Day,
): readonly Judgment[] {
  switch (predicate.kind) {
    case 'lab':
    case 'lab-reference':
      return facts.labResults
        .filter(({ analyte, on }) => analyte === predicate.analyte && on === day)
        .map((result) =>
          predicate.kind === 'lab'
            ? judgeLab(predicate, result, settings)
            : judgeLabReference(predicate, result, settings),
        );
    case 'symptom':
      return facts.symptomChecks
        .filter(({ on }) => on === day)
        .flatMap((check) => predicate.anyOf.map((asked) => judgeSymptom(asked, check, settings)));
    case 'drug-class':
      return findOverlaps(facts, predicate.anyOf, predicate.during)
        .filter(({ from }) => from === day)
        .map(judgeOverlap);
    case 'therapy-started': {
      const start = firstTherapy(facts.therapies, predicate.anyOf);
      return start?.from === day ? [judgeTherapyStart(start)] : [];
    }
    case 'first-motile-sperm': {
      const sample = settings[predicate.enabled.setting] === true ? facts.firstMotileSperm : null;
      return sample?.on === day ? [judgeMotileSperm(sample)] : [];
    }
    default:
      return assertNever(predicate);
  }
}

type Atom<Kind extends SafetyAtom['kind']> = Extract<SafetyAtom, { kind: Kind }>;

function judgeLab(
  predicate: Atom<'lab'>,
  result: SafetyLabResult,
  settings: SettingValues,
): Judgment {
  const { label, standard } = analytes[predicate.analyte];
  if (result.standardValue === null || result.standardUnit !== standard.unit) {
    return labUnknown(result, `${label} ${reportedText(result)} could not be converted`);
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
  return labJudgment(result, certainty, limit);
}

function judgeLabReference(
  predicate: Atom<'lab-reference'>,
  result: SafetyLabResult,
  settings: SettingValues,
): Judgment {
  const { bound, comparison } = predicate;
  const reference = bound === 'upper' ? result.referenceHigh : result.referenceLow;
  if (reference === null) {
    const { label } = analytes[predicate.analyte];
    return labUnknown(result, `${label}: the laboratory reported no ${bound} limit`);
  }
  const times = numberValue(predicate.times, settings);
  const limit = withoutBinaryNoise(times * reference);
  const words = times === 1 ? `the ${bound} limit` : `${times} × the ${bound} limit`;
  const unit = unitLabels[result.unit];
  return labJudgment(
    result,
    compareWithBound(result, comparison, limit),
    `${relationWords[comparison]} ${words}, ${limit} ${unit}`,
  );
}

function judgeSymptom(
  { key, atLeast }: Atom<'symptom'>['anyOf'][number],
  check: SafetySymptomCheck,
  settings: SettingValues,
): Judgment {
  const { label } = symptoms[key];
  const level = textValue(atLeast, settings) as SymptomAnswer;
  const answer = check.answers[key];
  const common = { subject: `symptom:${key}`, recordId: check.recordId };
  if (answer === undefined) {
    return { ...common, certainty: 'unknown', evidence: null, reason: `Not asked: ${label}` };
  }
  const evidence: Evidence = {
    recordId: check.recordId,
    on: toCivilDate(check.on),
    what: label,
    value: symptomAnswerLabels[answer].toLowerCase(),
    unit: null,
    limit: level === 'yes' || level === 'severe' ? null : `${level} or worse`,
  };
  return { ...common, certainty: certaintyOf(isAtLeast(answer, level)), evidence, reason: null };
}

function judgeOverlap({ drug, therapy, from, certainty }: DrugOverlap): Judgment {
  const label = drugClassLabels[drug.drugClass];
  return {
    subject: `drug:${drug.recordId}`,
    recordId: drug.recordId,
    certainty,
    evidence: {
      recordId: drug.recordId,
      on: toCivilDate(from),
      what: label,
      value: `taken with ${drugNames[therapy.drug]}`,
      unit: null,
      limit: null,
    },
    reason: certainty === 'unknown' ? `${label}: the dates do not say if taken on therapy` : null,
  };
}

function judgeTherapyStart({ drug, from }: TherapyInterval): Judgment {
  return {
    subject: `therapy:${drug}`,
    certainty: 'yes',
    recordId: null,
    evidence: {
      recordId: null,
      on: toCivilDate(from),
      what: drugNames[drug],
      value: 'first dose',
      unit: null,
      limit: null,
    },
    reason: null,
  };
}

function judgeMotileSperm({ recordId, on }: { recordId: string; on: Day }): Judgment {
  return {
    subject: 'motile-sperm',
    certainty: 'yes',
    recordId,
    evidence: {
      recordId,
      on: toCivilDate(on),
      what: 'Semen',
      value: 'motile sperm, none frozen',
      unit: null,
      limit: null,
    },
    reason: null,
  };
}

const relationWords: Record<Comparator, string> = {
  '<': 'below',
  '<=': 'at or below',
  '>': 'above',
  '>=': 'from',
};

function labJudgment(result: SafetyLabResult, certainty: Certainty, limit: string): Judgment {
  const { label } = analytes[result.analyte];
  if (certainty === 'unknown') {
    return labUnknown(result, `${label} ${reportedText(result)}: cannot say if ${limit}`);
  }
  return {
    subject: `lab:${result.analyte}`,
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

function labUnknown(result: SafetyLabResult, reason: string): Judgment {
  const { recordId, analyte } = result;
  return { subject: `lab:${analyte}`, recordId, certainty: 'unknown', evidence: null, reason };
}

function reportedText({ valueText, unit }: SafetyLabResult): string {
  return `${valueText} ${unitLabels[unit]}`;
}

/** 3 × 41.7 is 125.10000000000001 in binary; a report has at most 15 digits. */
function withoutBinaryNoise(value: number): number {
  return Number(value.toPrecision(15));
}
