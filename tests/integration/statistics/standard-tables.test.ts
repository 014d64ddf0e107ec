// What R says about a study of each protocol, as the tables write it.
import { afterAll, expect, test } from 'vitest';
import { defaultOptions, planScope } from '@/lib/analysis/plan-options';
import { standardTables } from '@/lib/analysis/tables/standard-tables';
import { tableAsTsv } from '@/lib/analysis/tables/stat-table';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { endR } from '@/lib/server/statistics/run-plan';
import { generatedStudy } from '@/tests/support/generated-study';
import { runInWebR } from '@/tests/support/r';

afterAll(endR);

const studies = protocolLibrary.flatMap((definition) =>
  [0, 1, 80].map((men) => [definition.code, men, compileProtocol(definition)] as const),
);

test.each(studies)('%s, %i men: every cell has a number or words', async (_code, men, protocol) => {
  const results = await runInWebR(generatedStudy(protocol, men));
  const scope = planScope(protocol);
  const options = defaultOptions(scope);
  for (const smallestCell of [null, 11]) {
    const tables = [...standardTables({ scope, options, smallestCell, results })];
    expect(tables.length).toBeGreaterThanOrEqual(10);
    expect(tables.map(tableAsTsv).join('\n')).not.toMatch(/NaN|Infinity|undefined|failed/);
    for (const table of tables) {
      expect(table.rows.length > 0 || table.sentence !== null, table.title).toBe(true);
      expect(table.rows.filter(({ cells }) => cells.length !== table.columns.length)).toEqual([]);
      if (table.isSuppressed && table.sentence === null) {
        expect(table.columns.filter(({ label }) => /^p$|interval|CI/.test(label))).toEqual([]);
      }
    }
  }
});
