import type { CsvValue } from '@/lib/export/csv';
import type { ColumnType } from '@/lib/export/data-column';

/** The parts of an Office Open XML workbook (ECMA-376-1:2016) as texts; who writes them puts them into a ZIP file. */

/** Rows of a sheet with its header; Excel opens no more. */
export const mostSheetRows = 1_048_576;

/** Characters of a cell; Excel opens no more. */
const mostCharacters = 32_767;

export interface SheetColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** In characters. */
  readonly width: number;
}

/** What stands before the rows: widths, a header that stays in sight, and the header itself. */
export function sheetStart(columns: readonly SheetColumn[]): string {
  const widths = columns.map(
    ({ width }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const header = columns.map(({ name }, index) =>
    textCell(`${letters(index)}1`, name, styles.header),
  );
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${header.join('')}</row>`;
}

/**
 * A flag is 1 or 0, a date a real date, a text always a text: no cell is a formula.
 * @param number from 2: the header is the first
 */
export function sheetRow(
  columns: readonly Pick<SheetColumn, 'type'>[],
  number: number,
  values: readonly CsvValue[],
): string {
  const cells = columns.map(({ type }, index) =>
    cell(`${letters(index)}${number}`, type, values[index] ?? null),
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

export const sheetEnd = '</sheetData></worksheet>';

/** The parts beside the sheets, by path; sheets stand at `xl/worksheets/sheet1.xml` and so on. */
export function workbookParts(
  sheets: readonly string[],
): { readonly path: string; readonly text: string }[] {
  const numbered = sheets.map((name, index) => ({ name, number: index + 1 }));
  const stylesId = `rId${sheets.length + 1}`;
  return [
    {
      path: 'xl/workbook.xml',
      text: `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbered
        .map(
          ({ name, number }) =>
            `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      text: relationships([
        ...numbered.map(({ number }) => ({
          id: `rId${number}`,
          type: 'worksheet',
          target: `worksheets/sheet${number}.xml`,
        })),
        { id: stylesId, type: 'styles', target: 'styles.xml' },
      ]),
    },
    { path: 'xl/styles.xml', text: stylesXml },
    {
      path: '_rels/.rels',
      text: relationships([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    },
    {
      path: '[Content_Types].xml',
      text: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/>${numbered
        .map(
          ({ number }) =>
            `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${content}.worksheet+xml"/>`,
        )
        .join('')}</Types>`,
    },
  ];
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in the `cellXfs` below. */
const styles = { plain: 0, header: 1, date: 2 } as const;

const stylesXml = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function relationships(
  all: readonly { readonly id: string; readonly type: string; readonly target: string }[],
): string {
  const list = all.map(
    ({ id, type, target }) =>
      `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}

function cell(place: string, type: ColumnType, value: CsvValue): string {
  if (value === null || value === '') {
    return '';
  }
  if (typeof value === 'string') {
    const serial = type === 'date' ? dateSerial(value) : null;
    return serial === null
      ? textCell(place, value, styles.plain)
      : `<c r="${place}" s="${styles.date}"><v>${serial}</v></c>`;
  }
  return `<c r="${place}"><v>${Number(value)}</v></c>`;
}

function textCell(place: string, text: string, style: number): string {
  const attributes = style === styles.plain ? '' : ` s="${style}"`;
  return `<c r="${place}"${attributes} t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, mostCharacters))}</t></is></c>`;
}

/** Of a column, from A. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

const millisecondsPerDay = 86_400_000;

/** 1900-03-01: Excel takes 1900 for a leap year, so that earlier days have other numbers in other programs. */
const firstSerial = 61;

/** The number of a day in the calendar of 1900; null for what is none of its days. */
function dateSerial(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return null;
  }
  const serial = (Date.parse(`${text}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / millisecondsPerDay;
  return serial >= firstSerial ? serial : null;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** What XML 1.0 cannot hold becomes U+FFFD; what Excel would read as an escape of its own is escaped (ST_Xstring). */
function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
