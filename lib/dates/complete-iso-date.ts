const yearFirst = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/;
const eightDigits = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * Writes what was clearly meant as YYYY-MM-DD in that form: "20260331", "2026/3/31", "2026.3.31".
 * Anything else comes back trimmed and otherwise as typed, for the schema to say what is wrong with it;
 * whether such a day exists is also the schema's question.
 */
export function completeIsoDate(typed: string): string {
  const text = typed.trim();
  const match = yearFirst.exec(text) ?? eightDigits.exec(text);
  if (match === null) {
    return text;
  }
  const [, year = '', month = '', day = ''] = match;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
