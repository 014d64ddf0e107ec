import { assertNever } from '@/lib/core/assert-never';
import { both, type Certainty, certaintyOf, either } from '@/lib/core/certainty';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { numberValue, textValue } from '@/lib/protocols/compile-protocol';
import type { SafetyAtom, SafetyPredicate } from '@/lib/protocols/safety-rule-schema';
import type { SettingValues } from '@/lib/protocols/schema';
import { drugClassLabels } from '@/lib/records/concomitant-drug';
import { isAtLeast } from '@/lib/records/symptom-check';
import {
  answersOf,
  type SymptomAnswer,
  type SymptomKey,
  symptomAnswerLabels,
  symptoms,
} from '@/lib/records/symptoms';
import { drugNames } from '@/lib/records/therapy';
import { compareWithBound } from '@/lib/units/compare-with-bounds';
import { type DrugOverlap, findOverlaps, firstTherapy } from './drug-overlap';
import {
  judgeLab,
  judgeLabRatio,
  judgeLabReference,
  relationWords,
  withoutBinaryNoise,
} from './judge-lab';
import type { Evidence, Judgment } from './judgment';
import type {
  SafetyFacts,
  SafetyQuestionnaire,
  SafetySymptomCheck,
  SafetyWeight,
  TherapyInterval,
} from './safety-facts';

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
    case 'lab-ratio':
      return facts.labResults
        .filter(({ analyte }) => isOfRatio(predicate, analyte))
        .map(({ on }) => on);
    case 'symptom':
    case 'symptom-absent':
      return facts.symptomChecks.map(({ on }) => on);
    case 'questionnaire':
      return facts.questionnaires.map(({ on }) => on);
    case 'weight-gain':
      return facts.weights.map(({ on }) => on).filter((on) => on > (startOf(facts) ?? on));
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
    case 'symptom-absent':
      return facts.symptomChecks
        .filter(({ on }) => on === day)
        .map((check) => judgeAbsence(predicate.key, check));
    case 'lab-ratio': {
      const ofDay = facts.labResults.filter(({ on }) => on === day);
      return judgeLabRatio(predicate, ofDay, settings);
    }
    case 'questionnaire':
      return facts.questionnaires
        .filter(({ on, instrument }) => on === day && instrument === predicate.instrument)
        .map((answered) => judgeQuestionnaire(predicate, answered, settings));
    case 'weight-gain':
      return facts.weights
        .filter(({ on }) => on === day)
        .map((weight) => judgeWeight(predicate, weight, facts, settings));
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

function judgeAbsence(key: SymptomKey, check: SafetySymptomCheck): Judgment {
  const { label } = symptoms[key];
  const { recordId, on } = check;
  const answer = check.answers[key];
  const common = { subject: `symptom:${key}`, recordId };
  if (answer === undefined) {
    return { ...common, certainty: 'unknown', evidence: null, reason: `Not asked: ${label}` };
  }
  const evidence: Evidence = {
    recordId,
    on: toCivilDate(on),
    what: label,
    value: symptomAnswerLabels[answer].toLowerCase(),
    unit: null,
    limit: null,
  };
  const certainty = certaintyOf(answer === answersOf(key)[0]);
  return { ...common, certainty, evidence, reason: null };
}

const questionnaireLabels = { 'phq-9': 'PHQ-9' } as const;
const questionnaireItemLabels = { total: 'total', item9: 'item 9' } as const;

/** A score is a whole number that was entered or not; it is never censored. */
function judgeQuestionnaire(
  { instrument, item, comparison, limit }: Atom<'questionnaire'>,
  answered: SafetyQuestionnaire,
  settings: SettingValues,
): Judgment {
  const { recordId, on } = answered;
  const bound = numberValue(limit, settings);
  return {
    subject: `questionnaire:${instrument}:${item}`,
    recordId,
    certainty: compareWithBound({ comparator: null, value: answered[item] }, comparison, bound),
    evidence: {
      recordId,
      on: toCivilDate(on),
      what: `${questionnaireLabels[instrument]} ${questionnaireItemLabels[item]}`,
      value: String(answered[item]),
      unit: null,
      limit: `${relationWords[comparison]} ${bound}`,
    },
    reason: null,
  };
}

function judgeWeight(
  { fromPercent }: Atom<'weight-gain'>,
  { recordId, on, kilograms }: SafetyWeight,
  facts: SafetyFacts,
  settings: SettingValues,
): Judgment {
  const common = { subject: 'weight', recordId };
  const atStart = weightAtStart(facts);
  if (atStart === undefined) {
    const reason = 'Weight: none was measured before the first dose';
    return { ...common, certainty: 'unknown', evidence: null, reason };
  }
  const percent = numberValue(fromPercent, settings);
  return {
    ...common,
    certainty: certaintyOf(
      withoutBinaryNoise(kilograms * 100) >=
        withoutBinaryNoise(atStart.kilograms * (100 + percent)),
    ),
    evidence: {
      recordId,
      on: toCivilDate(on),
      what: 'Weight',
      value: String(kilograms),
      unit: 'kg',
      limit: `from ${percent}% more than ${atStart.kilograms} kg at the start`,
    },
    reason: null,
  };
}

function weightAtStart(facts: SafetyFacts): SafetyWeight | undefined {
  const start = startOf(facts);
  return facts.weights
    .filter(({ on }) => start !== null && on <= start)
    .toSorted((a, b) => a.on - b.on || a.recordId.localeCompare(b.recordId))
    .at(-1);
}

/** The first dose of any drug. */
function startOf({ therapies }: SafetyFacts): Day | null {
  return therapies.map(({ from }) => from).toSorted((a, b) => a - b)[0] ?? null;
}

function isOfRatio({ of, to }: Atom<'lab-ratio'>, analyte: string): boolean {
  return analyte === of.analyte || analyte === to.analyte;
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
