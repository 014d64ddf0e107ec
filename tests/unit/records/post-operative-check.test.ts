import { expect, test } from 'vitest';
import { isAnswered, postOperativeCheckContentSchema } from '@/lib/records/post-operative-check';

const hematoma = { kind: 'hematoma' as const, from: '2026-02-20' };

test.each([
  ['somebody looked and saw nothing', { noneSeen: 'yes' }, true],
  ['a complication is an answer', { complications: [hematoma] }, true],
  ['a note alone is no answer', { note: 'He called' }, false],
] as const)('%s', (_rule, content, expected) => {
  expect(isAnswered(postOperativeCheckContentSchema.parse(content))).toBe(expected);
});

test.each([
  [
    'none seen contradicts one entered',
    { noneSeen: 'yes', complications: [hematoma] },
    ['noneSeen', 'A complication is entered below, so there is one.'],
  ],
  ['one seen is named', { noneSeen: 'no' }, ['noneSeen', 'Enter the complication that was seen.']],
  [
    'another one is said in words',
    { complications: [{ kind: 'other' }] },
    ['complications.0.note', 'Say in words what it is.'],
  ],
] as const)('%s', (_rule, content, [path, message]) => {
  const issues = postOperativeCheckContentSchema.safeParse(content).error?.issues ?? [];
  expect(issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([[path, message]]);
});
