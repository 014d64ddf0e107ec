import { invariant } from '@/lib/core/invariant';
import { fitQuantiles, type Knot, misfit, type Printed, quantile } from './fit-sample';
import { type Random, seededRandom } from './random';

/** S1 Table 1: lower quartile, median and upper quartile as printed, of the 542 men who had micro-TESE. */
type Quartiles = readonly [lower: Printed, median: Printed, upper: Printed];
const shares = [0.25, 0.5, 0.75] as const;

interface TableOneRow {
  readonly overall: Quartiles;
  readonly untreated: Quartiles;
  readonly treated: Quartiles;
  /** Invented; the paper prints no extremes. */
  readonly extremes: readonly [lowest: number, highest: number];
  readonly decimals: number;
  /** Men without the value: printed for both arms together, divided here. */
  readonly missing: Readonly<Record<Arm, number>>;
  /** How the values between two quartiles lean (fitQuantiles), so that the printed rank-sum p comes out. */
  readonly lean: Readonly<Record<Arm, number>>;
}

const none = { untreated: 0, treated: 0 };

const tableOne = {
  ageYears: {
    overall: ['28.00', '31.00', '34.00'],
    untreated: ['28.00', '32.00', '35.00'],
    treated: ['28.00', '30.00', '33.00'],
    extremes: [21, 50],
    decimals: 0,
    missing: none,
    lean: { untreated: 0.8, treated: 1.15 },
  },
  infertilityYears: {
    overall: ['2.00', '3.00', '5.00'],
    untreated: ['2.00', '3.00', '5.00'],
    treated: ['2.00', '3.00', '5.00'],
    extremes: [1, 14],
    decimals: 0,
    missing: none,
    lean: { untreated: 1.25, treated: 1.72 },
  },
  bodyMassIndex: {
    overall: ['20.80', '22.00', '24.80'],
    untreated: ['20.80', '21.80', '24.30'],
    treated: ['20.80', '22.30', '25.00'],
    extremes: [17.2, 33.4],
    decimals: 2,
    missing: none,
    lean: { untreated: 0.78, treated: 0.99 },
  },
  testicularVolumeMl: {
    overall: ['5.12', '6.20', '7.90'],
    untreated: ['5.10', '6.10', '7.80'],
    treated: ['5.20', '6.20', '8.10'],
    extremes: [2.4, 15.2],
    decimals: 2,
    missing: none,
    lean: { untreated: 1.17, treated: 0.86 },
  },
  lh: {
    overall: ['4.78', '7.03', '9.94'],
    untreated: ['4.68', '6.95', '10.11'],
    treated: ['4.89', '7.08', '9.93'],
    extremes: [1.8, 24],
    decimals: 2,
    missing: { untreated: 6, treated: 14 },
    lean: { untreated: 0.98, treated: 0.93 },
  },
  fsh: {
    overall: ['12.60', '18.08', '24.53'],
    untreated: ['12.30', '18.39', '24.68'],
    treated: ['12.69', '17.98', '24.25'],
    extremes: [3.1, 52],
    decimals: 2,
    missing: { untreated: 6, treated: 14 },
    lean: { untreated: 1.52, treated: 1.26 },
  },
  testosteroneNmolPerL: {
    overall: ['9.21', '13.61', '18.70'],
    untreated: ['8.83', '13.66', '19.63'],
    treated: ['9.48', '13.59', '17.96'],
    extremes: [3, 33],
    decimals: 2,
    missing: { untreated: 12, treated: 25 },
    lean: { untreated: 1.3, treated: 0.95 },
  },
  estradiolPmolPerL: {
    overall: ['58.75', '80.00', '108.25'],
    untreated: ['55.75', '80.00', '109.50'],
    treated: ['59.75', '81.00', '108.00'],
    extremes: [25, 210],
    decimals: 2,
    missing: { untreated: 15, treated: 31 },
    lean: { untreated: 1.07, treated: 1.18 },
  },
  prolactinNgPerMl: {
    overall: ['7.34', '9.69', '13.21'],
    untreated: ['6.76', '8.99', '12.33'],
    treated: ['7.70', '10.00', '13.40'],
    extremes: [2.6, 31],
    decimals: 2,
    missing: { untreated: 20, treated: 43 },
    lean: { untreated: 1.2, treated: 1 },
  },
} as const satisfies Record<string, TableOneRow>;

export type Characteristic = keyof typeof tableOne;
/** A characteristic that was not measured in this man is null. */
export type Baseline = Readonly<Record<Characteristic, number | null>>;

