import { invariant } from '@/lib/core/invariant';
import type { DataColumn } from '@/lib/export/data-column';

/** A table as it leaves: its name is that of its file, sheet and data frame. */
export interface Table {
  readonly name: string;
  readonly columns: readonly DataColumn[];
}

/**
 * Words of R, SPSS, SAS and Stata that cannot name a column there, in lower case as names are (The R Language
 * Definition 10.3.3; SPSS Command Syntax Reference, Variable Names; Stata [U] 11.3).
 */
const reservedWords = new Set([
  ...['if', 'else', 'repeat', 'while', 'function', 'for', 'next', 'break', 'in', 'true', 'false'],
  ...['null', 'inf', 'nan', 'na', 'all', 'and', 'by', 'eq', 'ge', 'gt', 'le', 'lt', 'ne', 'not'],
  ...['or', 'to', 'with', 'byte', 'double', 'float', 'int', 'long', 'using', 'strl'],
]);

const longestName = 32;

/** Whether R, SPSS, SAS and Stata all take it as it is. */
export function isUsableName(name: string): boolean {
  return (
    /^[a-z][a-z0-9_]*$/.test(name) &&
    name.length <= longestName &&
    // SPSS takes a point or an underscore at the end for a name of its own making.
    !name.endsWith('_') &&
    !reservedWords.has(name)
  );
}

/** @throws where a name is of no use, or used twice: names are of one case, so that no program confuses two */
export function checkedTables<It extends Table>(tables: readonly It[]): readonly It[] {
  for (const names of [
    tables.map(({ name }) => name),
    ...tables.map(({ columns }) => columns.map(({ name }) => name)),
  ]) {
    invariant(new Set(names).size === names.length, `two columns of one name: ${names.join()}`);
    for (const name of names) {
      invariant(isUsableName(name), `a name that programs cannot use: ${name}`);
    }
  }
  return tables;
}
