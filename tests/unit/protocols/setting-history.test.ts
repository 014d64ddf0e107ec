import { expect, test } from 'vitest';
import { settingHistory } from '@/lib/protocols/setting-history';

const setting = { key: 'monthly-labs', default: true };

test.each<[string, readonly (boolean | null)[], readonly string[]]>([
  ['the shipped value alone', [null], ['true since 1']],
  ['a value that no version changed', [true, true, true], ['true since 1']],
  ['a change in the second version', [true, false, false], ['false since 2', 'true since 1']],
  [
    'a change and back again',
    [true, false, true],
    ['true since 3', 'false since 2', 'true since 1'],
  ],
])('%s', (_name, values, expected) => {
  const profiles = values.map((value, index) => ({
    version: index + 1,
    settings: value === null ? {} : { 'monthly-labs': value },
  }));
  const lines = (given: typeof profiles) =>
    settingHistory(setting, given).map(({ value, since }) => `${value} since ${since}`);
  expect(lines(profiles)).toEqual(expected);
  expect(lines(profiles.toReversed())).toEqual(expected);
});
