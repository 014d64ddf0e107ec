import 'server-only';
import { certain } from '@/lib/import/detected';
import { detectEncoding, utf8Check } from '@/lib/import/encoding';
import { type FileProfile, profileBuilder } from '@/lib/import/file-profile';
import { type ImportLayout, maximumColumns } from '@/lib/import/import-settings';
import { detectDelimiter, detectHeaderRow } from '@/lib/import/layout';
import type { DatabaseUser } from '../db/transaction';
import { readStoredFile } from '../files/read-stored-file';
import { type FileFormat, fileFormat } from './file-format';
import { readFileRows, wholeFile } from './read-file-rows';
import type { FileRow } from './read-text-rows';
import { inspectWorkbook } from './read-workbook';

interface Described {
  readonly profile: FileProfile;
  readonly layout: ImportLayout;
}

const sampledRows = 20;
const headBytes = 65_536;

/**
 * What a stored file says about itself. `chosen` is what a person has said about its layout; the rest is
 * detected.
 *
 * @throws INVALID_INPUT for a file that is no table.
 */
export async function profileFile(
  user: DatabaseUser,
  fileId: string,
  chosen: Partial<ImportLayout> = {},
): Promise<Described> {
  const { format, ...text } = await describeBytes(user, fileId);
  const sheets =
    format === 'xlsx' ? inspectWorkbook(await wholeFile(readStoredFile(user, fileId))) : [];
  const encoding = format === 'csv' ? detectEncoding(text.head, text.isUtf8) : null;
  const usedEncoding = chosen.encoding ?? encoding?.value ?? 'utf-8';
  const delimiter =
    format === 'csv'
      ? detectDelimiter(new TextDecoder(usedEncoding).decode(text.head).replaceAll('\r\n', '\n'))
      : null;
  const layout: ImportLayout = {
    encoding: usedEncoding,
    delimiter: chosen.delimiter ?? delimiter?.value ?? ',',
    sheet: Math.min(chosen.sheet ?? 0, Math.max(0, sheets.length - 1)),
    headerRow: chosen.headerRow ?? 1,
  };
  const columns =
    format === 'fhir-bundle'
      ? noTable
      : await describeRows(user, fileId, format, layout, chosen.headerRow);
  return {
    profile: { format, encoding, delimiter, sheets, ...columns.described },
    layout: { ...layout, headerRow: columns.headerRow },
  };
}

const noTable = {
  described: { headerRow: certain(0, 'A bundle has no columns.'), columns: [], rows: 0 },
  headerRow: 0,
};

async function describeBytes(
  user: DatabaseUser,
  fileId: string,
): Promise<{ readonly format: FileFormat; readonly head: Uint8Array; readonly isUtf8: boolean }> {
  const check = utf8Check();
  let head: Uint8Array = new Uint8Array(0);
  for await (const piece of readStoredFile(user, fileId)) {
    check.push(piece);
    if (head.length < headBytes) {
      head = Buffer.concat([head, piece.subarray(0, headBytes - head.length)]);
    }
  }
  return { format: fileFormat(head), head, isUtf8: check.finish() };
}

/** One pass: the first rows are kept back until it is known which of them names the columns. */
async function describeRows(
  user: DatabaseUser,
  fileId: string,
  format: FileFormat,
  layout: ImportLayout,
  chosenHeader: number | undefined,
) {
  const first: FileRow[] = [];
  let builder: ReturnType<typeof profileBuilder> | null = null;
  let detected = certain(1, '');
  let headerRow = 1;
  const begin = () => {
    detected = detectHeaderRow(byRow(first));
    headerRow = chosenHeader ?? detected.value;
    const titles = first.find(({ row }) => row === headerRow)?.cells ?? [];
    const started = profileBuilder(titles, maximumColumns);
    for (const { row, cells } of first) {
      if (row > headerRow) {
        started.add(cells);
      }
    }
    return started;
  };
  for await (const row of readFileRows(user, fileId, format, layout)) {
    if (builder === null) {
      first.push(row);
      if (first.length === Math.max(sampledRows, chosenHeader ?? 0)) {
        builder = begin();
      }
    } else {
      builder.add(row.cells);
    }
  }
  builder ??= begin();
  return { described: { headerRow: detected, ...builder.finish() }, headerRow };
}

/** A workbook leaves blank rows out; here each stands at its number. */
function byRow(rows: readonly FileRow[]): (readonly string[])[] {
  const last = rows.at(-1)?.row ?? 0;
  const cells = new Map(rows.map((row) => [row.row, row.cells]));
  return Array.from({ length: Math.min(last, 100) }, (_, index) => cells.get(index + 1) ?? []);
}