export const operatedMen = { untreated: 174, treated: 368 } as const;
type Arm = keyof typeof operatedMen;
const arms = ['untreated', 'treated'] as const satisfies readonly Arm[];

/**
 * Baselines of the men who were operated: every quartile of both arms and of all 542 is the printed one.
 * The values between the quartiles lean so that the rank-sum test of both arms gives the printed p.
 */
export function fitBaselines(): Readonly<Record<Arm, readonly Baseline[]>> {
  const columns = Object.entries(tableOne).map(
    ([name, row]) => [name, fitColumn(name, row)] as const,
  );
  const baselinesOf = (arm: Arm) =>
    Array.from({ length: operatedMen[arm] }, (_, man) => {
      const values = columns.map(([name, column]) => [name, column[arm][man] ?? null]);
      return Object.fromEntries(values) as Baseline;
    });
  return { untreated: baselinesOf('untreated'), treated: baselinesOf('treated') };
}

function fitColumn(name: string, row: TableOneRow): Record<Arm, (number | null)[]> {
  const random = seededRandom(`S1 ${name}`);
  const sampleOf = (arm: Arm) =>
    fitQuantiles(
      random,
      operatedMen[arm] - row.missing[arm],
      knotsOf(row[arm], row.extremes),
      row.decimals,
      row.lean[arm],
    );
  const fitted = fitPooled({ untreated: sampleOf('untreated'), treated: sampleOf('treated') }, row);
  return {
    untreated: withMissing(random, fitted.untreated, row.missing.untreated),
    treated: withMissing(random, fitted.treated, row.missing.treated),
  };
}

function knotsOf(quartiles: Quartiles, [lowest, highest]: TableOneRow['extremes']): Knot[] {
  const inner = shares.map((share, index): Knot => [share, Number(quartiles[index])]);
  return [[0, lowest], ...inner, [1, highest]];
}

/** In half-units of the last printed digit; a little below 1, where rounding could go either way. */
const fits = 0.95;

type Samples = Readonly<Record<Arm, readonly number[]>>;

/**
 * Both arms already have their printed quartiles. Moves single values onto a printed quartile of all
 * men, the best move first, until those fit too. @throws when no move helps any more.
 */
function fitPooled(start: Samples, row: TableOneRow): Samples {
  let best = { samples: start, misfit: pooledMisfit(start, row) };
  while (best.misfit >= fits) {
    let next = best;
    for (const samples of candidates(best.samples, row)) {
      const candidate = { samples, misfit: pooledMisfit(samples, row) };
      if (candidate.misfit < next.misfit && armsFit(samples, row)) {
        next = candidate;
      }
    }
    invariant(next !== best, 'these printed quartiles cannot be fitted together');
    best = next;
  }
  return best.samples;
}

/** Each arm with one value from round a present pooled quartile moved onto the printed one. */
function* candidates(samples: Samples, row: TableOneRow): Generator<Samples> {
  const pooled = [...samples.untreated, ...samples.treated];
  for (const [quartile, share] of shares.entries()) {
    const goal = Number(row.overall[quartile]);
    const present = quantile(pooled, share);
    for (const arm of arms) {
      const nearest = [...samples[arm].entries()]
        .sort(([, a], [, b]) => Math.abs(a - present) - Math.abs(b - present))
        .filter(([, value]) => value !== goal)
        .slice(0, 12);
      for (const [index] of nearest) {
        yield { ...samples, [arm]: samples[arm].with(index, goal) };
      }
    }
  }
}

function pooledMisfit({ untreated, treated }: Samples, row: TableOneRow): number {
  return worstMisfit([...untreated, ...treated], row.overall);
}

function armsFit(samples: Samples, row: TableOneRow): boolean {
  return arms.every((arm) => worstMisfit(samples[arm], row[arm]) < 1);
}

/** Adds a little of the others to the worst, so that progress on any of them counts. */
function worstMisfit(values: readonly number[], quartiles: Quartiles): number {
  const misfits = shares.map((share, index) =>
    misfit(quantile(values, share), quartiles[index] ?? ''),
  );
  const worst = Math.max(...misfits);
  return worst < fits ? worst : misfits.reduce((sum, each) => sum + each, 0);
}

function withMissing(
  random: Random,
  values: readonly number[],
  missing: number,
): (number | null)[] {
  return random.shuffle([...values, ...Array.from({ length: missing }, () => null)]);
}
