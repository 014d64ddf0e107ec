import 'server-only';
import { unreadableFile } from './unreadable-file';

export type FileFormat = 'csv' | 'xlsx' | 'fhir-bundle';

const picture = 'This is a picture. Bring the table itself as CSV or .xlsx.';

const refused: readonly { readonly start: readonly number[]; readonly why: string }[] = [
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    why: 'This is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password.',
  },
  { start: [0x25, 0x50, 0x44, 0x46], why: 'This is a PDF. Save the table as CSV or .xlsx.' },
  { start: [0x89, 0x50, 0x4e, 0x47], why: picture },
  { start: [0xff, 0xd8, 0xff], why: picture },
  { start: [0x1f, 0x8b], why: 'This file is compressed. Unpack it first.' },
];

/**
 * By its first bytes, whatever its name says.
 *
 * @throws INVALID_INPUT for a file that is none of them.
 */
export function fileFormat(head: Uint8Array): FileFormat {
  const starts = (bytes: readonly number[]) => bytes.every((byte, index) => head[index] === byte);
  const known = refused.find(({ start }) => starts(start));
  if (known !== undefined) {
    throw unreadableFile(known.why);
  }
  if (head.length === 0) {
    throw unreadableFile('The file is empty.');
  }
  if (starts([0x50, 0x4b, 0x03, 0x04])) {
    return 'xlsx';
  }
  const text = new TextDecoder('utf-8').decode(head).trimStart();
  if (/^<(?:\?xml|!DOCTYPE|html)/i.test(text)) {
    throw unreadableFile('This is XML or a web page. Save the table as CSV or .xlsx.');
  }
  return text.startsWith('{') ? 'fhir-bundle' : 'csv';
}
