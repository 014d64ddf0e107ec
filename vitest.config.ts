import path from 'node:path';
import { defineConfig } from 'vitest/config';

// vitest's reporter calls Map.groupBy, which Node 20 lacks: without it a failing test would be
// reported as an unrelated error.
if (!('groupBy' in Map)) {
  const groupBy = <Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key) => {
    const groups = new Map<Key, Item[]>();
    for (const item of items) {
      groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
    }
    return groups;
  };
  Object.assign(Map, { groupBy });
}

const here = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: [
      // The marker throws outside React's server bundle; tests load server code directly.
      { find: 'server-only', replacement: path.join(here, 'tests/support/empty-module.ts') },
      { find: /^@\//, replacement: `${here}/` },
    ],
  },
  test: {
    // More gain nothing on two cores, where each starts a server or a browser.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/{unit,worked-examples}/**/*.test.ts'],
          // Thousands of random histories take a while on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'statistics',
          include: ['tests/statistics/**/*.test.ts'],
          pool: 'forks',
          // Two programs of R start for most of these.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/integration-setup.ts'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          // A page on a busy machine takes longer than the usual second.
          expect: { poll: { timeout: 15_000 } },
          globalSetup: ['tests/support/browser-setup.ts'],
          pool: 'forks',
          // A story told by keyboard takes a minute where builds run beside it.
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
