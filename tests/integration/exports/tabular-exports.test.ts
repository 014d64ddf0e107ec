import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import readXlsxFile, { type CellValue } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { datasetNames } from '@/lib/analysis/datasets';
import { type DisclosureMode, disclosureModes } from '@/lib/export/disclosure-mode';
import { closeDatabase } from '@/lib/server/db/client';
import { openDisclosure } from '@/lib/server/deidentification/open-disclosure';
import type { ExportFormat, ExportRequest } from '@/lib/server/exports/format';
import { csvFolder, subjectsCsv } from '@/lib/server/exports/tabular/csv';
import { workbook, workbookOf } from '@/lib/server/exports/tabular/xlsx';
import { unpackArchive } from '@/tests/support/analysis-archive';
import { openTestDatabase } from '@/tests/support/database';
import { type DemoHistory, findDemoHistory } from '@/tests/support/demo-history';
import { runSyntax } from '@/tests/support/pspp';
import { runScript } from '@/tests/support/r';

const { owner } = await openTestDatabase({ holds: 'demo-history' });
afterAll(closeDatabase);
// 673 men on a machine that other tests share.
vi.setConfig({ hookTimeout: 300_000, testTimeout: 120_000 });

let demo: DemoHistory;
beforeAll(async () => {
  demo = await findDemoHistory(owner);
});

const papers = ['S0', 'S1', 'S2'] as const;
const cases = papers.flatMap((paper) => disclosureModes.map((mode) => [paper, mode] as const));

async function requestOf(paper: string, mode: DisclosureMode): Promise<ExportRequest> {
  const snapshot = demo.snapshots.get(paper);
  if (snapshot === undefined) {
    throw new Error(`${paper} was not frozen.`);
  }
  const disclosure = await openDisclosure(demo.actor, snapshot.id, mode, randomUUID());
  return { actor: demo.actor, snapshot, disclosure };
}

interface Written {
  readonly bytes: Buffer;
  readonly rows: number;
  readonly progress: readonly (readonly [done: number, total: number])[];
}

async function write(
  { write: piecesOf }: ExportFormat,
  request: ExportRequest,
  signal = new AbortController().signal,
): Promise<Written> {
  const pieces: Uint8Array[] = [];
  const progress: [number, number][] = [];
  let rows = 0;
  const run = {
    signal,
    progress: (done: number, total: number) => progress.push([done, total]),
    countRows: (more: number) => {
      rows += more;
    },
  };
  for await (const piece of piecesOf(request, run)) {
    pieces.push(piece);
  }
  return { bytes: Buffer.concat(pieces), rows, progress };
}

/** Rows with the header, as another program reads them. */
function rowsOf(csv: Uint8Array): string[][] {
  return parse(Buffer.from(csv), { bom: true, record_delimiter: '\r\n' });
}

const text = (value: CellValue | null | undefined) =>
  value === null || value === undefined
    ? ''
    : value instanceof Date
      ? value.toISOString().slice(0, 10)
      : String(value);

const isNumber = (cell: string) => /^-?\d+(\.\d+)?$/.test(cell);
const sameNumber = (cell: string) => (isNumber(cell) ? String(Number(cell)) : cell);

describe.each(cases)('%s, %s', (paper, mode) => {
  test('written twice, each file has the same bytes', async () => {
    for (const format of [csvFolder, subjectsCsv, workbook]) {
      const [one, other] = [await requestOf(paper, mode), await requestOf(paper, mode)];
      const first = await write(format, one);
      expect(first.bytes.equals((await write(format, other)).bytes)).toBe(true);
      expect(first.progress.at(-1)).toEqual([one.snapshot.members, one.snapshot.members]);
    }
  });

  test('one row per patient; another reader of workbooks finds the cells of the CSV files', async () => {
    const request = await requestOf(paper, mode);
    const folder = await write(csvFolder, request);
    const files = unzipSync(folder.bytes);
    const alone = await write(subjectsCsv, request);
    expect(alone.bytes.equals(Buffer.from(files['subjects.csv'] ?? []))).toBe(true);
    expect(alone.rows).toBe(request.snapshot.members);
    const book = await write(workbook, request);
    expect(book.rows).toBe(folder.rows);

    const sheets = new Map(
      (await readXlsxFile(book.bytes)).map(({ sheet, data }) => [sheet, data]),
    );
    expect([...sheets.keys()]).toEqual([...datasetNames, 'dictionary', 'codebook', 'about']);
    let rows = 0;
    for (const name of [...datasetNames, 'dictionary', 'codebook']) {
      const csv = rowsOf(files[`${name}.csv`] ?? new Uint8Array());
      const sheet = sheets.get(name) ?? [];
      expect(sheet.map((row) => row.map(text).map(sameNumber))).toEqual(
        csv.map((row) => row.map(sameNumber)),
      );
      rows += name in request.snapshot.definition.columns ? csv.length - 1 : 0;
    }
    expect(rows).toBe(folder.rows);
  });
});

