// A hundred thousand rows that were changed at random: each is judged, none throws.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileBuilder } from '@/lib/import/file-profile';
import { guessMapping } from '@/lib/import/guess-mapping';
import { importKindDefinitions, importKinds } from '@/lib/import/import-kinds';
import { rowJudge } from '@/lib/import/judge-rows';
import { suggestedAnswers } from '@/lib/import/open-questions';

const mutatedRows = 100_000;

const strange = [
  '',
  ' ',
  '31/02/2026',
  '03/04/2026',
  '2026-02-30',
  '46112',
  '99999',
  '1,5',
  '1.234,5',
  '-1',
  '1e308',
  '9'.repeat(400),
  '<0.3',
  '≥5',
  'NaN',
  'Infinity',
  'null',
  '=1+1',
  '\u0000',
  '\uD800',
  '\u202Ereversed',
  '__proto__',
  'constructor',
  'toString',
  "'; DROP TABLE patient; --",
  '😀'.repeat(50),
  'yes',
  'sperm-seen',
  'isotretinoin',
  'FSH',
  'mIU/mL',
  '15067-2',
];

/** One cell in three is something else. */
const mutation = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.constantFrom(...strange) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  ),
  { minLength: 80, maxLength: 80 },
);

test.each(importKinds)('mutated rows of %s are judged and never throw', (kind) => {
  const { fields, example } = importKindDefinitions[kind];
  const titles = fields.map(({ label }) => label);
  const cells = fields.map(({ key }) => example[key] ?? '');
  const builder = profileBuilder(titles, 500);
  builder.add(cells);
  const profile = {
    format: 'csv',
    encoding: null,
    delimiter: null,
    sheets: [],
    headerRow: { value: 1, certainty: 'certain', evidence: '' },
    ...builder.finish(),
  } as const;
  const mapping = guessMapping(kind, profile.columns, null);
  expect(mapping.columns).toHaveLength(fields.length);
  const answers = suggestedAnswers(kind, profile, mapping, null);
  const layout = { encoding: 'utf-8', delimiter: ',', sheet: 0, headerRow: 1 } as const;
  const judge = rowJudge(kind, { layout, mapping, answers });
  const wanted = Math.ceil(mutatedRows / importKinds.length);
  let row = 1;
  for (const mutated of fc.sample(mutation, { numRuns: wanted, seed: 20_261_122 })) {
    row += 1;
    judge.add(
      row,
      cells.map((cell, index) => mutated[index] ?? cell),
    );
  }
  const { rows, men, issues } = judge.finish();
  const touched = new Set([
    ...issues.map((issue) => issue.row),
    ...[...men.values()].flatMap((items) => items.map((item) => item.row)),
  ]);
  expect(rows).toBeGreaterThan(wanted * 0.99);
  expect(touched.size).toBe(rows);
});
