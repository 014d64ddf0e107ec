import type { Certainty } from '@/lib/core/certainty';
import { type IcsiCycle, pregnanciesOf } from './icsi-cycle';

/** What came of cycles of ICSI. A sum counts what is recorded; a count that is not recorded adds nothing. */
export interface CycleTotals {
  readonly cycles: number;
  readonly eggs: number;
  readonly mature: number;
  readonly fertilized: number;
  readonly embryos: number;
  readonly euploid: number;
  readonly transfers: number;
  readonly biochemical: number;
  readonly clinical: number;
  readonly miscarriages: number;
  /** Deliveries: twins are one live birth. */
  readonly liveBirths: number;
  /** Children. */
  readonly liveBorn: number;
}

export function cycleTotals(cycles: readonly IcsiCycle[]): CycleTotals {
  const transfers = cycles.flatMap((cycle) => cycle.transfers);
  const pregnancies = transfers.map(pregnanciesOf);
  const withOutcome = (outcome: string) =>
    transfers.filter((transfer) => transfer.outcome === outcome);
  const births = withOutcome('live-birth');
  return {
    cycles: cycles.length,
    eggs: sumOf(cycles.map(({ eggsRetrieved }) => eggsRetrieved)),
    mature: sumOf(cycles.map(({ eggsMature }) => eggsMature)),
    fertilized: sumOf(cycles.map(({ fertilized }) => fertilized)),
    embryos: sumOf(cycles.map(({ embryos }) => embryos)),
    euploid: sumOf(cycles.map(({ euploid }) => euploid)),
    transfers: transfers.length,
    biochemical: countYes(pregnancies.map(({ biochemical }) => biochemical)),
    clinical: countYes(pregnancies.map(({ clinical }) => clinical)),
    miscarriages: withOutcome('miscarriage').length,
    liveBirths: births.length,
    liveBorn: sumOf(births.map(({ liveBorn }) => liveBorn)),
  };
}

function sumOf(counts: readonly (number | null)[]): number {
  return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function countYes(answers: readonly Certainty[]): number {
  return answers.filter((answer) => answer === 'yes').length;
}
