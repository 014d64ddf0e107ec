import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SafetyAtom, SafetyPredicate, SafetyRule } from '@/lib/protocols/safety-rule-schema';

/** Every rule of the newest versions of the library. */
export const libraryRules: readonly SafetyRule[] = protocolLibrary.flatMap(
  ({ safetyRules }) => safetyRules,
);

export function atomsOf(predicate: SafetyPredicate): readonly SafetyAtom[] {
  return predicate.kind === 'all' || predicate.kind === 'any'
    ? predicate.of.flatMap(atomsOf)
    : [predicate];
}

/** What a rule looks at, each as one word. */
export function readsOf(rule: SafetyRule): readonly string[] {
  return rule.levels.flatMap(({ when }) => atomsOf(when).flatMap(readsOfAtom));
}

function readsOfAtom(atom: SafetyAtom): readonly string[] {
  switch (atom.kind) {
    case 'lab':
      return [atom.analyte];
    case 'lab-reference':
      return [`${atom.analyte} ${atom.bound === 'upper' ? 'high' : 'low'}`];
    case 'lab-ratio':
      return [`${atom.of.analyte}/${atom.to.analyte}`];
    case 'symptom':
      return atom.anyOf.map(({ key }) => key);
    case 'symptom-absent':
      return [`no ${atom.key}`];
    case 'questionnaire':
      return [`${atom.instrument} ${atom.item}`];
    case 'weight-gain':
      return ['weight'];
    case 'drug-class':
      return atom.anyOf;
    case 'therapy-started':
      return atom.anyOf.map((drug) => `first dose of ${drug}`);
    case 'first-motile-sperm':
      return ['semen'];
  }
}
