// Builds the web application, unless the build at hand was made from these very sources.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LaunchProblem, recognizeProblem } from './problem.ts';
import { inProject, projectFolder } from './project.ts';

const sources = [
  'app',
  'lib',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];

// Made from the Prisma schema, which is a source itself.
const generated = path.join('lib', 'server', 'db', 'generated');

const keyFile = inProject('.next', 'standalone', 'source-key');

export const serverFile = inProject('.next', 'standalone', 'server.js');

export function isBuildFresh(): boolean {
  return existsSync(keyFile) && readFileSync(keyFile, 'utf8') === sourceKey();
}

export async function build(signal?: AbortSignal): Promise<void> {
  const key = sourceKey();
  await run(
    'The Prisma client could not be generated',
    ['--import', 'tsx', 'scripts/generate-client.ts'],
    signal,
  );
  await run('The build failed', ['node_modules/next/dist/bin/next', 'build'], signal);
  copyIntoOutput(path.join('.next', 'static'));
  copyIntoOutput('public');
  writeFileSync(keyFile, key);
}

/** The standalone server serves these, yet Next.js leaves copying them to us. */
function copyIntoOutput(folder: string): void {
  if (existsSync(inProject(folder))) {
    cpSync(inProject(folder), inProject('.next', 'standalone', folder), { recursive: true });
  }
}

function sourceKey(): string {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const file of sources.flatMap(listFiles)) {
    hash.update(`\0${file}\0`).update(readFileSync(inProject(file)));
  }
  return hash.digest('hex');
}

function listFiles(name: string): readonly string[] {
  const file = inProject(name);
  if (name === generated || !existsSync(file)) {
    return [];
  }
  if (!statSync(file).isDirectory()) {
    return [name];
  }
  return readdirSync(file)
    .sort()
    .flatMap((entry) => listFiles(path.join(name, entry)));
}

async function run(
  failure: string,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const environment = {
    ...process.env,
    NODE_ENV: 'production' as const,
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const child = spawn(process.execPath, args, {
    cwd: projectFolder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal ? { signal } : {}),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw (
      recognizeProblem(output, projectFolder) ?? new LaunchProblem(`${failure}:\n${output.trim()}`)
    );
  }
}
