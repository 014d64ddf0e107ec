import { describe, expect, test } from 'vitest';
import { describeWait, encodeRefusal, parseRefusal } from '@/lib/auth/sign-in-refusal';

describe('parseRefusal', () => {
  test.each([
    { status: 'refused', waitSeconds: 0 } as const,
    { status: 'refused', waitSeconds: 5 } as const,
    { status: 'locked', waitSeconds: 900 } as const,
  ])('reads back what was encoded: %o', (refusal) => {
    expect(parseRefusal(encodeRefusal(refusal))).toEqual(refusal);
  });

  test.each([['CredentialsSignin'], ['Configuration'], [''], ['locked:'], ['locked:-1']])(
    '%j is not one of ours',
    (text) => {
      expect(parseRefusal(text)).toBeNull();
    },
  );
});

describe('describeWait', () => {
  test.each([
    [1, '1 s'],
    [59, '59 s'],
    [60, '1 min'],
    [160, '2 min 40 s'],
    [900, '15 min'],
  ])('%i seconds read %s', (seconds, text) => {
    expect(describeWait(seconds)).toBe(text);
  });
});
