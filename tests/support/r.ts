// Runs an analysis folder with the R of the program (WebAssembly) and with a stock R beside it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import type { Analysis } from '@/lib/analysis/analysis';
import { dictionaryCsv } from '@/lib/analysis/dictionary-csv';
import { planCsv } from '@/lib/analysis/plan-csv';
import type { AnalysisResults } from '@/lib/analysis/results';
import { parseResultsCsv } from '@/lib/analysis/results-csv';
import { type CsvValue, csvLine } from '@/lib/export/csv';
import type { DataColumn } from '@/lib/export/data-column';
import { rSources } from '@/lib/server/statistics/r-files';
import { type RFolder, type RLimits, runPlan } from '@/lib/server/statistics/run-plan';
import { provideProgram } from './installed-program';

/** Columns of a dataset by name, all of one length; null is missing. */
type Table = Readonly<Record<string, readonly CsvValue[]>>;

export interface TestStudy {
  readonly datasets: Readonly<Record<string, Table>>;
  /** Of columns whose type does not show: booleans are flags, numbers numbers, texts choices without an order. */
  readonly columns?: readonly (Pick<DataColumn, 'name'> & Partial<DataColumn>)[];
  readonly plan: readonly Analysis[];
}

/** What both say, after comparing them: 10 digits in closed form, 6 of an iterative fit. */
export async function runInBoth(study: TestStudy): Promise<AnalysisResults> {
  const [web, stock] = [await runInWebR(study), await runInStockR(study)];
  const version = 'environment';
  expect(web.rows.filter(({ analysis }) => analysis !== version).map(withoutNumber)).toEqual(
    stock.rows.filter(({ analysis }) => analysis !== version).map(withoutNumber),
  );
  const apart = web.rows.filter((row) => {
    const other = stock.figure(row);
    return (
      row.value !== null &&
      other.kind === 'number' &&
      !isClose(row.value, other.value, row.precision)
    );
  });
  expect(apart).toEqual([]);
  return web;
}

const withoutNumber = ({ value, ...rest }: AnalysisResults['rows'][number]) => ({
  ...rest,
  isNumber: value !== null,
});

function isClose(one: number, other: number, precision: 'closed' | 'iterative'): boolean {
  const tolerance = precision === 'closed' ? 1e-10 : 1e-6;
  return Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other), 1e-2);
}

export async function runInWebR(study: TestStudy): Promise<AnalysisResults> {
  return parseResultsCsv(await runPlan(folderOf(study), rLimits));
}

export const rLimits: RLimits = { seconds: 60, megabytes: 1536, idleSeconds: 60 };

/** The study as the program hands it to R. */
export function folderOf(study: TestStudy): RFolder {
  return {
    dataKey: JSON.stringify([study.datasets, study.columns]),
    dictionary: dictionaryOf(study),
    dataset: async function* (name) {
      yield Buffer.from(csvOf(study.datasets[name] ?? {}));
    },
    plan: study.plan,
  };
}

/** Prints the messages of R, which name what failed. */
export async function runInStockR(study: TestStudy): Promise<AnalysisResults> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sertoli-r-'));
  try {
    mkdirSync(path.join(folder, 'R'));
    mkdirSync(path.join(folder, 'data'));
    for (const { path: name, text } of await rSources()) {
      writeFileSync(path.join(folder, name), text);
    }
    writeFileSync(path.join(folder, 'dictionary.csv'), dictionaryOf(study));
    writeFileSync(path.join(folder, 'plan.csv'), planCsv(study.plan));
    for (const [name, table] of Object.entries(study.datasets)) {
      writeFileSync(path.join(folder, 'data', `${name}.csv`), csvOf(table));
    }
    runScript(folder, 'run.R');
    return parseResultsCsv(readFileSync(path.join(folder, 'results.csv'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the script prints. @throws with what R said if it fails. */
export function runScript(folder: string, script: string, ...args: readonly string[]): string {
  const ran = spawnSync(provideR(), [script, ...args], { cwd: folder, encoding: 'utf8' });
  if (ran.stderr) {
    process.stderr.write(ran.stderr);
  }
  if (ran.status !== 0) {
    throw new Error(`R failed on ${script}: ${ran.stdout}${ran.stderr}`);
  }
  return ran.stdout;
}

const packages = ['r-base-core', 'r-cran-mass', 'r-cran-survival'];

function provideR(): string {
  return provideProgram({
    title: 'stock R',
    variable: 'RSCRIPT_PATH',
    places: ['/usr/bin/Rscript', '/usr/local/bin/Rscript', '/opt/homebrew/bin/Rscript'],
    packages,
    advice: `install ${packages.join(', ')}, or set RSCRIPT_PATH to Rscript of R 4.2 or newer with the packages MASS and survival.`,
  });
}

const csvOf = (table: Table) => {
  const columns = Object.values(table);
  const lines = (columns[0] ?? []).map((_value, index) =>
    csvLine(columns.map((column) => column[index] ?? null)),
  );
  return [csvLine(Object.keys(table)), ...lines].join('');
};

function dictionaryOf({ datasets, columns = [] }: TestStudy): string {
  const described = Object.entries(datasets).map(([dataset, table]) => [
    dataset,
    Object.entries(table).map(
      ([name, values]): DataColumn => ({
        name,
        type: typeOf(values),
        label: name,
        section: 'baseline',
        ...columns.find((given) => given.name === name),
      }),
    ),
  ]);
  return dictionaryCsv(Object.fromEntries(described));
}

function typeOf(values: readonly CsvValue[]): DataColumn['type'] {
  const value = values.find((given) => given !== null);
  if (typeof value === 'boolean') {
    return 'flag';
  }
  return typeof value === 'number' ? 'number' : 'choice';
}
