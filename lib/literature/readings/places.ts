import type { Analysis, Argument, Method } from '@/lib/analysis/analysis';
import type { At, ClinicSource, GroupCount } from '../clinic-source';

export function analysis(
  id: string,
  method: Method,
  given: Readonly<Record<string, Argument>>,
): Analysis {
  return { id: `paper-${id}`, method, arguments: given };
}

export function at(id: string, row: string, column = 'all'): At {
  return { analysis: `paper-${id}`, row, column };
}

export function line(place: At, more: { printedTotal?: number } = {}): ClinicSource {
  return { from: 'line', at: place, ...more };
}

export function counts(...places: readonly At[]): ClinicSource {
  return { from: 'counts', at: places };
}

export function without(...places: readonly At[]): ClinicSource {
  return { from: 'counts', at: places, complement: true };
}

export function test(id: string, statistic: string, row = ''): ClinicSource {
  return { from: 'figure', place: { ...at(id, row, 'test'), statistic } };
}

export function groups(columns: readonly string[], count: GroupCount): ClinicSource {
  return { from: 'groups', columns, count };
}

/** Men with these values. */
export function menWith(where: Readonly<Record<string, string | boolean>>): ClinicSource {
  return groups(Object.keys(where), (values) => {
    return Object.entries(where).every(([name, value]) => values[name] === value) ? 1 : 0;
  });
}

export function nowhere(why: string): ClinicSource {
  return { from: 'nowhere', why };
}

export function numberIn(value: string | number | boolean | null | undefined): number {
  return typeof value === 'number' ? value : 0;
}
