// npm test and npm run check. Every step runs even when an earlier one failed, and the last line
// sums them up: each static check counts as one, like each test.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectFolder } from './launch/project.ts';

type Outcome = { readonly passed: number; readonly failed: number };

const modules = 'node_modules';

// In this order: the later ones read what the earlier ones write.
const checks: readonly (readonly [string, ...string[]])[] = [
  ['--import', 'tsx', 'scripts/generate-client.ts'],
  [`${modules}/@biomejs/biome/bin/biome`, 'ci', '.'],
  [`${modules}/next/dist/bin/next`, 'typegen'],
  [`${modules}/typescript/bin/tsc`, '--noEmit', '--incremental', 'false'],
  [
    `${modules}/dependency-cruiser/bin/dependency-cruise.mjs`,
    'app',
    'lib',
    'proxy.ts',
    'instrumentation.ts',
  ],
  [`${modules}/knip/bin/knip.js`],
];

// Calendar arithmetic must not care where the machine stands: behind UTC, far ahead of it, and on it.
const timeZones = ['UTC', 'Pacific/Kiritimati', 'America/New_York'];

const testRuns: readonly { readonly project: string; readonly timeZone?: string }[] = [
  ...timeZones.map((timeZone) => ({ project: 'unit', timeZone })),
  { project: 'architecture' },
  { project: 'statistics' },
  { project: 'integration' },
  { project: 'browser' },
];

function main(): void {
  const checksOnly = process.argv.includes('--checks-only');
  const outcomes = checks.map(check);
  if (!checksOnly) {
    outcomes.push(...testRuns.map(({ project, timeZone }) => runTests(project, timeZone)));
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  process.stdout.write(`\nTotal: ${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function check(args: readonly string[]): Outcome {
  announce(args.join(' '));
  return node(args) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function runTests(project: string, timeZone: string | undefined): Outcome {
  announce(`${project} tests${timeZone ? ` in ${timeZone}` : ''}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sertoli-report-'));
  const report = path.join(folder, 'report.json');
  try {
    const status = node(
      [
        `${modules}/vitest/vitest.mjs`,
        'run',
        `--project=${project}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ],
      timeZone ? { TZ: timeZone } : {},
    );
    return readOutcome(report, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run that broke outside of a test, or that left a test out, counts as one failure. */
function readOutcome(report: string, status: number | null): Outcome {
  const counts = readCounts(report);
  const isIncomplete = counts.pending > 0 || (status !== 0 && counts.failed === 0);
  return { passed: counts.passed, failed: counts.failed + (isIncomplete ? 1 : 0) };
}

function readCounts(report: string): { passed: number; failed: number; pending: number } {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as Record<string, number>;
    return {
      passed: numPassedTests ?? 0,
      failed: numFailedTests ?? 0,
      pending: (numPendingTests ?? 0) + (numTodoTests ?? 0),
    };
  } catch {
    // The run ended before it could write a report; its status says that it failed.
    return { passed: 0, failed: 0, pending: 0 };
  }
}

function node(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, args, {
    cwd: projectFolder,
    stdio: 'inherit',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment },
  }).status;
}

function announce(step: string): void {
  process.stdout.write(`\n— ${step.replaceAll(`${modules}/`, '')}\n`);
}

main();
