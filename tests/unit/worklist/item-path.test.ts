import { expect, test } from 'vitest';
import { itemPath } from '@/lib/worklist/item-path';
import { itemTitle } from '@/lib/worklist/item-title';
import { compiled } from '@/tests/support/builders/plan-facts';

const protocol = compiled('isotretinoin-noa');

test.each([
  ['occurrence', 'monthly-check', 3, 'Monthly check 3', null],
  ['occurrence', 'month-6-review', 1, 'Month 6 review', '/patients/p/decisions/month-6-review'],
  [
    'decision',
    'month-6-review',
    null,
    'Changed since signed: Continue after month 6?',
    '/patients/p/decisions/month-6-review',
  ],
  ['decision', 'response', null, 'Changed since signed: response', '/patients/p/semen'],
  ['flag', 'Triglycerides', null, 'Triglycerides', '/patients/p/flags'],
  ['response', 'complete', null, 'Sign: Complete response', '/patients/p/semen'],
] as const)('%s %s reads and leads', (source, subject, ordinal, title, path) => {
  const item = { source, subject, ordinal, recordId: null };
  expect(itemTitle(protocol, item)).toBe(title);
  expect(itemPath(protocol, item, 'p')).toBe(path);
});

test('a sample signed as adequate leads to its record', () => {
  const item = {
    source: 'decision',
    subject: 'adequate-for-icsi',
    ordinal: null,
    recordId: 'r1',
  } as const;
  expect(itemTitle(protocol, item)).toBe('Changed since signed: sample adequate for ICSI');
  expect(itemPath(protocol, item, 'p')).toBe('/patients/p/records/r1');
});
