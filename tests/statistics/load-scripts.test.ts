import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CsvValue, csvLine } from '@/lib/export/csv';
import { loadR } from '@/lib/tabular/load-r';
import { loadSps } from '@/lib/tabular/load-sps';
import type { Table } from '@/lib/tabular/table';
import { runSyntax } from '@/tests/support/pspp';
import { runScript } from '@/tests/support/r';

const tables: readonly Table[] = [
  {
    name: 'men',
    columns: [
      { name: 'study_id', label: 'Study id', type: 'text', section: 'enrollment' },
      {
        name: 'arm',
        label: "The man's arm",
        type: 'choice',
        levels: [
          { key: 'treated', label: 'Größe ≥ 1 "quoted" \\ 😀' },
          { key: 'control', label: "The other's" },
          { key: 'twin', label: "The other's" },
        ],
        section: 'enrollment',
      },
      { name: 'first_dose', label: 'First dose', type: 'date', section: 'exposure' },
      { name: 'fsh', label: 'FSH', type: 'number', unit: 'IU/L', section: 'baseline' },
      { name: 'motile', label: 'Motile sperm', type: 'flag', section: 'response' },
      { name: 'remark', label: 'Remark', type: 'text', section: 'safety' },
    ],
  },
  {
    name: 'nobody',
    columns: [
      { name: 'subject', label: 'Study id', type: 'text', section: 'enrollment' },
      { name: 'value', label: 'Value', type: 'number', section: 'baseline' },
      { name: 'kind', label: 'Kind', type: 'choice', levels: [], section: 'baseline' },
    ],
  },
];

const men: readonly (readonly CsvValue[])[] = [
  ['A-01', 'control', '2026-03-31', 0.30000000000000004, true, 'said "no", µmol 😀'],
  ['A-02', 'treated', '2024-02-29', 12, false, '=1+1'],
  ['A-03', 'of an older version', null, -1250000000, null, null],
  ['A-04', 'twin', null, null, null, 'NA'],
];

const folder = mkdtempSync(path.join(tmpdir(), 'sertoli-scripts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rowsOf: Readonly<Record<string, typeof men>> = { men, nobody: [] };
for (const { name, columns } of tables) {
  const rows = [columns.map((column) => column.name), ...(rowsOf[name] ?? [])];
  writeFileSync(path.join(folder, `${name}.csv`), `\uFEFF${rows.map(csvLine).join('')}`);
}
writeFileSync(path.join(folder, 'load.R'), loadR(tables));
writeFileSync(path.join(folder, 'load.sps'), loadSps(tables));

describe('a stock R', () => {
  const inR = (code: string, ...lines: readonly string[]) => {
    const script = ['options(warn = 2)', 'source("load.R")', ...lines, `cat(${code}, sep = "\\n")`];
    writeFileSync(path.join(folder, 'ask.R'), script.join('\n'));
    return runScript(folder, 'ask.R').trimEnd().split('\n');
  };

  test('reads the files by their script without a warning, with types, labels and units', () => {
    expect(inR('vapply(men, function(x) class(x)[1], "")')).toEqual([
      'character',
      'factor',
      'Date',
      'numeric',
      'logical',
      'character',
    ]);
    expect(inR('vapply(men, attr, "", "label")')).toEqual([
      'Study id',
      "The man's arm",
      'First dose',
      'FSH',
      'Motile sperm',
      'Remark',
    ]);
    expect(inR('attr(men$fsh, "unit")')).toEqual(['IU/L']);
    expect(inR('c(nrow(men), nrow(nobody), ncol(nobody))')).toEqual(['4', '0', '3']);
  });

  test('has the levels in their order, and keeps a value that is none of them', () => {
    const levels = [
      'Größe ≥ 1 "quoted" \\ 😀',
      "The other's (control)",
      "The other's (twin)",
      'of an older version',
    ];
    expect(inR('enc2utf8(levels(men$arm))')).toEqual(levels);
    expect(inR('as.integer(men$arm)')).toEqual(['2', '1', '4', '3']);
  });

  test('has every value as it was written; what is missing is NA, and the text NA is none', () => {
    expect(inR('format(men$first_dose)')).toEqual(['2026-03-31', '2024-02-29', 'NA', 'NA']);
    expect(inR('sprintf("%.17g", men$fsh)')).toEqual([
      '0.30000000000000004',
      '12',
      '-1250000000',
      'NA',
    ]);
    expect(inR('men$motile')).toEqual(['TRUE', 'FALSE', 'NA', 'NA']);
    expect(inR('men$remark[c(1, 2, 4)]')).toEqual(['said "no", µmol 😀', "'=1+1", 'NA']);
    expect(inR('is.na(men$remark)')).toEqual(['FALSE', 'FALSE', 'TRUE', 'FALSE']);
  });

  test('reads them by its own means too: the byte order mark is no part of the first name', () => {
    expect(inR('names(plain)[1:2]', 'plain <- read.csv("men.csv")')).toEqual(['study_id', 'arm']);
  });

  test('reads the script in a locale without letters beyond ASCII', () => {
    expect(readFileSync(path.join(folder, 'load.R'), 'latin1')).toMatch(/^[\n -~]*$/);
  });
});

describe('PSPP', () => {
  let said: string;
  beforeAll(() => {
    said = runSyntax(folder, "INSERT FILE='load.sps'.\nDISPLAY DICTIONARY.\n");
  });

  const again = (syntax: string) => {
    runSyntax(folder, `GET FILE='men.sav'.\n${syntax}`);
    return readFileSync(path.join(folder, 'again.csv'), 'utf8');
  };

  test('runs the script without a warning, for a table without rows too', () => {
    expect(said).not.toMatch(/warning|error/i);
    expect(readFileSync(path.join(folder, 'nobody.sav'), 'latin1')).toContain('$FL2');
  });

  test('has every value as it was written', () => {
    expect(
      again("SAVE TRANSLATE /OUTFILE='again.csv' /TYPE=CSV /REPLACE /FIELDNAMES /CELLS=VALUES."),
    ).toBe(
      [
        'study_id,arm,first_dose,fsh,motile,remark',
        'A-01,control,03/31/2026,0.30000000000000004,1,"said ""no"", µmol 😀"',
        "A-02,treated,02/29/2024,12,0,'=1+1",
        'A-03,of an older version, ,-1250000000, ,',
        'A-04,twin, , , ,NA',
        '',
      ].join('\n'),
    );
  });

  test('has the labels of the values', () => {
    const labels = again(
      "SAVE TRANSLATE /OUTFILE='again.csv' /TYPE=CSV /REPLACE /CELLS=LABELS /KEEP=arm motile.",
    );
    expect(labels).toBe(
      'The other\'s (control),Yes\n"Größe ≥ 1 ""quoted"" \\ 😀",No\nof an older version, \nThe other\'s (twin), \n',
    );
  });

  test('is given no line longer than SPSS reads', () => {
    const script = readFileSync(path.join(folder, 'load.sps'));
    const lines = script.toString('latin1').split('\r\n');
    expect(lines.filter((line) => line.length > 256)).toEqual([]);
  });
});
