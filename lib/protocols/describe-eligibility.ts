import { assertNever } from '@/lib/core/assert-never';
import { describeDuration } from '@/lib/dates/duration';
import { drugClassLabels } from '@/lib/records/concomitant-drug';
import { type FindingKey, findings } from '@/lib/records/findings';
import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import { durationValue, numberValue } from './compile-protocol';
import type { EligibilityCondition, EligibilityLeaf } from './eligibility-schema';
import type { SettingValues } from './schema';

/** What a criterion asks, in words, with the values of its settings. */
export function describeCondition(
  condition: EligibilityCondition,
  settings: SettingValues,
): string {
  switch (condition.kind) {
    case 'all':
      return condition.of.map((part) => describeCondition(part, settings)).join('; and ');
    case 'any':
      return condition.of.map((part) => describeCondition(part, settings)).join('; or ');
    case 'not':
      return `not: ${describeCondition(condition.of, settings)}`;
    default:
      return describeLeaf(condition, settings);
  }
}

const signs = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' } as const;

function describeLeaf(leaf: EligibilityLeaf, settings: SettingValues): string {
  const number = (value: Parameters<typeof numberValue>[0]) => numberValue(value, settings);
  switch (leaf.kind) {
    case 'negative-pellets': {
      const spun = leaf.centrifuged;
      const speed = spun
        ? `, centrifuged at ${number(spun.gForce)} g or more for ${number(spun.minutes)} min or more`
        : '';
      return `${number(leaf.atLeast)} samples of different days with an examined pellet and no sperm${speed}, at most ${number(leaf.lookBackDays)} d old`;
    }
    case 'newest-semen-negative':
      return `the newest evaluable sample shows no sperm, at most ${number(leaf.lookBackDays)} d old`;
    case 'sperm-in-semen':
      return leaf.lookBackDays === undefined
        ? 'sperm in a sample at any time'
        : `sperm in a sample at most ${number(leaf.lookBackDays)} d old`;
    case 'finding-is':
      return `${findings[leaf.finding].question}: ${leaf.answers.map((answer) => answerName(leaf.finding, answer)).join(' or ')}`;
    case 'finding-known':
      return `${findings[leaf.finding].question}: answered`;
    case 'time-since-finding':
      return `${findings[leaf.finding].question}: at least ${describeDuration(durationValue(leaf.atLeast, settings))}`;
    case 'drug-taken':
      return `takes ${leaf.classes.map((drugClass) => drugClassLabels[drugClass]).join(' or ')}`;
    case 'lab': {
      const { label, standard } = analytes[leaf.analyte];
      return `${label} ${signs[leaf.comparison]} ${number(leaf.limit)} ${unitLabels[standard.unit]}, at most ${number(leaf.lookBackDays)} d old`;
    }
    case 'lab-above-upper':
      return `${analytes[leaf.analyte].label} above ${number(leaf.times)} × upper limit of the laboratory, at most ${number(leaf.lookBackDays)} d old`;
    case 'lab-known':
      return `${analytes[leaf.analyte].label} measured, at most ${number(leaf.lookBackDays)} d old`;
    case 'failed-retrieval':
      return 'a retrieval that found no sperm';
    case 'time-since-retrieval':
      return `at least ${describeDuration(durationValue(leaf.atLeast, settings))} since the newest retrieval`;
    default:
      return assertNever(leaf);
  }
}

function answerName(finding: FindingKey, value: string): string {
  const { answer } = findings[finding];
  return answer.kind === 'choice'
    ? ((answer.options as Readonly<Record<string, string>>)[value] ?? value)
    : value;
}