test.each(papers)('%s: a stock R and PSPP load every table without a warning', async (paper) => {
  const request = await requestOf(paper, 'limited');
  const { bytes } = await write(csvFolder, request);
  const folder = unpackArchive(bytes);
  try {
    const rows = datasetNames.map((name) => `nrow(${name})`).join(', ');
    writeFileSync(
      path.join(folder, 'check.R'),
      `options(warn = 2)\nsource("load.R")\ncat(c(${rows}))\n`,
    );
    const files = unzipSync(bytes);
    expect(runScript(folder, 'check.R').split(' ').map(Number)).toEqual(
      datasetNames.map((name) => rowsOf(files[`${name}.csv`] ?? new Uint8Array()).length - 1),
    );
    expect(runSyntax(folder, "INSERT FILE='load.sps'.\n")).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a text that a spreadsheet would run is a text in both', async () => {
  const { snapshot, disclosure, ...rest } = await requestOf('S0', 'identified');
  const [first, ...others] = disclosure.members;
  if (first === undefined) {
    throw new Error('S0 has members.');
  }
  const identity = {
    givenName: '=HYPERLINK("http://example.org","x")',
    familyName: '@SUM(A1), _x0041_ & <b>',
    birthDate: null,
    recordNumber: '-7',
  };
  const request = {
    ...rest,
    snapshot,
    disclosure: { ...disclosure, members: [{ ...first, identity }, ...others] },
  };
  const { bytes } = await write(subjectsCsv, request);
  expect(rowsOf(bytes)[1]?.slice(1, 5)).toEqual([
    `'${identity.givenName}`,
    `'${identity.familyName}`,
    '',
    "'-7",
  ]);
  const book = (await write(workbook, request)).bytes;
  const sheet = Buffer.from(unzipSync(book)['xl/worksheets/sheet1.xml'] ?? []).toString();
  expect(sheet).not.toContain('<f');
  expect(sheet).toContain('<t xml:space="preserve">=HYPERLINK(&quot;http://example.org');
  expect(sheet).toContain('@SUM(A1), _x005F_x0041_ &amp; &lt;b&gt;</t>');
});

test('rows beyond the limit of a sheet go on in further ones, and the workbook says so', async () => {
  const request = await requestOf('S0', 'limited');
  const most = 21;
  const { bytes } = await write({ write: (of, run) => workbookOf(of, run, most) }, request);
  const sheets = await readXlsxFile(bytes);
  const subjects = sheets.filter(({ sheet }) => sheet.startsWith('subjects'));
  expect(subjects.map(({ sheet, data }) => [sheet, data.length])).toEqual([
    ['subjects', 21],
    ['subjects (2)', request.snapshot.members - 20 + 1],
  ]);
  expect(subjects[1]?.data[0]).toEqual(subjects[0]?.data[0]);
  expect(sheets.at(-1)?.data).toContainEqual([
    'subjects',
    'Goes on in sheet "subjects (2)": a sheet of Excel has at most 21 rows',
  ]);
});

test.each(Object.entries({ csvFolder, subjectsCsv, workbook }))(
  '%s stops when it is canceled, and leaves no connection behind',
  async (_name, format) => {
    const request = await requestOf('S2', 'limited');
    await expect(write(format, request, AbortSignal.abort())).rejects.toThrow(/abort/i);
    expect((await write(subjectsCsv, request)).rows).toBe(request.snapshot.members);
  },
);
