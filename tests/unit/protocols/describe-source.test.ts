import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeSource, describeSourceOf } from '@/lib/protocols/describe-source';
import { findings } from '@/lib/records/findings';

const folder = path.join(import.meta.dirname, '../../fixtures/protocols');

test.each<[string, string]>([
  ['S0', 'Jessup, Amory, Turek 2025'],
  ['S0 Intervention, ISO-MON in C§1.1.4', 'Jessup, Amory, Turek 2025, Intervention'],
  ['S0 inclusion, INC-1 to INC-3 in C§1.1.2', 'Jessup, Amory, Turek 2025, inclusion'],
  ['S0 exclusion, C§1.1.2', 'Jessup, Amory, Turek 2025, exclusion'],
  [
    'S1, GN-FSH-M1 and GN-A-HORM in C§1.2.2; every branch is engine §4',
    'The gonadotropin study of 569 men; every branch is a proposal of this program',
  ],
  [
    'S1 read as one injection every 2 days, C§1.2.3 item 3',
    'The gonadotropin study of 569 men read as one injection every 2 days, left open there, point 3',
  ],
  [
    'C§1.2.3 item 3: a factor of two',
    'Left open by the gonadotropin study of 569 men, point 3: a factor of two',
  ],
  [
    'engine §4: the clinic watches monthly; S0 asks once',
    'Proposal of this program: the clinic watches monthly; Jessup, Amory, Turek 2025 asks once',
  ],
  ['engine §4, proposal', 'Proposal of this program'],
  ['C§1.5', 'Proposal of this program, because no source states a window'],
  [
    'C§2.3 psychiatric; engine §7',
    'Isotretinoin label (clinic’s reading), psychiatric; proposal of this program (safety rules)',
  ],
  ['C§3.2, proposal', 'Monitoring on hCG and FSH (clinic’s reading), proposal'],
  ['C§4.1; C§8 question 10', 'CTCAE; open question 10 for the clinic’s physicians'],
  [
    'S2, SV-WAIT in C§1.3.1; S3 says 3 months',
    'The salvage micro-TESE study of 73 men; the web page on micro-TESE care says 3 months',
  ],
  ['C§2.2, rule set "monthly"', 'iPLEDGE REMS (clinic’s reading), rule set "monthly"'],
  [
    'C§1.2.3 item 2: S1 is silent; engine §4',
    'Left open by the gonadotropin study of 569 men, point 2: the gonadotropin study of 569 men is silent; proposal of this program',
  ],
  [
    'engine §4; the amber limit of engine §7',
    'Proposal of this program; the amber limit of this program’s safety rules',
  ],
  ['no source states any', 'No source states any'],
])('“%s” reads “%s”', (source, words) => {
  expect(describeSource(source)).toBe(words);
});

test.each<[string, boolean, string]>([
  ['C§2.3', true, 'Isotretinoin label (clinic’s reading) (proposal)'],
  ['engine §5', true, 'Proposal of this program (semen and response)'],
  ['C§2.3', false, 'Isotretinoin label (clinic’s reading)'],
])('“%s”, a proposal: %s, says so once', (source, proposal, words) => {
  expect(describeSourceOf({ source, proposal })).toBe(words);
});

function sourcesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const own = 'source' in value && typeof value.source === 'string' ? [value.source] : [];
  return [...own, ...Object.values(value).flatMap(sourcesIn)];
}

test('no source that was ever released keeps a mark that only its authors understand', () => {
  const released = readdirSync(folder).flatMap((name) =>
    sourcesIn(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
  );
  const all = [...new Set([...released, ...sourcesIn(findings)])];
  expect(all.length).toBeGreaterThan(100);
  const unclear = all
    .map((source) => [source, describeSource(source)] as const)
    .filter(([, words]) => /C§|engine|\bS[0-3]\b|undefined|\(\)|,,|;,| {2}|\( |^\W/.test(words));
  expect(unclear).toEqual([]);
});
