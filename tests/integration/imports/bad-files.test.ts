import { randomUUID } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre';
import { beforeAll, expect, test } from 'vitest';
import { inspectWorkbook } from '@/lib/server/imports/read-workbook';
import { uploadImport } from '@/lib/server/imports/upload-import';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { bring, check, importFile, issuesOf } from '@/tests/support/import-work';
import { refusalOf } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;
let man: { readonly studyId: string; readonly patientId: string };

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner);
  man = await importMan(clinic);
});

const titles = 'Study id,Date,Laboratory,Test,Result,Unit';
const labs = (bytes: string | Uint8Array) => ({
  siteId: clinic.site.id,
  kind: 'labs' as const,
  bytes,
});
const refusedWith = async (bytes: string | Uint8Array) =>
  (await refusalOf(bring(clinic.nurse, labs(bytes)))).message;

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

test.each([
  ['UTF-8 with its mark', (line: string) => Buffer.from(`\uFEFF${titles}\n${line}`)],
  ['UTF-16', (line: string) => utf16(`${titles}\n${line}`)],
  ['Windows line ends', (line: string) => Buffer.from(`${titles}\r\n${line}\r\n`)],
  ['line ends of two kinds', (line: string) => Buffer.from(`${titles}\r\n\n${line}\n\r\n`)],
  ['Windows-1252', (line: string) => Buffer.from(`${titles}\n${line}`, 'latin1')],
])('a file in %s is read', async (_, write) => {
  const checked = await check(
    clinic.nurse,
    labs(write(`${man.studyId},2026-02-10,Café Zürich,FSH,18.2,mIU/mL`)),
  );
  expect(checked.counts).toMatchObject({ rows: 1, ready: 1 });
  expect(checked.profile.columns[2]?.examples).toEqual(['Café Zürich']);
});

test('a date that can be read in two ways is asked about, and never guessed', async () => {
  const brought = await bring(clinic.nurse, {
    ...labs(`${titles}\n${man.studyId},03/04/2026,Central,FSH,18.2,mIU/mL\n`),
    answers: { confirmed: [] },
  });
  expect(brought.questions.map(({ key }) => key)).toEqual(['dateOrder']);
  const checked = await check(clinic.nurse, {
    ...labs(`${titles}\n${man.studyId},03/04/2026,Central,FSH,18.2,mIU/mL\n`),
    answers: { dateOrder: null },
  });
  expect(issuesOf(checked)).toEqual(['2: date-order-unknown (Date)']);
});

test('a row of more cells than titles is held back: its values stand under other titles', async () => {
  const row = `${man.studyId},2026-02-11,Central,FSH,18`;
  const checked = await check(
    clinic.nurse,
    labs(`${titles}\n${row},2,mIU/mL\n${row},mIU/mL,\n,,,,,,\n${row},mIU/mL\n`),
  );
  expect(issuesOf(checked)).toEqual(['2: too-many-cells', '3: too-many-cells']);
  expect(checked.counts).toMatchObject({ rows: 3, ready: 1, errors: 2 });
});

test('a day that does not exist is refused in its row', async () => {
  const checked = await check(
    clinic.nurse,
    labs(`${titles}\n${man.studyId},31/02/2026,Central,FSH,18.2,mIU/mL\n`),
  );
  expect(issuesOf(checked)).toEqual(['2: date-not-real (Date)']);
});

test('each row of a column of mixed units keeps its own', async () => {
  const checked = await check(
    clinic.nurse,
    labs(
      `${titles}\n${man.studyId},2026-02-10,Central,Glucose,95,mg/dL\n${man.studyId},2026-03-10,Central,Glucose,5.2,mmol/L\n${man.studyId},2026-04-10,Central,Glucose,5.2,\n`,
    ),
  );
  expect(issuesOf(checked)).toEqual(['4: unit-missing (Unit)']);
  expect(checked.counts).toMatchObject({ ready: 2, errors: 1 });
});

