import type { Comparator } from '@/lib/units/quantity';
import { numberValue } from './compile-protocol';
import type { SafetyAtom, SafetyPredicate, SafetyRule } from './safety-rule-schema';
import type { ProtocolDefinition, SettingValues } from './schema';

type Limit = number | { readonly setting: string };

/** One limit of a level; limits of one `scale` can be compared. */
interface Rung {
  readonly scale: string;
  readonly comparison: Comparator;
  readonly limit: Limit;
}

/**
 * What is wrong with the limits of the safety rules under these resolved settings, in words, by setting
 * key: a level that is worse has to begin no sooner than a milder one, or the milder one says nothing.
 */
export function findUpsideDownLadders(
  { safetyRules }: Pick<ProtocolDefinition, 'safetyRules'>,
  settings: SettingValues,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    safetyRules
      .flatMap((rule) => pairsOf(rule))
      .flatMap(([milder, worse]) => {
        const from = numberValue(milder.limit, settings);
        const to = numberValue(worse.limit, settings);
        const rises = worse.comparison.startsWith('>');
        const key = settingOf(worse.limit) ?? settingOf(milder.limit);
        if (key === null || (rises ? from <= to : from >= to)) {
          return [];
        }
        const [bound, side] = settingOf(worse.limit) === null ? [to, !rises] : [from, rises];
        return [[key, `This has to be ${side ? 'at least' : 'at most'} ${bound}.`]];
      }),
  );
}

function pairsOf({ levels }: SafetyRule): readonly (readonly [Rung, Rung])[] {
  const rungs = levels.map(({ when }) => rungsOf(when));
  return rungs.flatMap((milderRungs, index) =>
    rungs
      .slice(index + 1)
      .flat()
      .flatMap((worse) =>
        milderRungs
          .filter(
            ({ scale, comparison }) =>
              scale === worse.scale && comparison.charAt(0) === worse.comparison.charAt(0),
          )
          .map((milder) => [milder, worse] as const),
      ),
  );
}

function rungsOf(predicate: SafetyPredicate): readonly Rung[] {
  return predicate.kind === 'all' || predicate.kind === 'any'
    ? predicate.of.flatMap(rungsOf)
    : rungOf(predicate);
}

function rungOf(atom: SafetyAtom): readonly Rung[] {
  switch (atom.kind) {
    case 'lab':
      return [{ scale: atom.analyte, comparison: atom.comparison, limit: atom.limit }];
    case 'lab-reference':
      return [
        {
          scale: `${atom.analyte} ${atom.bound}`,
          comparison: atom.comparison,
          limit: atom.times,
        },
      ];
    case 'questionnaire':
      return [{ scale: atom.item, comparison: atom.comparison, limit: atom.limit }];
    default:
      return [];
  }
}

function settingOf(limit: Limit): string | null {
  return typeof limit === 'object' ? limit.setting : null;
}
