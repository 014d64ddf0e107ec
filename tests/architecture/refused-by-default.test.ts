// Every page, action and route asks who is there before it does anything. The tests read the sources, so that a file
// that forgets to ask fails here before anyone can open it.
import { describe, expect, test } from 'vitest';
import { codeOf, readSources, type SourceFile } from '@/tests/support/source-files';

const sources = readSources('app');
const named = (pattern: RegExp) => sources.filter(({ name }) => pattern.test(name));

const pages = named(/\/page\.tsx$/);
const routes = named(/\/route\.ts$/);
const actions = sources.filter(({ text }) => /^['"]use server['"]/.test(text.trimStart()));

/** Open to anyone, each with the reason why. */
const publicPages: Readonly<Record<string, string>> = {
  'app/(auth)/sign-in/page.tsx': 'one signs in here',
  'app/page.tsx': 'redirects to the start page, which asks',
};

const publicRoutes: Readonly<Record<string, string>> = {
  'app/api/auth/[...nextauth]/route.ts': 'next-auth’s own, with its own check of forged requests',
  'app/api/health/route.ts': 'balancers ask it; it reads nothing',
};

const asksForActor = /\bawait (requireActor|requirePermission|requirePermissionAt)\(/;

const namesOf = (files: readonly SourceFile[]) => files.map(({ name }) => name);

function pagesThatDoNotAsk(files: readonly SourceFile[]): readonly string[] {
  return namesOf(
    files.filter(({ name, text }) => !(name in publicPages) && !asksForActor.test(codeOf(text))),
  );
}

function routesOutsideTheWrapper(files: readonly SourceFile[]): readonly string[] {
  const handler =
    /^export (?:const (\w+) = (?!toRoute(?:<[^(]*>)?\(|toApi\()|(?:async )?function \w+|\{)/m;
  return namesOf(
    files.filter(({ name, text }) => !(name in publicRoutes) && handler.test(codeOf(text))),
  );
}

function actionsOutsideThePipeline(files: readonly SourceFile[]): readonly string[] {
  return namesOf(
    files.filter(({ text }) =>
      (codeOf(text).match(/^export .*/gm) ?? []).some(
        (line) => !/^export const \w+ = toAction\(/.test(line) && !line.startsWith('export type '),
      ),
    ),
  );
}

describe('refused by default', () => {
  test('there are pages, routes and actions to look at', () => {
    expect(pages.length).toBeGreaterThan(2);
    expect(routes.length).toBeGreaterThan(1);
    expect(actions.length).toBeGreaterThan(1);
  });

  test('every page asks for the actor', () => {
    expect(pagesThatDoNotAsk(pages)).toEqual([]);
  });

  test('every route handler goes through the wrapper', () => {
    expect(routesOutsideTheWrapper(routes)).toEqual([]);
  });

  test('every server action goes through the pipeline', () => {
    expect(actionsOutsideThePipeline(actions)).toEqual([]);
  });

  test('no server action hides inside a component', () => {
    const inline = sources.filter(
      ({ text }) => /^\s+['"]use server['"]/m.test(text) && !/^['"]use server['"]/.test(text),
    );
    expect(namesOf(inline)).toEqual([]);
  });

  test('every exception still exists', () => {
    const known = new Set(namesOf(sources));
    const exceptions = [...Object.keys(publicPages), ...Object.keys(publicRoutes)];
    expect(exceptions.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('the tests above', () => {
  const file = (text: string): SourceFile[] => [{ name: 'app/planted.ts', text }];

  test.each([
    ['export default function Page() { return null; }'],
    ['// await requireActor()\nexport default function Page() { return null; }'],
  ])('see a page that does not ask: %j', (text) => {
    expect(pagesThatDoNotAsk(file(text))).toHaveLength(1);
  });

  test.each([
    ['export async function GET() { return Response.json({}); }'],
    ['export const GET = async () => Response.json({});'],
    ['const handler = () => 1;\nexport { handler as GET };'],
  ])('see a route outside the wrapper: %j', (text) => {
    expect(routesOutsideTheWrapper(file(text))).toHaveLength(1);
  });

  test.each([
    'toRoute({ handle })',
    'toRoute<{ code: string }>({ handle })',
    'toApi(endpoints, [])',
  ])('accept a route inside it: %s', (text) => {
    expect(routesOutsideTheWrapper(file(`export const GET = ${text};`))).toEqual([]);
  });

  test.each([
    ['export async function save(input: unknown) { return input; }'],
    ['export const save = async (input: unknown) => input;'],
  ])('see an action outside the pipeline: %j', (text) => {
    expect(actionsOutsideThePipeline(file(text))).toHaveLength(1);
  });
});
