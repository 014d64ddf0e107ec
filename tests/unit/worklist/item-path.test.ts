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
    'Corrected since decided: Continue after month 6?',
    '/patients/p/decisions/month-6-review',
  ],
  ['flag', 'Triglycerides', null, 'Triglycerides', '/patients/p/flags'],
  ['response', 'complete', null, 'Sign: Complete response', '/patients/p/semen'],
] as const)('%s %s reads and leads', (source, subject, ordinal, title, path) => {
  const item = { source, subject, ordinal };
  expect(itemTitle(protocol, item)).toBe(title);
  expect(itemPath(protocol, item, 'p')).toBe(path);
});
