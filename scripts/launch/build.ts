// Builds the web application, unless the build at hand was made from these very sources.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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

export function build(): void {
  const key = sourceKey();
  run('The Prisma client could not be generated', [
    '--import',
    'tsx',
    'scripts/generate-client.ts',
  ]);
  run('The build failed', ['node_modules/next/dist/bin/next', 'build']);
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

function run(failure: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: projectFolder,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    const output = `${stdout}${stderr}`.trim();
    throw recognizeProblem(output, projectFolder) ?? new LaunchProblem(`${failure}:\n${output}`);
  }
}
