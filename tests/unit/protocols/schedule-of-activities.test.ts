import { expect, test } from 'vitest';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { scheduleOfActivities } from '@/lib/protocols/schedule-of-activities';
import type { SettingValues } from '@/lib/protocols/schema';

function scheduleOf(code: string, values: SettingValues = {}) {
  const definition = protocolLibrary.find((one) => one.code === code) ?? expect.unreachable();
  return scheduleOfActivities(compileProtocol(definition, values));
}

/** The row as it reads from left to right: only the time points at which something is asked. */
function rowOf(code: string, key: string, values: SettingValues = {}): string[] {
  const { columnGroups, rowGroups } = scheduleOf(code, values);
  const row =
    rowGroups.flatMap(({ rows }) => rows).find((one) => one.key === key) ?? expect.unreachable();
  return columnGroups.flatMap(({ columns }) =>
    columns.flatMap((column) => {
      const cell = row.cells[column.key];
      return cell ? [`${column.label}: ${cell.mark}, ${cell.note}`] : [];
    }),
  );
}

test('the time points of isotretinoin, in order', () => {
  expect(
    scheduleOf('isotretinoin-noa').columnGroups.map(({ title, columns }) => [
      title,
      columns.map(({ label }) => label).join(' '),
    ]),
  ).toEqual([
    ['Before the first dose', 'Baseline'],
    [
      'From the first dose',
      'Day 0 Week 4 Month 1 Month 2 Month 3 Month 4 Month 5 Month 6 Month 7 Month 8 Month 9',
    ],
    ['Where extended beyond 9 months', 'Extension'],
    ['From a first sample with motile sperm', 'Week 4'],
    ['From a retrieval', 'Week 6'],
    ['From a hold', 'Week 1'],
    ['From a stop for an adverse event', 'Week 1'],
  ]);
});

test.each<[string, string, SettingValues, string[]]>([
  ['isotretinoin-noa', 'baseline-labs', {}, ['Baseline: asked, ≤ 28 d old']],
  ['isotretinoin-noa', 'week-4-labs', {}, ['Week 4: asked, ±7 d']],
  [
    'isotretinoin-noa',
    'semen',
    {},
    [
      'Month 3: asked, ±14 d',
      'Month 6: asked, ±14 d',
      'Month 9: asked, ±14 d',
      'Extension: branch, goes on',
    ],
  ],
  [
    'isotretinoin-noa',
    'semen',
    { 'maximum-duration': 'P6M', 'semen-window-after': 21 },
    ['Month 3: asked, −14 +21 d', 'Month 6: asked, −14 +21 d', 'Extension: branch, goes on'],
  ],
  ['isotretinoin-noa', 'second-maximum-review', {}, ['Extension: branch, month 12']],
  ['gonadotropin-noa', 'hcg-course', {}, ['Day 0: asked, starts +1 d']],
  ['gonadotropin-noa', 'ufsh-course-month-1', {}, ['Month 1: branch, starts +1 d']],
  ['gonadotropin-noa', 'ufsh-course-month-2', {}, ['Month 2: branch, starts +1 d']],
  [
    'gonadotropin-noa',
    'monthly-check',
    {},
    ['Month 1: asked, ±7 d', 'Month 2: asked, ±7 d', 'Month 3: asked, ±7 d'],
  ],
  ['gonadotropin-noa', 'semen-end-of-month-2', {}, ['Month 2: branch, ±14 d']],
  ['salvage-micro-tese', 'salvage-surgery', {}, ['Month 6: asked, +90 d']],
  ['salvage-micro-tese', 'post-operative-hormones', {}, ['Month 6: asked, until 9 months']],
])('%s: %s under %o', (code, key, values, cells) => {
  expect(rowOf(code, key, values)).toEqual(cells);
});

test('a supply goes on from month to month without a day of its own', () => {
  const row = rowOf('isotretinoin-noa', 'dispensing');
  expect(row[0]).toBe('Day 0: asked, −7 d');
  expect(row.slice(1, 3)).toEqual(['Month 1: continuing, supply', 'Month 2: continuing, supply']);
});

test('an arm and a branch are named in words', () => {
  const rows = scheduleOf('gonadotropin-noa').rowGroups.flatMap((group) => group.rows);
  expect(rows.find(({ key }) => key === 'ufsh-course-month-2')?.conditions).toEqual([
    'only hCG with or without uFSH',
    'FSH decision at month 1: Continue hCG and test FSH again at month 2',
    'FSH decision at month 2: Add uFSH 150 IU',
  ]);
});

test.each(protocolLibrary.map(({ code }) => code))(
  'every requirement of %s has a source and stands in at least one column',
  (code) => {
    const { columnGroups, rowGroups } = scheduleOf(code);
    const columns = columnGroups.flatMap((group) => group.columns.map(({ key }) => key));
    expect(new Set(columns).size).toBe(columns.length);
    for (const row of rowGroups.flatMap(({ rows }) => rows)) {
      expect(row.source).not.toBe('');
      expect(Object.keys(row.cells).length).toBeGreaterThan(0);
      expect(columns).toEqual(expect.arrayContaining(Object.keys(row.cells)));
    }
  },
);

test('what a profile leaves out has no row', () => {
  const keys = scheduleOf('isotretinoin-noa', { 'monthly-labs': false }).rowGroups.flatMap(
    ({ rows }) => rows.map(({ key }) => key),
  );
  expect(keys).not.toContain('monthly-labs');
});
