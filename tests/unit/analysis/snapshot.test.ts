import { describe, expect, test } from 'vitest';
import { datasetNames } from '@/lib/analysis/datasets';
import { frozenColumns, frozenDefinitionSchema, whenTooMany } from '@/lib/analysis/snapshot';
import { changedTables, changedValues, valueText } from '@/lib/analysis/snapshot-difference';
import type { DataColumn } from '@/lib/export/data-column';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';

const column = (more: Partial<DataColumn>): DataColumn => ({
  name: 'x',
  label: 'X',
  type: 'text',
  section: 'baseline',
  ...more,
});

test.each(protocolLibrary.map((definition) => [definition.code, definition] as const))(
  '%s: every column can be frozen and read again, with unique names and levels of its own',
  (code, definition) => {
    const columns = frozenColumns(compileProtocol(definition));
    const frozen = {
      cohort: {
        name: 'A',
        note: '',
        version: 1,
        definition: { protocol: code, condition: { all: [] } },
        smallestCell: null,
      },
      protocolVersion: definition.version,
      columns,
    };
    expect(frozenDefinitionSchema.parse(JSON.parse(JSON.stringify(frozen)))).toEqual(frozen);
    for (const dataset of datasetNames) {
      const names = columns[dataset].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { type, levels } of columns[dataset]) {
        expect(levels !== undefined).toBe(type === 'choice');
      }
    }
  },
);

test('a name that is no name of a column never reaches SQL', () => {
  for (const name of ['"; DROP TABLE x', 'Über', '1a', 'a'.repeat(33), '']) {
    expect(
      frozenDefinitionSchema.shape.columns.safeParse(
        Object.fromEntries(datasetNames.map((dataset) => [dataset, [column({ name })]])),
      ).success,
    ).toBe(false);
  }
});

test('as many men as R can take, and no more', () => {
  expect(whenTooMany(20_000)).toBeNull();
  expect(whenTooMany(100_000)).toMatch(/^This cohort has 100000 men; .* at most 20000/);
});

describe('a changed value', () => {
  test.each<[Partial<DataColumn>, string | number | boolean | null, string]>([
    [{}, null, 'not recorded'],
    [{ type: 'flag' }, true, 'yes'],
    [{ type: 'flag' }, false, 'no'],
    [{ type: 'number', unit: 'mL' }, 12.5, '12.5 mL'],
    [{ type: 'number' }, 0, '0'],
    [{ type: 'date' }, '2026-03-31', '31 Mar 2026'],
    [{ type: 'choice', levels: [{ key: 'a', label: 'First' }] }, 'a', 'First'],
    [{ type: 'choice', levels: [] }, 'gone', 'gone'],
  ])('%j %j reads "%s"', (more, value, text) => {
    expect(valueText(column(more), value)).toBe(text);
  });

  test('is looked for in the columns that both snapshots have', () => {
    const before = [column({ name: 'a', label: 'A' }), column({ name: 'old' })];
    const after = [column({ name: 'a', label: 'A' }), column({ name: 'new' })];
    expect(
      changedValues({ before, after }, { a: 'x', old: 'gone' }, { a: 'y', new: 'came' }),
    ).toEqual([{ label: 'A', before: 'x', after: 'y' }]);
  });

  test.each([
    [[], ''],
    [['labs'], 'laboratory results'],
    [['labs', 'semen', 'transfers'], 'laboratory results, semen samples and embryo transfers'],
  ] as const)('the rows of %j are called "%s"', (tables, text) => {
    expect(changedTables(tables)).toBe(text);
  });
});
