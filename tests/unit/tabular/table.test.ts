import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DatasetName, datasetNames } from '@/lib/analysis/datasets';
import { frozenColumns } from '@/lib/analysis/snapshot';
import { disclosedColumns } from '@/lib/deidentification/disclosed-columns';
import { type DisclosureMode, disclosureModes } from '@/lib/export/disclosure-mode';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { codebookRows } from '@/lib/tabular/codebook';
import { checkedTables, isUsableName } from '@/lib/tabular/table';

const tablesOf = (definition: (typeof protocolLibrary)[number], mode: DisclosureMode) => {
  const columns = frozenColumns(compileProtocol(definition));
  return datasetNames.map((name: DatasetName) => ({
    name,
    columns: disclosedColumns(name, columns[name], mode),
  }));
};

const cases = protocolLibrary.flatMap((definition) =>
  disclosureModes.map((mode) => [definition.code, mode, definition] as const),
);

describe('a name of a column', () => {
  test.each(['subject', 'study_id', 'fsh_baseline', 'a2345678901234567890123456789012'])(
    '%s is taken by R, SPSS, SAS and Stata',
    (name) => {
      expect(isUsableName(name)).toBe(true);
    },
  );

  test.each([
    '',
    '1st',
    '_tmc',
    'Arm',
    'day.1',
    'day-1',
    'with',
    'if',
    'by',
    'all',
    'long',
    'tmc_',
    'größe',
    'a23456789012345678901234567890123',
  ])('%j is not', (name) => {
    expect(isUsableName(name)).toBe(false);
  });

  test('stands for one column of its table', () => {
    const column = { name: 'arm', label: 'Arm', type: 'text', section: 'enrollment' } as const;
    expect(() => checkedTables([{ name: 'men', columns: [column, column] }])).toThrow('one name');
    expect(() => checkedTables([{ name: 'men', columns: [{ ...column, name: 'to' }] }])).toThrow(
      'cannot use: to',
    );
  });

  test.each(cases)('%s, %s: each is usable and alone', (_code, mode, definition) => {
    expect(() => checkedTables(tablesOf(definition, mode))).not.toThrow();
  });

  test.each(protocolLibrary.map((definition) => [definition.code, definition] as const))(
    '%s: those of every table stay, because scripts of others use them',
    async (code, definition) => {
      const names = tablesOf(definition, 'limited').map(
        ({ name, columns }) => `${name}\n${columns.map((column) => `  ${column.name}\n`).join('')}`,
      );
      await expect(names.join('')).toMatchFileSnapshot(
        path.join(import.meta.dirname, `../../fixtures/column-names/${code}.txt`),
      );
    },
  );
});

describe('the codebook', () => {
  test('lists what each value stands for, and no label of a column twice', () => {
    expect(
      codebookRows([
        {
          name: 'men',
          columns: [
            { name: 'treated', label: 'Treated', type: 'flag', section: 'enrollment' },
            {
              name: 'arm',
              label: 'Arm',
              type: 'choice',
              levels: [
                { key: 'b', label: 'Drug' },
                { key: 'a', label: 'Drug' },
                { key: 'c', label: 'None' },
              ],
              section: 'enrollment',
            },
            { name: 'age', label: 'Age', type: 'number', section: 'enrollment' },
          ],
        },
      ]),
    ).toEqual([
      ['table', 'column', 'position', 'value', 'label'],
      ['men', 'treated', 1, '0', 'No'],
      ['men', 'treated', 2, '1', 'Yes'],
      ['men', 'arm', 1, 'b', 'Drug (b)'],
      ['men', 'arm', 2, 'a', 'Drug (a)'],
      ['men', 'arm', 3, 'c', 'None'],
    ]);
  });
});
