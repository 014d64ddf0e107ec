// Rules about the sources that no linter we use can express.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOf, readSources, type SourceFile } from '@/tests/support/source-files';

const sources = readSources('app', 'lib', 'scripts', 'tests').filter(({ name }) =>
  /\.(ts|tsx|mjs)$/.test(name),
);
const pure = sources.filter(({ name }) => /^lib\/(?!server\/)/.test(name));
const server = sources.filter(({ name }) => name.startsWith('lib/server/'));
const tests = sources.filter(({ name }) => name.startsWith('tests/'));

const namesOf = (files: readonly SourceFile[]) => files.map(({ name }) => name);

const filesWith = (files: readonly SourceFile[], pattern: RegExp) =>
  namesOf(files.filter(({ text }) => pattern.test(codeOf(text))));

test('the rules below meet files', () => {
  expect(Math.min(pure.length, server.length, tests.length)).toBeGreaterThan(5);
});

describe('pure code', () => {
  test.each([
    ['reads no clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\b/],
    ['builds no Date', /\bnew Date\(/],
    ['draws no chance', /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/],
    ['reads no environment', /\bprocess\./],
    ['depends on no locale', /\btoLocale\w*\(\s*\)|\bnew Intl\.\w+\(\s*\)/],
    ['is synchronous', /\basync\b|\bawait\b/],
  ])('%s', (_rule, pattern) => {
    expect(filesWith(pure, pattern)).toEqual([]);
  });
});

test('server code starts with the marker that keeps it out of the browser', () => {
  expect(namesOf(server.filter(({ text }) => !text.startsWith("import 'server-only';")))).toEqual(
    [],
  );
});

describe('names', () => {
  test('a file is named for what it is', () => {
    const forbidden = /(^|[-/.])(utils?|helpers?|common|misc|index)([-./]|$)/;
    expect(namesOf(sources).filter((name) => forbidden.test(name))).toEqual([]);
  });

  test('file names are in kebab case', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
    expect(namesOf(sources).filter((name) => !kebab.test(path.basename(name)))).toEqual([]);
  });
});

test('a form that scripts send is the one of the kit, and its fields know their values at once', () => {
  const screens = sources.filter(
    ({ name }) => name.startsWith('app/') && !name.startsWith('app/_components/form/'),
  );
  // Opened by a person, and so not before the scripts run.
  const later = 'app/(app)/cohorts/_components/leaf-editor.tsx';
  expect(filesWith(screens, /<form\b[^>]*onSubmit|\.register\(/)).toEqual([later]);
});

test('no file only passes on what others export', () => {
  const barrels = sources.filter(({ text }) => {
    const statements = codeOf(text)
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean);
    return (
      statements.length > 1 &&
      statements.every((statement) => /^export\s.*\bfrom\s*''$/s.test(statement))
    );
  });
  expect(namesOf(barrels)).toEqual([]);
});

test('only what Next.js loads by its place has a default export', () => {
  const special =
    /^app\/.*\b(page|layout|template|error|global-error|not-found|forbidden|loading|default|icon|manifest|robots)\.tsx?$/;
  const others = sources.filter(({ name }) => !special.test(name));
  expect(filesWith(others, /^export default\b/m)).toEqual([]);
});

test('a form says how it is sent: before its script runs, what is typed would stand in the address', () => {
  const pages = sources.filter(({ name }) => name.startsWith('app/'));
  expect(filesWith(pages, /<form(?![^>]*\b(method|action)=)/)).toEqual([]);
});

describe('tests', () => {
  test('none is skipped, narrowed or left for later', () => {
    expect(filesWith(tests, /\b(test|it|describe)\.(skip|skipIf|only|todo|runIf)\b/)).toEqual([]);
  });

  test('none replaces a module of ours', () => {
    expect(filesWith(tests, /\bvi\.(mock|doMock)\(/)).toEqual([]);
  });
});

test('the word that would frighten a patient for nothing appears nowhere', () => {
  const word = new RegExp(['creutzfeldt', 'jakob'].join('.?'), 'i');
  const texts = readSources('app', 'lib', 'scripts', 'tests', 'prisma', 'docs', 'README.md');
  expect(namesOf(texts.filter(({ text }) => word.test(text)))).toEqual([]);
});
