import { afterEach, describe, expect, test } from 'vitest';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { endR, runPlan } from '@/lib/server/statistics/run-plan';
import { generatedStudy } from '@/tests/support/generated-study';
import { folderOf, rLimits, runInBoth } from '@/tests/support/r';

afterEach(endR);

describe.each(protocolLibrary.map((definition) => ({ definition, code: definition.code })))(
  'the plan of $code',
  ({ definition }) => {
    const protocol = compileProtocol(definition);

    test.each([0, 60])(
      'of %i men with random data: both R agree, nothing fails, nothing is without bounds',
      async (men) => {
        const results = await runInBoth(generatedStudy(protocol, men));
        expect(results.rows.filter(({ reason }) => reason === 'failed')).toEqual([]);
        // Only the tables that an exact test goes through are many.
        const counted = 'fisher-freeman-halton.tables';
        const huge = results.rows.filter(
          ({ statistic, value }) => statistic !== counted && Math.abs(value ?? 0) > 1e9,
        );
        expect(huge).toEqual([]);
      },
    );

    test('gives the same bytes again, in the same R and in another one', async () => {
      const folder = folderOf(generatedStudy(protocol, 40));
      const first = await runPlan(folder, rLimits);
      const second = await runPlan(folder, rLimits);
      endR();
      const third = await runPlan(folder, rLimits);
      expect(second).toBe(first);
      expect(third).toBe(first);
    });
  },
);
