// The import rules of .dependency-cruiser.cjs, and proof that the tool applies them: with a parser
// missing it reads no module and finds nothing wrong.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inProject, projectFolder } from '@/scripts/launch/project';
import { readSources } from '@/tests/support/source-files';

type Report = {
  readonly modules: readonly { source: string }[];
  readonly summary: { readonly violations: readonly { from: string; rule: { name: string } }[] };
};

function cruise(cwd: string, roots: readonly string[]): Report {
  const { stdout } = spawnSync(
    process.execPath,
    [
      inProject('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      `--config=${inProject('.dependency-cruiser.cjs')}`,
      '--output-type=json',
      ...roots,
    ],
    { cwd, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Report;
}

let planted: string;

beforeEach(() => {
  planted = mkdtempSync(path.join(os.tmpdir(), 'sertoli-planted-'));
});

afterEach(() => rmSync(planted, { recursive: true }));

function plant(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(planted, name)), { recursive: true });
    writeFileSync(path.join(planted, name), text);
  }
  return cruise(planted, ['lib', 'app']).summary.violations.map(({ rule }) => rule.name);
}

const target = 'export const value = 1;\n';
const importing = (from: string) =>
  `import { value } from '${from}';\nexport const copy = value;\n`;

test('the program keeps its import rules, and every file of it was read', () => {
  const { modules, summary } = cruise(projectFolder, ['lib', 'app', 'proxy.ts']);
  expect(summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`)).toEqual([]);
  const read = new Set(modules.map(({ source }) => source));
  const unread = readSources('lib', 'app', 'proxy.ts')
    .map(({ name }) => name)
    .filter((name) => /\.tsx?$/.test(name) && !read.has(name));
  expect(unread).toEqual([]);
});

test.each([
  {
    what: 'an import up the ranks',
    files: {
      'lib/core/a.ts': importing('../dates/b'),
      'lib/dates/b.ts': target,
      'app/c.ts': target,
    },
    rule: 'lib/core stays in its rank',
  },
  {
    what: 'a type-only import up the ranks',
    files: {
      'lib/dates/a.ts': "import type { B } from '../schedule/b';\nexport type A = B;\n",
      'lib/schedule/b.ts': 'export type B = string;\n',
      'app/c.ts': target,
    },
    rule: 'lib/dates stays in its rank',
  },
  {
    what: 'file access in pure code',
    files: {
      'lib/core/a.ts': "import { readFile } from 'node:fs';\nexport const a = readFile;\n",
      'app/c.ts': target,
    },
    rule: 'pure code knows two packages and nothing of the machine',
  },
  {
    what: 'server code in pure code',
    files: {
      'lib/records/a.ts': importing('../server/b'),
      'lib/server/b.ts': target,
      'app/c.ts': target,
    },
    rule: 'lib/records stays in its rank',
  },
  {
    what: 'the database in a page',
    files: { 'app/page.ts': importing('../lib/server/db/b'), 'lib/server/db/b.ts': target },
    rule: 'the screens reach data through queries and commands, not through Prisma',
  },
  {
    what: 'a screen in the program',
    files: { 'lib/server/a.ts': importing('../../app/c'), 'app/c.ts': target },
    rule: 'the program does not know its screens, tests or scripts',
  },
  {
    what: 'a cycle',
    files: {
      'lib/core/a.ts': importing('./b'),
      'lib/core/b.ts': "import { copy } from './a';\nexport const value = copy;\n",
      'app/c.ts': target,
    },
    rule: 'no cycles',
  },
  {
    what: 'a folder nobody gave a rank',
    files: {
      'lib/toolbox/a.ts': importing('../core/b'),
      'lib/core/b.ts': target,
      'app/c.ts': target,
    },
    rule: 'every folder of lib has a rank',
  },
])('$what is found', ({ files, rule }) => {
  expect(plant(files)).toContain(rule);
});
