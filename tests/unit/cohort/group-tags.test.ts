import { expect, test } from 'vitest';
import type { Condition } from '@/lib/cohort/condition';
import { groupTagsOf } from '@/lib/cohort/group-tags';

const ofGroups = (...values: string[]): Condition => ({
  variable: 'cohort-tag',
  operator: 'any-of',
  values,
});
const active: Condition = { variable: 'status', operator: 'any-of', values: ['active'] };

test.each<[string, Condition, readonly string[] | null]>([
  ['everybody is of any group', { all: [] }, null],
  ['a group that is asked for', ofGroups('S1'), ['S1']],
  ['beside another condition', { all: [active, ofGroups('S1', 'S2')] }, ['S1', 'S2']],
  ['in two conditions, both hold', { all: [ofGroups('S1', 'S2'), ofGroups('S2')] }, ['S2']],
  ['one of several ways in does not bind', { any: [ofGroups('S1'), active] }, null],
  ['a group that is left out does not bind', { not: ofGroups('S1') }, null],
  ['another variable', active, null],
])('%s', (_, condition, tags) => {
  expect(groupTagsOf(condition)).toEqual(tags);
});
