/** One line of the results. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  /** Null: shown for comparison, nothing is asked of it. */
  readonly target: string | null;
  readonly isMet: boolean;
}

export function reported(name: string, measured: string): Figure {
  return { name, measured, target: null, isMet: true };
}

/** @param portion 0.5 for the median, 0.95 for the 95th percentile; nearest rank */
export function percentile(values: readonly number[], portion: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * portion) - 1)];
  if (value === undefined) {
    throw new Error('no values');
  }
  return value;
}

export const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
export const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
export const counted = (value: number) => Math.round(value).toLocaleString('en-US');
