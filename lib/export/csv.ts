/** A value of one cell; null is a missing value and becomes an empty cell. */
export type CsvValue = string | number | boolean | null;

/** One record after RFC 4180, with its line end. */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: CsvValue): string {
  if (value === null) {
    return '';
  }
  if (typeof value === 'string') {
    return quoted(withoutFormula(value));
  }
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

/** A spreadsheet would run a text that starts like a formula; an apostrophe keeps it a text. */
function withoutFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
