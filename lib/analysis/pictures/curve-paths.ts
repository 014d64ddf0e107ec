import type { CurvePoint } from './kaplan-meier';
import type { Scale } from './scale';

/** A curve of steps from nobody at time 0: as flat as before until a time, then up to its share. */
export function stepPath(points: readonly CurvePoint[], x: Scale, y: Scale): string {
  return [
    `M ${x(0)} ${y(0)}`,
    ...points.map(({ time, cumulative }) => `H ${x(time)} V ${y(cumulative)}`),
  ].join(' ');
}

/** Between the limits of the same steps, each until the next; null where no time has limits. */
export function bandPath(points: readonly CurvePoint[], x: Scale, y: Scale): string | null {
  const known = points.flatMap(({ time, low, high }) =>
    low === null || high === null ? [] : [{ time, low, high }],
  );
  if (known.length === 0) {
    return null;
  }
  const end = Math.max(...points.map(({ time }) => time));
  return [
    `M ${x(0)} ${y(0)}`,
    ...known.map(({ time, high }) => `H ${x(time)} V ${y(high)}`),
    `H ${x(end)}`,
    ...known.toReversed().map(({ time, low }) => `V ${y(low)} H ${x(time)}`),
    `V ${y(0)} Z`,
  ].join(' ');
}
