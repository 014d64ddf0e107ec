import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planCsv } from '@/lib/analysis/plan-csv';
import { folderEntries } from '@/lib/server/statistics/folder-entries';
import { endR, runPlan } from '@/lib/server/statistics/run-plan';
import { zipped } from '@/lib/server/statistics/zip-stream';
import { unpackArchive } from '@/tests/support/analysis-archive';
import { folderOf, rLimits, runScript } from '@/tests/support/r';

let folder: string;

afterAll(() => {
  endR();
  rmSync(folder, { recursive: true });
});

const study = {
  datasets: {
    subjects: {
      study_id: ['1', '2', '3', '4', '5'],
      note: ['plain', 'with, comma', 'with "quotes"', 'two\nlines', 'Größe'],
      days: [31, 90, 61, 200, null],
      motile: [true, false, true, true, null],
    },
  },
  plan: [
    { id: 'first', method: 'survival', arguments: { time: 'days', event: 'motile', at: [0, 90] } },
    { id: 'no-such', method: 'survival', arguments: { time: 'weeks', event: 'motile' } },
  ],
} as const;

beforeAll(async () => {
  const asked = folderOf(study);
  const entries = folderEntries({
    title: 'Five men',
    dictionary: asked.dictionary,
    datasets: [{ name: 'subjects', read: () => asked.dataset('subjects') }],
    plan: planCsv(study.plan),
    results: await runPlan(asked, rLimits),
    snapshot: { name: 'Five men' },
  });
  const pieces: Uint8Array[] = [];
  for await (const piece of zipped(entries, new Date('2026-11-22T12:00:00Z'))) {
    pieces.push(piece);
  }
  folder = unpackArchive(Buffer.concat(pieces));
});

test('a stock R computes the same figures from the folder', () => {
  runScript(folder, 'run.R');
  expect(runScript(folder, 'compare.R')).toMatch(/All \d+ figures agree/);
});

test('a figure that differs in the eleventh digit agrees, in the ninth it does not', () => {
  const expected = path.join(folder, 'expected-results.csv');
  const whole = readFileSync(expected, 'utf8');
  const shifted = (by: number) =>
    whole.replace(
      /,(0\.\d+),,,"closed"/,
      (_match, value) => `,${Number(value) * (1 + by)},,,"closed"`,
    );
  writeFileSync(expected, shifted(1e-11));
  expect(runScript(folder, 'compare.R')).toContain('figures agree');
  writeFileSync(expected, shifted(1e-9));
  expect(() => runScript(folder, 'compare.R')).toThrow(/: expected .*1 of \d+ figures differ/s);
});

test('what was not computed is told from what differs', () => {
  const results = path.join(folder, 'results.csv');
  const lines = readFileSync(results, 'utf8').split('\n');
  writeFileSync(results, lines.filter((line) => !line.includes('"median"')).join('\n'));
  expect(() => runScript(folder, 'compare.R')).toThrow(/, computed nothing\n/);
  rmSync(results);
  expect(() => runScript(folder, 'compare.R')).toThrow(/There is no results\.csv.*Rscript run\.R/s);
});
