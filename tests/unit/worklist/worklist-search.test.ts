import { expect, test } from 'vitest';
import { readWorklistSearch, worklistHref } from '@/lib/worklist/worklist-search';

const siteId = '0198a000-0000-7000-8000-000000000001';

test('the address and the search say the same', () => {
  const address = { site: siteId, kind: 'lab-panel', mine: 'yes', group: 'due', page: '3' };
  const search = readWorklistSearch(address);
  expect(search).toEqual({
    filter: { siteId, protocol: null, kind: 'lab-panel', isMine: true, only: null },
    group: 'due',
    page: 3,
  });
  expect(worklistHref(search.filter, { group: 'due', page: 3 })).toBe(
    `/today?site=${siteId}&kind=lab-panel&mine=yes&group=due&page=3`,
  );
});

test('changed filters start at the first page', () => {
  const { filter } = readWorklistSearch({ kind: 'lab-panel', group: 'due', page: '3' });
  expect(worklistHref({ ...filter, kind: 'semen-analysis' })).toBe('/today?kind=semen-analysis');
});

test.each([
  [{ site: 'here', kind: 'surgery', mine: 'no', group: 'late', page: '0' }],
  [{ page: '4' }],
  [{ kind: ['lab-panel', 'semen-analysis'], page: '1e9', group: 'due' }],
])('what does not fit in %j counts as not given', (address) => {
  const { filter, page } = readWorklistSearch(address);
  expect(filter).toEqual({ siteId: null, protocol: null, kind: null, isMine: false, only: null });
  expect(page).toBe(1);
});
