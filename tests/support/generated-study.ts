import { type DatasetName, datasetColumns, datasetNames } from '@/lib/analysis/datasets';
import { defaultOptions, planScope } from '@/lib/analysis/plan-options';
import { standardPlan } from '@/lib/analysis/standard-plan';
import { type Random, seededRandom } from '@/lib/demo/random';
import type { CsvValue } from '@/lib/export/csv';
import type { DataColumn } from '@/lib/export/data-column';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { TestStudy } from './r';

/** Every column of every dataset, filled at random with a tenth missing, and the plan of the tables over it. */
export function generatedStudy(protocol: CompiledProtocol, men: number): TestStudy {
  const random = seededRandom(`${protocol.definition.code} ${men}`);
  const scope = planScope(protocol);
  return {
    datasets: Object.fromEntries(
      datasetNames.map((name) => [name, generatedTable(name, protocol, men, random)]),
    ),
    columns: datasetNames.flatMap((name) => datasetColumns(name, protocol)),
    plan: standardPlan(scope, defaultOptions(scope)),
  };
}

function generatedTable(
  name: DatasetName,
  protocol: CompiledProtocol,
  men: number,
  random: Random,
): Record<string, CsvValue[]> {
  const rowsPerMan = name === 'subjects' ? 1 : 3;
  return Object.fromEntries(
    datasetColumns(name, protocol).map((column) => [
      column.name,
      Array.from({ length: men * rowsPerMan }, (_row, index) =>
        generatedValue(column, Math.floor(index / rowsPerMan), random),
      ),
    ]),
  );
}

function generatedValue(column: DataColumn, man: number, random: Random): CsvValue {
  if (column.name === 'subject' || column.name === 'study_id') {
    return `P-${man + 1}`;
  }
  if (column.type !== 'text' && random.next() < 0.1) {
    return null;
  }
  switch (column.type) {
    case 'number':
      return column.name === 'worst_grade' ? random.between(1, 5) : random.between(0, 400) / 4;
    case 'flag':
      return random.next() < 0.4;
    case 'choice': {
      const [first, ...rest] = (column.levels ?? []).map(({ key }) => key);
      return first === undefined ? null : random.pick([first, ...rest]);
    }
    case 'date':
      return `2024-0${random.between(1, 9)}-1${random.between(0, 9)}`;
    case 'text':
      return `text-${random.between(1, 9)}`;
  }
}
