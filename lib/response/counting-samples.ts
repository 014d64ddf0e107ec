import type { Day } from '@/lib/dates/civil-date';
import { addDuration, type Duration } from '@/lib/dates/duration';
import { classifySample, type SampleClass } from '@/lib/records/classify-sample';
import { inCollectionOrder } from '@/lib/records/collection-order';
import type { ExclusionReason, PlannedSemen, SemenSample, Therapy } from './response';

export type ClassifiedSample = SemenSample & { readonly classified: SampleClass };

export interface CountedSamples {
  readonly counting: readonly ClassifiedSample[];
  readonly excluded: readonly { readonly id: string; readonly reason: ExclusionReason }[];
}

/**
 * Which samples count (engine §5): after the first-dose day, and on drug, or shortly after the last
 * dose, or inside the window of a semen occurrence that opened on drug.
 */
export function countSamples(
  samples: readonly SemenSample[],
  therapy: Therapy,
  countsAfterLastDose: Duration,
  occurrences: readonly PlannedSemen[],
): CountedSamples {
  const windows = occurrences.filter((occurrence) => openedOnDrug(occurrence, therapy));
  const counting: ClassifiedSample[] = [];
  const excluded: { id: string; reason: ExclusionReason }[] = [];
  for (const sample of inCollectionOrder(samples)) {
    const reason = exclusionReason(sample.on, therapy, countsAfterLastDose, windows);
    if (reason === null) {
      counting.push({ ...sample, classified: classifySample(sample.content) });
    } else {
      excluded.push({ id: sample.id, reason });
    }
  }
  return { counting, excluded };
}

function exclusionReason(
  on: Day,
  { firstDoseOn, lastDoseOn }: Therapy,
  countsAfterLastDose: Duration,
  windowsOpenedOnDrug: readonly PlannedSemen[],
): ExclusionReason | null {
  if (firstDoseOn === null || on <= firstDoseOn) {
    return 'before-therapy';
  }
  if (lastDoseOn === null || on <= addDuration(lastDoseOn, countsAfterLastDose)) {
    return null;
  }
  return windowsOpenedOnDrug.some((window) => includes(window, on))
    ? null
    : 'after-counting-period';
}

function openedOnDrug(
  { kind, opensOn, notApplicableReason }: PlannedSemen,
  { firstDoseOn, lastDoseOn }: Therapy,
): boolean {
  return (
    kind === 'semen-analysis' &&
    notApplicableReason === null &&
    opensOn !== null &&
    firstDoseOn !== null &&
    opensOn > firstDoseOn &&
    (lastDoseOn === null || opensOn <= lastDoseOn)
  );
}

function includes({ opensOn, closesOn }: PlannedSemen, on: Day): boolean {
  return opensOn !== null && on >= opensOn && closesOn !== null && on <= closesOn;
}

/** A window that opens off drug stays open only as long as samples count at all. */
export function cutToCounting(
  window: PlannedSemen,
  therapy: Therapy,
  countsAfterLastDose: Duration,
): PlannedSemen {
  if (window.closesOn === null || therapy.lastDoseOn === null || openedOnDrug(window, therapy)) {
    return window;
  }
  const countsUntil = addDuration(therapy.lastDoseOn, countsAfterLastDose);
  return { ...window, closesOn: Math.min(window.closesOn, countsUntil) as Day };
}