test.each([
  ['a PDF', '%PDF-1.7', 'This is a PDF. Save the table as CSV or .xlsx.'],
  [
    'a picture',
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]),
    'This is a picture. Bring the table itself as CSV or .xlsx.',
  ],
  ['an empty file', '', 'The file is empty.'],
  [
    'a web page',
    '<html><table></table></html>',
    'This is XML or a web page. Save the table as CSV or .xlsx.',
  ],
  [
    'XML with entities',
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
    'This is XML or a web page. Save the table as CSV or .xlsx.',
  ],
  ['an old Excel file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /old Excel file/],
  [
    'a ZIP that is no workbook',
    zipSync({ 'a.txt': strToU8('a') }),
    'This is a ZIP file, but not a workbook.',
  ],
  [
    'a ZIP that is cut off',
    zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }).slice(0, 40),
    /ZIP|damaged/,
  ],
  ['a quotation mark that is never closed', `${titles}\n"a,b,c,d`, /never closed/],
])('%s is refused with what to do', async (_, bytes, message) => {
  const refusal = await refusedWith(bytes);
  expect(refusal).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test('a character that cannot be stored holds back its row and never the file', async () => {
  // Examples of a column end after 60 characters, here in the middle of a pair.
  const long = `${'a'.repeat(59)}\u{1F9EA}`;
  const checked = await check(
    clinic.nurse,
    labs(
      `${titles}\0\n${man.studyId},2026-02-12,Cen\0tral,FSH,18.2,mIU/mL\n${man.studyId},2026-02-12,${long},FSH,18.2,mIU/mL\n`,
    ),
  );
  expect(checked.profile.columns[2]?.examples).toEqual([
    'Cen\uFFFDtral',
    `${'a'.repeat(59)}\uFFFD`,
  ]);
  expect(issuesOf(checked)).toContain('2: character-not-storable (Laboratory)');
});

test('a workbook that declares entities is not read', async () => {
  const bytes = zipSync({
    'xl/workbook.xml': strToU8(
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><workbook><sheets><sheet name="&a;"/></sheets></workbook>',
    ),
  });
  expect(await refusedWith(bytes)).toMatch(/declares XML entities/);
});

test('a workbook that unpacks to far more than its size is refused while it is unpacked', async () => {
  const bytes = zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook><sheets><sheet name="a" sheetId="1"/></sheets></workbook>',
    ),
    'xl/worksheets/sheet1.xml': new Uint8Array(8 * 1024 * 1024),
  });
  expect(bytes.length).toBeLessThan(50_000);
  const refusal = await refusalOf((async () => inspectWorkbook(bytes, 2 * 1024 * 1024))());
  expect(refusal.message).toMatch(/unpacks to more than 2 MB/);
});

test('a file of 1 GB is refused while it arrives, and nothing of it is kept', async () => {
  let sent = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    const piece = new Uint8Array(8 * 1024 * 1024).fill(65);
    for (; sent < 1024; sent += 8) {
      yield piece;
    }
  }
  process.env['IMPORT_MEGABYTES'] = '16';
  const input = { siteId: clinic.site.id, kind: 'labs' as const, fileName: 'big.csv' };
  const refusal = await refusalOf(
    uploadImport(clinic.nurse, input, endless(), { requestId: randomUUID() }),
  );
  delete process.env['IMPORT_MEGABYTES'];
  expect(refusal.message).toBe('The file has more than 16 MB. Split it.');
  expect(sent).toBeLessThan(64);
  const { rows } = await owner.query(
    'SELECT count(*)::int AS files FROM stored_file WHERE sealed_at IS NULL AND expires_at > now()',
  );
  expect(rows).toEqual([{ files: 0 }]);
});

async function workbook(date1904: boolean): Promise<Uint8Array> {
  return await writeXlsx({
    dateSystem: date1904 ? '1904' : '1900',
    sheets: [
      { name: 'Cover', rows: [['Nothing here']] },
      {
        name: 'Labs & more',
        rows: [
          titles.split(','),
          [man.studyId, new Date('2026-02-14T00:00:00Z'), 'Workbook lab', 'FSH', 18.2, 'mIU/mL'],
          [],
          [
            man.studyId,
            new Date('2026-03-14T00:00:00Z'),
            'Workbook lab',
            'FSH',
            0.1 + 0.2,
            'mIU/mL',
          ],
        ],
      },
    ],
  });
}

test.each([[false], [true]])(
  'dates of a workbook are its dates, whatever its epoch (1904: %s)',
  async (date1904) => {
    const bytes = await workbook(date1904);
    const brought = await bring(clinic.nurse, { ...labs(bytes), layout: { sheet: 1 } });
    expect(brought.profile.sheets).toEqual(['Cover', 'Labs & more']);
    expect(brought.questions).toEqual([]);
    expect(brought.profile.columns[1]?.examples).toEqual(['2026-02-14', '2026-03-14']);
    expect(brought.profile.columns[4]?.examples).toEqual(['18.2', '0.3']);
  },
);

test('a workbook is recorded like a CSV file', async () => {
  const given = {
    ...labs(await workbook(false)),
    layout: { sheet: 1 },
    answers: { acceptUnusual: true },
  };
  expect(await importFile(clinic.nurse, given)).toMatchObject({ rows: 2, ready: 2 });
  const again = await check(clinic.nurse, given);
  expect(issuesOf(again)).toEqual(['2: already-there (Result)', '4: already-there (Result)']);
});

test('a formula is read as the value that was saved with it', async () => {
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'Labs',
        rows: [
          titles.split(','),
          [man.studyId, '2026-04-14', 'Formula lab', 'FSH', null, 'mIU/mL'],
        ],
        cells: new Map([['1,4', { value: 18.2, formula: '9.1*2', formulaResult: 18.2 }]]),
      },
    ],
  });
  const brought = await bring(clinic.nurse, labs(bytes));
  expect(brought.profile.columns[4]?.examples).toEqual(['18.2']);
});
