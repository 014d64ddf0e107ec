import type { Day } from '@/lib/dates/civil-date';
import { durationValue, numberValue } from '@/lib/protocols/compile-protocol';
import type { ResponseRule, SettingValues } from '@/lib/protocols/schema';
import { classifySample } from '@/lib/records/classify-sample';
import { inCollectionOrder } from '@/lib/records/collection-order';
import { countSamples } from './counting-samples';
import { currentRun, findPairs } from './find-pairs';
import type { PlannedSemen, SemenSample, Therapy } from './response';

/** A sample that asks for a second one; fits the plan's trigger facts. */
export interface ConfirmationTrigger {
  readonly trigger: 'motile-positive';
  readonly recordId: string;
  readonly on: Day;
  readonly active: boolean;
  readonly inactiveReason?: 'trigger-withdrawn' | 'superseded' | 'therapy-stopped';
}

export type TriggerSample = SemenSample & { readonly isVoided: boolean };

/**
 * Which motile samples call for a confirmatory one (engine §4): those after which, as far as the samples
 * up to then tell, the response awaits confirmation, unless one so near before it already called.
 * Needs no today, and later samples or the order of entry change nothing. Voided samples are passed on
 * as withdrawn; samples up to the first dose never trigger. `occurrences` is a plan built without these
 * triggers, or empty; it only matters for samples long after the last dose.
 */
export function confirmationTriggers(
  rule: ResponseRule,
  settings: SettingValues,
  samples: readonly TriggerSample[],
  therapy: Therapy,
  occurrences: readonly PlannedSemen[] = [],
): ConfirmationTrigger[] {
  if (rule.kind !== 'consecutive-motile-pair') {
    return [];
  }
  const gapDays = numberValue(rule.pairGapDays, settings);
  const { counting, excluded } = countSamples(
    samples.filter(({ isVoided }) => !isVoided),
    therapy,
    durationValue(rule.countsAfterLastDose, settings),
    occurrences,
  );
  const tooLate = new Set(
    excluded.filter(({ reason }) => reason === 'after-counting-period').map(({ id }) => id),
  );
  return inCollectionOrder(samples)
    .filter(mayTrigger(therapy))
    .map(({ id, on, isVoided }) => {
      const fact = { trigger: 'motile-positive', recordId: id, on } as const;
      if (isVoided) {
        return { ...fact, active: false, inactiveReason: 'trigger-withdrawn' };
      }
      if (tooLate.has(id)) {
        return { ...fact, active: false, inactiveReason: 'therapy-stopped' };
      }
      const upToIt = counting.slice(0, counting.findIndex((sample) => sample.id === id) + 1);
      // Without a pair, all positives of a run lie within the gap of its first, which has called already.
      const isFirstOfRun = currentRun(upToIt)[0]?.id === id;
      return isFirstOfRun && findPairs(upToIt, gapDays).length === 0
        ? { ...fact, active: true }
        : { ...fact, active: false, inactiveReason: 'superseded' };
    });
}

function mayTrigger({ firstDoseOn }: Therapy): (sample: TriggerSample) => boolean {
  return ({ on, content }) =>
    firstDoseOn !== null && on > firstDoseOn && classifySample(content).result === 'motile';
}
