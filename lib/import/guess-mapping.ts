import { testNamed } from '@/lib/units/analyte-names';
import { unitsSpelled } from '@/lib/units/unit-spellings';
import type { ColumnProfile } from './file-profile';
import { type ImportField, type ImportKind, importKindDefinitions } from './import-kinds';
import type { ColumnMapping } from './import-settings';

/**
 * The field that each column most likely is, by its title alone. What this source's columns were the last
 * time goes before every guess.
 */
export function guessMapping(
  kind: ImportKind,
  columns: readonly ColumnProfile[],
  remembered: ColumnMapping | null,
): ColumnMapping {
  const taken = new Set<string>();
  const { fields } = importKindDefinitions[kind];
  const byTitle = new Map(
    remembered?.columns.map(({ title, field }) => [plainTitle(title), field]),
  );
  const known = columns.map(({ title }) => {
    const key = byTitle.get(plainTitle(title));
    return key !== undefined && fields.some((field) => field.key === key) ? key : null;
  });
  for (const key of known) {
    if (key !== null) {
      taken.add(key);
    }
  }
  const ignored = new Set(remembered?.ignored.map(plainTitle));
  const guessed = columns.map(({ title }, index) => {
    if (known[index] != null) {
      return known[index];
    }
    const isIgnored = ignored.has(plainTitle(title));
    const field = isIgnored ? null : fieldTitled(kind, fields, title, taken);
    if (field !== null) {
      taken.add(field.key);
    }
    return field?.key ?? null;
  });
  return {
    columns: columns.flatMap(({ column, title }, index) => {
      const field = guessed[index];
      return field == null ? [] : [{ column, title, field }];
    }),
    constants: remembered?.constants ?? {},
    ignored: [],
  };
}

function fieldTitled(
  kind: ImportKind,
  fields: readonly ImportField[],
  title: string,
  taken: ReadonlySet<string>,
): ImportField | null {
  const plain = [plainTitle(title), plainTitle(title.toLowerCase())];
  const free = fields.filter(({ key }) => !taken.has(key));
  const named = free.find(({ key, label, synonyms }) =>
    [plainTitle(key), plainTitle(label), ...synonyms].some((name) => plain.includes(name)),
  );
  if (named !== undefined || kind !== 'labs') {
    return named ?? null;
  }
  const { test } = testAndUnit(title);
  return free.find(({ analyte }) => analyte !== undefined && analyte === test) ?? null;
}

/** "FSH (mIU/mL)" and "FSH [mIU/mL]" name the test and the unit. */
export function testAndUnit(title: string): {
  readonly test: string | null;
  readonly unit: string;
} {
  const match = /^(.*?)\s*[([]\s*([^()[\]]+)\s*[)\]]\s*$/.exec(title.trim());
  const whole = testNamed(title);
  if (whole !== null) {
    return { test: whole.analyte, unit: whole.unit ?? '' };
  }
  const words = title.trim().split(/[\s_,]+/);
  const last = words.at(-1) ?? '';
  const [name, unit] =
    match === null ? [words.slice(0, -1).join(' '), last] : [match[1] ?? '', match[2] ?? ''];
  const test = unitsSpelled(unit).length > 0 ? testNamed(name) : null;
  return test === null ? { test: null, unit: '' } : { test: test.analyte, unit };
}

/** "Study_ID" and "study id" are one. */
export function plainTitle(title: string): string {
  return title
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}
