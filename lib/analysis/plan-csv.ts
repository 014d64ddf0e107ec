import { type CsvValue, csvLine } from '@/lib/export/csv';
import type { Analysis, Argument } from './analysis';

/** plan.csv: one line per value of an argument; an analysis without arguments has one line without any. */
export function planCsv(plan: readonly Analysis[]): string {
  const header = csvLine(['analysis', 'method', 'argument', 'position', 'type', 'value']);
  return [header, ...plan.flatMap(linesOf)].join('');
}

function linesOf({ id, method, arguments: given }: Analysis): string[] {
  const values = Object.entries(given).flatMap(([name, argument]) => valuesOf(name, argument));
  return values.length > 0
    ? values.map((value) => csvLine([id, method, ...value]))
    : [csvLine([id, method, null, null, null, null])];
}

/** An empty list keeps its line, without a value: it is not the same as an argument that is not given. */
function valuesOf(name: string, argument: Argument): CsvValue[][] {
  const values: readonly CsvValue[] = typeof argument === 'object' ? argument : [argument];
  const type = typeof values[0] === 'number' ? 'number' : 'text';
  return values.length > 0
    ? values.map((value, index) => [name, index + 1, type, value])
    : [[name, 1, type, null]];
}
