// Files of randomly changed rows against the real database: each is recorded whole, in part as asked, or not at all.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { csvLine } from '@/lib/export/csv';
import { type ImportKind, importKindDefinitions } from '@/lib/import/import-kinds';
import { commitImport } from '@/lib/server/imports/commit-import';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { check, unwatched, viewOf } from '@/tests/support/import-work';
import { refusalOf } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
const rowsOfFile = 400;

let clinic: Clinic;
let studyIds: string[];

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner);
  const men = [await importMan(clinic), await importMan(clinic), await importMan(clinic)];
  studyIds = men.map(({ studyId }) => studyId);
});

const row = (kind: ImportKind) => {
  const { fields, example } = importKindDefinitions[kind];
  const dates = fc
    .integer({ min: 0, max: 140 })
    .map((days) => new Date(Date.UTC(2026, 0, 6 + days)).toISOString().slice(0, 10));
  const odd = fc.constantFrom(
    '',
    '31/02/2026',
    '1,5',
    'yes',
    '9999',
    '<0.3',
    'x',
    '2030-01-01',
    '\uD800',
  );
  return fc.tuple(
    ...fields.map(({ key, analyte }) => {
      const usual =
        key === 'studyId'
          ? fc.constantFrom(...studyIds)
          : key === 'on'
            ? dates
            : key === 'value'
              ? fc.integer({ min: 2, max: 30 }).map(String)
              : fc.constant(analyte === undefined ? (example[key] ?? '') : '');
      return fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: odd });
    }),
  );
};

async function written(): Promise<string> {
  const { rows } = await owner.query<{ counts: string }>(
    `SELECT concat_ws(' ', (SELECT count(*) FROM record), (SELECT count(*) FROM lab_result),
       (SELECT count(*) FROM visit)) AS counts`,
  );
  return rows[0]?.counts ?? '';
}

const kinds = ['labs', 'visits', 'semen', 'doses', 'procedures', 'baseline'] as const;

test.each(kinds)(
  'a file of mutated rows of %s is recorded whole, in part, or not at all',
  async (kind) => {
    const titles = importKindDefinitions[kind].fields.map(({ label }) => label);
    const lines = fc
      .sample(row(kind), { numRuns: rowsOfFile, seed: 6 })
      .map((cells) => csvLine(cells));
    const bytes = `${csvLine(titles)}${lines.join('')}`;
    const before = await written();
    const checked = await check(clinic.nurse, { siteId: clinic.site.id, kind, bytes });
    expect(await written()).toBe(before);
    expect(checked.counts?.ready).toBeGreaterThan(0);
    expect(checked.counts?.errors).toBeGreaterThan(0);
    const given = { importId: checked.id, version: checked.version };
    const refusal = await refusalOf(
      commitImport(clinic.nurse, { ...given, mode: 'all' }, unwatched),
    );
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(await written()).toBe(before);
    const canceled = AbortSignal.abort(new Error('canceled'));
    await expect(
      commitImport(clinic.nurse, { ...given, mode: 'valid' }, { ...unwatched, signal: canceled }),
    ).rejects.toThrow('canceled');
    expect(await written()).toBe(before);
    const counts = await commitImport(clinic.nurse, { ...given, mode: 'valid' }, unwatched);
    expect(counts).toEqual(checked.counts);
    expect(await commitImport(clinic.nurse, { ...given, mode: 'valid' }, unwatched)).toEqual(
      counts,
    );
    expect((await viewOf(clinic.nurse, checked.id)).status).toBe('committed');
    const again = await check(clinic.nurse, { siteId: clinic.site.id, kind, bytes });
    expect(again.counts?.ready).toBe(0);
  },
);
