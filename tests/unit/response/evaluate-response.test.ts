import { describe, expect, test } from 'vitest';
import { type ResponseCase, runCase, sampleOf, summaryOf } from '@/tests/support/response-case';
import { courseSequences } from '@/tests/worked-examples/response-course';
import { pairSequences } from '@/tests/worked-examples/response-pairs';
import { printedSequences } from '@/tests/worked-examples/response-sequences';

describe.each<[string, readonly ResponseCase[]]>([
  ['sequences printed in the engine page', printedSequences],
  ['pairs', pairSequences],
  ['course of a therapy', courseSequences],
])('%s', (_group, cases) => {
  test.each(cases.map((one) => [one.rule, one] as const))('%s', (_rule, one) => {
    expect(summaryOf(runCase(one))).toMatchObject(one.expected);
  });

  test.each(cases.map((one) => [one.rule, one] as const))(
    'in the other order of entry: %s',
    (_rule, one) => {
      const reversed = one.samples.map(sampleOf).reverse();
      expect(summaryOf(runCase(one, reversed))).toMatchObject(one.expected);
    },
  );
});
