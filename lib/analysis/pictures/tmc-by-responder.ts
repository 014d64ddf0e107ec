import type { SampleResult } from '../datasets';
import { decades } from './scale';

/** A row of the semen dataset of a snapshot. */
export interface SemenSample {
  readonly subject: string;
  readonly studyDay: number | null;
  readonly result: SampleResult;
  /** Total motile count in sperm; null where it cannot be computed. */
  readonly tmc: number | null;
}

export interface Responder {
  readonly subject: string;
  /** Mean of his two highest TMC on treatment; null where it cannot be computed. */
  readonly tmcResponse: number | null;
}

/**
 * Lines under the axis for what is no number: an absence or an unknown count has no place on a log axis and
 * must not look like a small one (interface, timeline lane 3).
 */
export const tmcLanes = ['not-counted', 'immotile', 'none', 'not-evaluable'] as const;
export type TmcLane = (typeof tmcLanes)[number];

export const tmcLaneNames: Readonly<Record<TmcLane, string>> = {
  'not-counted': 'motile, count not known',
  immotile: 'immotile sperm only',
  none: 'no sperm seen',
  'not-evaluable': 'not examined',
};

export interface TmcMan extends Responder {
  readonly counted: readonly { readonly tmc: number; readonly studyDay: number | null }[];
  /** How many samples stand on each line below the axis. */
  readonly lanes: Readonly<Record<TmcLane, number>>;
}

export interface TmcPicture {
  /** The lowest response first; those without a computable one last. */
  readonly men: readonly TmcMan[];
  /** Powers of ten; null where no sample of anybody has a count. */
  readonly axis: readonly number[] | null;
  readonly lanes: readonly TmcLane[];
}

/** Samples from the first dose on of each responder; null without a responder. */
export function tmcByResponder(
  responders: readonly Responder[],
  samples: readonly SemenSample[],
): TmcPicture | null {
  if (responders.length === 0) {
    return null;
  }
  const onTreatment = samples.filter(({ studyDay }) => studyDay === null || studyDay > 0);
  const bySubject = new Map<string, SemenSample[]>();
  for (const sample of onTreatment) {
    bySubject.set(sample.subject, [...(bySubject.get(sample.subject) ?? []), sample]);
  }
  const men = responders
    .map((responder) => manOf(responder, bySubject.get(responder.subject) ?? []))
    .sort(byResponse);
  const values = men.flatMap(({ counted, tmcResponse }) => [
    ...counted.map(({ tmc }) => tmc),
    ...(tmcResponse === null || tmcResponse <= 0 ? [] : [tmcResponse]),
  ]);
  return {
    men,
    axis: values.length === 0 ? null : decades(values),
    lanes: tmcLanes.filter((lane) => men.some(({ lanes }) => lanes[lane] > 0)),
  };
}

function manOf(responder: Responder, samples: readonly SemenSample[]): TmcMan {
  const lanes: Record<TmcLane, number> = {
    'not-counted': 0,
    immotile: 0,
    none: 0,
    'not-evaluable': 0,
  };
  const counted: { tmc: number; studyDay: number | null }[] = [];
  for (const { result, tmc, studyDay } of samples) {
    if (result !== 'motile') {
      lanes[result] += 1;
    } else if (tmc === null || tmc <= 0) {
      lanes['not-counted'] += 1;
    } else {
      counted.push({ tmc, studyDay });
    }
  }
  return { ...responder, counted, lanes };
}

function byResponse(one: TmcMan, other: TmcMan): number {
  const [a, b] = [
    one.tmcResponse ?? Number.POSITIVE_INFINITY,
    other.tmcResponse ?? Number.POSITIVE_INFINITY,
  ];
  return a === b ? (one.subject < other.subject ? -1 : 1) : a - b;
}
