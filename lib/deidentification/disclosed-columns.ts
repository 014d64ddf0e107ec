import type { DatasetName } from '@/lib/analysis/datasets';
import type { FrozenRow } from '@/lib/analysis/freeze-case';
import { assertNever } from '@/lib/core/assert-never';
import type { CsvValue } from '@/lib/export/csv';
import type { DataColumn } from '@/lib/export/data-column';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';
import { ctcaeTermNames } from '@/lib/records/adverse-event';
import { groupedKaryotype } from './karyotypes';

/** What becomes of the value of a column. A column without a rule does not leave. */
export const columnRules = [
  'keep',
  'subject',
  'site',
  'age',
  'karyotype',
  'adverse-event',
  'shift',
  'study-day',
  'start-year',
  'until-end',
  'given-name',
  'family-name',
  'birth-date',
  'record-number',
] as const;
export type ColumnRule = (typeof columnRules)[number];

/** A column as the file has it. */
export interface DisclosedColumn extends DataColumn {
  /** The column of the snapshot that its value comes from; null for what no snapshot holds. */
  readonly from: string | null;
  readonly rule: ColumnRule;
}

/** The columns of a dataset as they leave in this mode, in their order. */
export function disclosedColumns(
  dataset: DatasetName,
  columns: readonly DataColumn[],
  mode: DisclosureMode,
): readonly DisclosedColumn[] {
  if (mode === 'identified') {
    const kept = columns.map((column) => asIs(column, 'keep'));
    return dataset === 'subjects'
      ? [...kept.slice(0, 1), ...identityColumns, ...kept.slice(1)]
      : kept;
  }
  if (mode === 'limited') {
    return limitedColumns(columns);
  }
  const disclosed = columns.flatMap((column) => codedColumn(column, mode) ?? []);
  return dataset === 'subjects' && mode === 'safe-harbor'
    ? [...disclosed.slice(0, 1), startYear, ...disclosed.slice(1)]
    : disclosed;
}

const startYear: DisclosedColumn = {
  name: 'start_year',
  label: 'Year of study day 1: of the first dose, or of enrollment where there is none',
  type: 'number',
  section: 'enrollment',
  from: null,
  rule: 'start-year',
};

const identityColumns: readonly DisclosedColumn[] = [
  identity('given_name', 'Given name', 'text', 'given-name'),
  identity('family_name', 'Family name', 'text', 'family-name'),
  identity('birth_date', 'Birth date', 'date', 'birth-date'),
  identity('record_number', 'Record number of the clinic', 'text', 'record-number'),
];

function identity(
  name: string,
  label: string,
  type: DataColumn['type'],
  rule: ColumnRule,
): DisclosedColumn {
  return { name, label, type, section: 'enrollment', from: null, rule };
}

function asIs(column: DataColumn, rule: ColumnRule): DisclosedColumn {
  return { ...column, from: column.name, rule };
}

/** Texts that the program or a definition has written; every other one may hold what somebody typed. */
const textRules: Readonly<Record<string, ColumnRule>> = {
  study_id: 'subject',
  subject: 'subject',
  site: 'site',
  protocol: 'keep',
  protocol_version: 'keep',
  end_adverse_event: 'adverse-event',
  term: 'keep',
  term_label: 'adverse-event',
  category: 'keep',
  requirement: 'keep',
  requirement_label: 'keep',
  unit: 'keep',
};

/**
 * They run to the data cut-off while he takes the drug, which with the cut-off tells the day of his first dose.
 */
const untilCutOff: readonly string[] = [
  'days_on_therapy',
  'cumulative_dose_mg',
  'cumulative_dose_mg_per_kg',
];

type LimitedRule = Extract<ColumnRule, 'keep' | 'adverse-event'>;

/** A column that leaves without identity and free text, days and study ids as they are. */
export interface LimitedColumn extends DisclosedColumn {
  readonly from: string;
  readonly rule: LimitedRule;
}

/** The columns of any dataset as they leave in a limited file. */
export function limitedColumns(columns: readonly DataColumn[]): readonly LimitedColumn[] {
  return columns.flatMap((column): LimitedColumn[] => {
    const rule = column.type === 'text' ? textRules[column.name] : 'keep';
    return rule === undefined
      ? []
      : [{ ...column, from: column.name, rule: rule === 'adverse-event' ? rule : 'keep' }];
  });
}

function codedColumn(
  column: DataColumn,
  mode: Extract<DisclosureMode, 'date-shifted' | 'safe-harbor'>,
): DisclosedColumn | null {
  const { name, type, label } = column;
  switch (type) {
    case 'text': {
      const rule = textRules[name];
      return rule === undefined ? null : asIs(column, rule);
    }
    case 'date':
      return mode === 'date-shifted' ? asIs(column, 'shift') : asStudyDay(column);
    case 'choice':
      return name === 'karyotype'
        ? {
            ...asIs(column, 'karyotype'),
            levels: (column.levels ?? []).filter(({ key }) => groupedKaryotype(key) === key),
          }
        : asIs(column, 'keep');
    case 'number':
      if (name === 'age_at_consent') {
        return { ...asIs(column, 'age'), label: `${label}; 90 stands for 90 and older` };
      }
      return untilCutOff.includes(name)
        ? { ...asIs(column, 'until-end'), label: `${label}; empty without a last dose` }
        : asIs(column, 'keep');
    case 'flag':
      return asIs(column, 'keep');
    default:
      return assertNever(type);
  }
}

/** `response_date` becomes `response_day`. */
function asStudyDay(column: DataColumn): DisclosedColumn {
  return {
    name: `${column.name.replace(/_date$/, '')}_day`,
    label: `${column.label}: study day`,
    type: 'number',
    unit: 'days',
    section: column.section,
    from: column.name,
    rule: 'study-day',
  };
}

/** A row of any dataset as it leaves in a limited file. */
export function limitedRow(columns: readonly LimitedColumn[], row: FrozenRow): FrozenRow {
  return Object.fromEntries(
    columns.map(({ name, from, rule }) => [name, limitedValue(rule, row[from] ?? null)]),
  );
}

function limitedValue(rule: LimitedRule, value: CsvValue): CsvValue {
  return rule === 'adverse-event' && typeof value === 'string' && !knownEventNames.includes(value)
    ? otherEvent
    : value;
}

export const otherEvent = 'Other';

/** Of adverse events: what is none of them is what somebody typed. */
export const knownEventNames: readonly string[] = [...new Set(Object.values(ctcaeTermNames))];

/** The column of a snapshot whose day is day 1, and the one that stands in for it. */
export const dayOneColumns = ['first_dose_date', 'enrollment_date'] as const;
export const endOfTherapyColumn = 'last_dose_date';
export const ageColumn = 'age_at_consent';
