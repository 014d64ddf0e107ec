import { expect, test } from 'vitest';
import { filterQuery } from '@/lib/worklist/saved-filter';

test.each([
  ['', ''],
  ['?mine=yes', 'mine=yes'],
  ['only=overdue&mine=yes&kind=semen-analysis', 'kind=semen-analysis&mine=yes&only=overdue'],
  ['only=late&kind=surgery&x=1', ''],
  ['group=due&page=4&only=due', 'only=due'],
])('the filters in "%s" are kept as "%s"', (query, kept) => {
  expect(filterQuery(query)).toBe(kept);
});
