// The cells of one row by field, each read as what its field holds. What cannot be read is an issue of its
// column, and the row goes no further.
import { listUnstorableText } from '@/lib/core/storable-text';
import type { CivilDate } from '@/lib/dates/civil-date';
import { timeOfDay } from '@/lib/records/lab-report';
import { type NamedTest, testNamed } from '@/lib/units/analyte-names';
import { readDate, shortened } from './date-format';
import { plainTitle } from './guess-mapping';
import { type ImportIssue, type IssueCode, severityOf } from './import-issue';
import { type ImportField, type ImportKind, importKindDefinitions } from './import-kinds';
import type { ImportSettings } from './import-settings';
import { readNumber } from './number-format';

export interface RowReader {
  /** Trimmed; blank where the file and the settings say nothing. */
  text(key: string): string;
  date(key: string): CivilDate | null;
  time(key: string): string | null;
  /** With a decimal point; blank where there is none. */
  number(key: string): string;
  /** The same of a text that is a part of the cell. */
  numberIn(key: string, text: string): string;
  choice(key: string): string | null;
  yesNo(key: string): 'yes' | 'no' | 'unknown' | null;
  test(key: string): NamedTest | null;
  refuse(key: string, code: IssueCode, message: string): void;
  readonly issues: readonly ImportIssue[];
}

export interface RowSource {
  readonly kind: ImportKind;
  readonly settings: ImportSettings;
  /** Fields that stand in a column or have a value for all rows. */
  readonly mapped: ReadonlySet<string>;
  read(row: number, cells: readonly string[]): RowReader;
  issue(row: number, key: string, code: IssueCode, message: string): ImportIssue;
}

const words = {
  yes: ['yes', 'y', 'true', '1', 'positive', 'present', 'x'],
  no: ['no', 'n', 'false', '0', 'negative', 'absent'],
  unknown: ['unknown', 'unk', '?', 'not known', 'na', 'n/a', 'not tested'],
} as const;
const answers = ['yes', 'no', 'unknown'] as const;

export function rowSource(kind: ImportKind, settings: ImportSettings): RowSource {
  const { mapping } = settings;
  const columnOf = new Map(mapping.columns.map(({ field, column }) => [field, column]));
  const titleOf = new Map(mapping.columns.map(({ field, title }) => [field, title]));
  const { fields } = importKindDefinitions[kind];
  const fieldOf = new Map(fields.map((field) => [field.key, field]));
  const choices = new Map(fields.map((field) => [field.key, choiceReader(field)]));
  const mapped = new Set([
    ...columnOf.keys(),
    ...Object.entries(mapping.constants).flatMap(([key, value]) => (value === '' ? [] : [key])),
  ]);
  const issue: RowSource['issue'] = (row, key, code, message) => ({
    row,
    column: titleOf.get(key) ?? fieldOf.get(key)?.label ?? key,
    code,
    message,
    severity: severityOf(code),
  });
  return {
    kind,
    settings,
    mapped,
    issue,
    read: (row, cells) => {
      const issues: ImportIssue[] = [];
      const refuse: RowReader['refuse'] = (key, code, message) => {
        issues.push(issue(row, key, code, message));
      };
      const raw = (key: string): string => {
        const column = columnOf.get(key);
        const cell = column === undefined ? '' : (cells[column] ?? '');
        return cell.trim() || (mapping.constants[key] ?? '').trim();
      };
      const text = (key: string): string => {
        const value = raw(key);
        if (value === '') {
          if (fieldOf.get(key)?.required === true) {
            refuse(key, 'missing', `${fieldOf.get(key)?.label ?? key} is missing.`);
          }
          return '';
        }
        if (listUnstorableText(value).length > 0) {
          refuse(key, 'character-not-storable', 'This holds a character that cannot be stored.');
          return '';
        }
        return value;
      };
      const numberIn = (key: string, value: string): string => {
        if (value === '') {
          return '';
        }
        const comparator = fieldOf.get(key)?.type === 'measurement';
        const number = readNumber(value, settings.answers.decimalSign, { comparator });
        if (!number.ok) {
          refuse(key, number.error.code, number.error.message);
          return '';
        }
        return number.value;
      };
      return {
        issues,
        refuse,
        text,
        date: (key) => {
          const value = text(key);
          if (value === '') {
            return null;
          }
          const { dateOrder, epoch } = settings.answers;
          const date = readDate(value, { order: dateOrder, epoch });
          if (!date.ok) {
            refuse(key, date.error.code, date.error.message);
            return null;
          }
          return date.value;
        },
        time: (key) => {
          const value = text(key)
            .replace(/^(\d):/, '0$1:')
            .replace(/^(\d{2}:\d{2}):\d{2}$/, '$1');
          if (value === '' || timeOfDay.test(value)) {
            return value || null;
          }
          refuse(key, 'time-unreadable', `“${shortened(value)}” is not a time: write it as 08:30.`);
          return null;
        },
        number: (key) => numberIn(key, text(key)),
        numberIn,
        choice: (key) => {
          const value = text(key);
          const chosen = value === '' ? null : (choices.get(key)?.(value) ?? null);
          if (value !== '' && chosen === null) {
            refuse(key, 'choice-unknown', unknownChoice(value, fieldOf.get(key)));
          }
          return chosen;
        },
        yesNo: (key) => {
          const value = text(key).toLowerCase();
          const answer = answers.find((one) => words[one].some((word) => word === value)) ?? null;
          if (value !== '' && answer === null) {
            refuse(key, 'choice-unknown', `“${shortened(value)}” is neither yes, no nor unknown.`);
          }
          return answer;
        },
        test: (key) => {
          const value = text(key);
          const test = value === '' ? null : testNamed(value);
          if (value !== '' && test === null) {
            refuse(key, 'test-unknown', `No test is called “${shortened(value)}”.`);
          }
          return test;
        },
      };
    },
  };
}

function choiceReader({ options }: ImportField): (text: string) => string | null {
  const byWord = new Map<string, string>();
  for (const [key, also] of Object.entries(options ?? {})) {
    for (const word of [key, ...also]) {
      byWord.set(plainWord(word), key);
    }
  }
  return (text) => byWord.get(plainWord(text)) ?? null;
}

/** A question mark alone stays one. */
function plainWord(text: string): string {
  const word = text.toLowerCase();
  return plainTitle(word) || word;
}

const mostNamed = 8;

function unknownChoice(value: string, field: ImportField | undefined): string {
  const keys = Object.keys(field?.options ?? {});
  const named = keys.slice(0, mostNamed).join(', ');
  const rest = keys.length > mostNamed ? ` and ${keys.length - mostNamed} more` : '';
  return `“${shortened(value)}” is none of ${named}${rest}.`;
}
