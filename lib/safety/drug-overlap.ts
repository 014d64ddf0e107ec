import type { Day } from '@/lib/dates/civil-date';
import type { DrugClass } from '@/lib/records/concomitant-drug';
import type { Drug } from '@/lib/records/therapy';
import type { SafetyConcomitantDrug, SafetyFacts, TherapyInterval } from './safety-facts';

export interface DrugOverlap {
  readonly drug: SafetyConcomitantDrug;
  readonly therapy: TherapyInterval;
  /** First day on both; with unknown dates the first possible one. */
  readonly from: Day;
  /** Whether some day is known on which both were taken. */
  readonly certainty: 'yes' | 'unknown';
}

/** Each drug of the classes that was taken, or may have been taken, during therapy: its first such time. */
export function findOverlaps(
  { concomitantDrugs, therapies }: SafetyFacts,
  classes: readonly DrugClass[],
  during: readonly Drug[],
): readonly DrugOverlap[] {
  const relevant = inOrder(therapies, during);
  return concomitantDrugs
    .filter(({ drugClass }) => classes.includes(drugClass))
    .flatMap((drug) => {
      const overlaps = relevant
        .filter((therapy) => mayOverlap(drug, therapy))
        .map((therapy) => overlapOf(drug, therapy));
      return overlaps.find(({ certainty }) => certainty === 'yes') ?? overlaps[0] ?? [];
    });
}

export function firstTherapy(
  therapies: readonly TherapyInterval[],
  drugs: readonly Drug[],
): TherapyInterval | null {
  return inOrder(therapies, drugs)[0] ?? null;
}

function inOrder(
  therapies: readonly TherapyInterval[],
  drugs: readonly Drug[],
): readonly TherapyInterval[] {
  return therapies
    .filter(({ drug }) => drugs.includes(drug))
    .toSorted((a, b) => a.from - b.from || drugs.indexOf(a.drug) - drugs.indexOf(b.drug));
}

function mayOverlap(drug: SafetyConcomitantDrug, therapy: TherapyInterval): boolean {
  const endsBefore = drug.stoppedOn !== null && drug.stoppedOn < therapy.from;
  const startsAfter = drug.startedOn !== null && therapy.to !== null && drug.startedOn > therapy.to;
  return !endsBefore && !startsAfter;
}

function overlapOf(drug: SafetyConcomitantDrug, therapy: TherapyInterval): DrugOverlap {
  const { startedOn } = drug;
  return {
    drug,
    therapy,
    from: startedOn !== null && startedOn > therapy.from ? startedOn : therapy.from,
    certainty: isKnownToOverlap(drug, therapy) ? 'yes' : 'unknown',
  };
}

/** Of drugs that may overlap: some day of use at or after the start of therapy, and one at or before its end, is known. */
function isKnownToOverlap(drug: SafetyConcomitantDrug, therapy: TherapyInterval): boolean {
  const { startedOn, stoppedOn, ongoing } = drug;
  const reachesStart =
    ongoing || stoppedOn !== null || (startedOn !== null && startedOn >= therapy.from);
  const beginsByEnd =
    startedOn !== null ||
    (therapy.to === null
      ? ongoing || stoppedOn !== null
      : stoppedOn !== null && stoppedOn <= therapy.to);
  return reachesStart && beginsByEnd;
}
