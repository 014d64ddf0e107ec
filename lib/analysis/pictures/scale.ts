export type Scale = (value: number) => number;

type Range = readonly [number, number];

export function linearScale([low, high]: Range, [from, to]: Range): Scale {
  const span = high - low;
  return (value) => (span === 0 ? (from + to) / 2 : from + ((value - low) / span) * (to - from));
}

/** Of positive numbers only: zero has no place on it. */
export function logScale([low, high]: Range, range: Range): Scale {
  const scale = linearScale([Math.log10(low), Math.log10(high)], range);
  return (value) => scale(Math.log10(value));
}

/** The powers of ten around the values, at least one decade. */
export function decades(values: readonly number[]): number[] {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(Math.ceil(Math.log10(Math.max(...values))), low + 1);
  return Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
}

/** Round numbers from at or below the smallest value to at or above the largest; about `count` steps. */
export function ticksAround(low: number, high: number, count: number): number[] {
  const [from, to] = isOneValue(low, high) ? aroundOne(low) : [low, high];
  const rough = (to - from) / count;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.max(Math.ceil(to / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    return Number(((first + index) * step).toPrecision(12));
  });
}

function isOneValue(low: number, high: number): boolean {
  return high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high)) + 1e-12;
}

function aroundOne(value: number): Range {
  const around = Math.abs(value) < 1e-9 ? 1 : Math.abs(value) * 0.2;
  return [value - (value === 0 ? 0 : around), value + around];
}

/** 1,000 and 0.1. */
export function tickText(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}

/** Round ratios for a log axis of odds ratios: 1, 2 and 5 times powers of ten, around the values. */
export function ratioTicks(values: readonly number[]): number[] {
  const powers = decades([1, ...values]);
  const all = powers.flatMap((power) => [power, 2 * power, 5 * power]);
  const [low, high] = [Math.min(1, ...values), Math.max(1, ...values)];
  const from = Math.max(
    0,
    all.findLastIndex((tick) => tick <= low * 1.0001),
  );
  const to = all.findIndex((tick) => tick >= high * 0.9999);
  return all.slice(from, Math.max(to, from + 1) + 1);
}
