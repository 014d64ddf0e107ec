import { assertNever } from '@/lib/core/assert-never';
import { drugClassLabels } from '@/lib/records/concomitant-drug';
import { answersOf, type SymptomAnswer, symptoms } from '@/lib/records/symptoms';
import { drugNames } from '@/lib/records/therapy';
import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import type { SafetyAtom, SafetyLevel, SafetyPredicate, SafetyRule } from './safety-rule-schema';
import type { SettingValues } from './schema';

type Threshold = number | string | { readonly setting: string };

/** When a level is met, in words, with the values of its settings. */
export function describePredicate(predicate: SafetyPredicate, settings: SettingValues): string {
  switch (predicate.kind) {
    case 'all':
      return predicate.of.map((part) => describePredicate(part, settings)).join(' and ');
    case 'any':
      return predicate.of.map((part) => describePredicate(part, settings)).join('; or ');
    default:
      return describeAtom(predicate, settings);
  }
}

function describeAtom(atom: SafetyAtom, settings: SettingValues): string {
  const shown = (threshold: Threshold) =>
    String(typeof threshold === 'object' ? settings[threshold.setting] : threshold);
  switch (atom.kind) {
    case 'lab': {
      const { label, standard } = analytes[atom.analyte];
      return `${label} ${signs[atom.comparison]} ${shown(atom.limit)} ${unitLabels[standard.unit]}`;
    }
    case 'lab-reference': {
      const times = shown(atom.times);
      const limit = `${atom.bound} limit of the laboratory`;
      const bound = times === '1' ? limit : `${times} × ${limit}`;
      return `${analytes[atom.analyte].label} ${signs[atom.comparison]} ${bound}`;
    }
    case 'lab-ratio': {
      const [over, under] = [atom.of, atom.to].map(({ analyte }) => analytes[analyte].label);
      return `${over} to ${under} of the same day ${signs[atom.comparison]} ${shown(atom.limit)} (${atom.of.unit} to ${atom.to.unit})`;
    }
    case 'symptom':
      return atom.anyOf
        .map(({ key, atLeast }) => {
          const answer = shown(atLeast);
          const isWorst = answersOf(key).at(-1) === (answer as SymptomAnswer);
          return `${symptoms[key].label}: ${answer}${isWorst ? '' : ' or worse'}`;
        })
        .join('; or ');
    case 'symptom-absent':
      return `${symptoms[atom.key].label}: ${answersOf(atom.key)[0]}`;
    case 'questionnaire':
      return `PHQ-9 ${atom.item === 'total' ? 'total' : 'item 9'} ${signs[atom.comparison]} ${shown(atom.limit)}`;
    case 'weight-gain':
      return `Weight at least ${shown(atom.fromPercent)}% above the weight at the start`;
    case 'drug-class':
      return `${atom.anyOf.map((drugClass) => drugClassLabels[drugClass]).join('; or ')}, taken with ${namesOf(atom.during)}`;
    case 'therapy-started':
      return `First dose of ${namesOf(atom.anyOf)}`;
    case 'first-motile-sperm':
      return 'First motile sperm on treatment, none of it or of a later sample frozen';
    default:
      return assertNever(atom);
  }
}

/** On which days the evidence counts. */
export function describeDays({ appliesWhile }: SafetyRule): string {
  switch (appliesWhile.kind) {
    case 'enrolled':
      return 'while enrolled';
    case 'on-drug':
      return `on ${namesOf(appliesWhile.anyOf)} and for some days after the last dose`;
    case 'taking-drug':
      return `while taking ${namesOf(appliesWhile.anyOf)}, some days after the first dose`;
    case 'after-surgery':
      return 'after the retrieval';
    default:
      return assertNever(appliesWhile);
  }
}

/** Who acts, by when, and what it asks about the drug. */
export function describeAction({
  severity,
  whoActs,
  actWithinDays,
  proposes,
  blocksDispensing,
}: SafetyLevel): string {
  if (severity === 'info') {
    return 'informs';
  }
  const time =
    actWithinDays === null
      ? ''
      : actWithinDays === 0
        ? ', the same day'
        : `, within ${actWithinDays} days`;
  const asks = proposes === null ? '' : `; proposes to ${proposes}`;
  return `${whoActs}${time}${asks}${blocksDispensing ? '; blocks dispensing' : ''}`;
}

const signs = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const;

function namesOf(drugs: readonly (keyof typeof drugNames)[]): string {
  return drugs.map((drug) => drugNames[drug]).join(' or ');
}
