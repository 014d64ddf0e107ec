import { addDays, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { IcsiCycleInput, TransferOutcome } from '@/lib/records/icsi-cycle';
import type { Random } from './random';

/** What a source prints of a cycle, or what a scenario wants of it; the rest is invented round it. */
export interface PlannedCycle {
  readonly spermSource: NonNullable<IcsiCycleInput['spermSource']>;
  readonly eggs: number;
  /** Left out where embryos were not tested. */
  readonly euploid?: number;
  readonly transfers?: readonly PlannedTransfer[];
  readonly note?: string;
}

/** Of one embryo. */
export interface PlannedTransfer {
  /** After the oocyte retrieval. */
  readonly afterDays: number;
  readonly outcome: TransferOutcome;
  /** Where the outcome does not say it. */
  readonly wasPregnant?: boolean;
  /** Of an ongoing pregnancy: after the transfer. */
  readonly seenAfterDays?: number;
}

/** Day 3 fresh (S1 Embryonic development), later as a thawed blastocyst. */
const freshUntil = 3;

/** Days after the transfer: the test of 14 days (S1), then invented; an ongoing pregnancy has its own day. */
const outcomeAfter: Partial<Record<TransferOutcome, number>> = {
  'not-pregnant': 14,
  'biochemical-only': 17,
  miscarriage: 46,
  'live-birth': 262,
};

export function icsiCycleOf(random: Random, retrievedOn: Day, cycle: PlannedCycle): IcsiCycleInput {
  const { spermSource, eggs, euploid, transfers = [], note = '' } = cycle;
  const fresh = transfers.filter(({ afterDays }) => afterDays <= freshUntil).length;
  const needed = Math.max(transfers.length, fresh + (euploid ?? 0));
  const mature = Math.max(needed, eggs - random.between(0, 2));
  const fertilized = Math.max(needed, mature - random.between(1, 4));
  const embryos = Math.max(needed, fertilized - random.between(0, 3));
  return {
    spermSource,
    eggsRetrieved: Math.max(eggs, needed),
    eggsMature: mature,
    fertilized,
    embryos,
    embryosFrozen: euploid ?? embryos - fresh,
    ...(euploid === undefined ? {} : { euploid }),
    transfers: transfers.map((transfer) => transferOf(retrievedOn, transfer)),
    note,
  };
}

function transferOf(
  retrievedOn: Day,
  { afterDays, outcome, wasPregnant, seenAfterDays }: PlannedTransfer,
): NonNullable<IcsiCycleInput['transfers']>[number] {
  const on = addDays(retrievedOn, afterDays);
  const isFresh = afterDays <= freshUntil;
  const settledAfter = seenAfterDays ?? outcomeAfter[outcome];
  return {
    on: toCivilDate(on),
    embryos: 1,
    origin: isFresh ? 'fresh' : 'frozen',
    stage: isFresh ? 'cleavage' : 'blastocyst',
    outcome,
    outcomeOn: settledAfter === undefined ? null : toCivilDate(addDays(on, settledAfter)),
    ...(wasPregnant ? { biochemicalPregnancy: 'yes', clinicalPregnancy: 'yes' } : {}),
    ...(outcome === 'live-birth' ? { liveBorn: 1 } : {}),
  };
}
