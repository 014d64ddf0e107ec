// What a person has to say before a file is checked: everything that it leaves open.
import { allowedUnits, analytes } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import { unitsSpelled } from '@/lib/units/unit-spellings';
import {
  dateOrderNames,
  dateOrders,
  detectDateOrder,
  detectSerialEpoch,
  serialEpochs,
} from './date-format';
import { ambiguous, certain, type Detected } from './detected';
import { encodingNames, encodings } from './encoding';
import type { ColumnProfile, FileProfile } from './file-profile';
import { testAndUnit } from './guess-mapping';
import { fieldOf, type ImportKind, importKindDefinitions } from './import-kinds';
import type { ColumnMapping, ImportAnswers, ImportSettings } from './import-settings';
import { delimiterNames, delimiters } from './layout';
import { decimalSignNames, decimalSigns, detectDecimalSign } from './number-format';

export interface ImportQuestion {
  /** `encoding`, `delimiter`, `headerRow`, `dateOrder`, `epoch`, `decimalSign` or `unit:<analyte>`. */
  readonly key: string;
  readonly question: string;
  readonly evidence: string;
  /** Null: nothing is suggested. */
  readonly suggested: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

interface DetectedAnswers {
  readonly dateOrder: ReturnType<typeof detectDateOrder>;
  readonly epoch: ReturnType<typeof detectSerialEpoch>;
  readonly decimalSign: ReturnType<typeof detectDecimalSign>;
  readonly units: ReadonlyMap<BloodAnalyteKey, Detected<UnitCode>>;
}

function columnsOfType(
  kind: ImportKind,
  columns: readonly ColumnProfile[],
  mapping: ColumnMapping,
  types: readonly string[],
): ColumnProfile[] {
  return mapping.columns.flatMap(({ column, field }) => {
    const type = fieldOf(kind, field)?.type;
    const profile = columns[column];
    return type !== undefined && profile !== undefined && types.includes(type) ? [profile] : [];
  });
}

/** What the mapped columns say about dates, numbers and units. */
export function detectAnswers(
  kind: ImportKind,
  profile: FileProfile,
  mapping: ColumnMapping,
): DetectedAnswers {
  const dates = columnsOfType(kind, profile.columns, mapping, ['date']).map((one) => one.dates);
  const numbers = columnsOfType(kind, profile.columns, mapping, ['number', 'measurement']);
  return {
    dateOrder: detectDateOrder(dates),
    epoch: detectSerialEpoch(dates),
    decimalSign: detectDecimalSign(numbers.map((one) => one.numbers)),
    units: kind === 'labs' ? detectUnits(mapping) : new Map(),
  };
}

/** Of the columns that hold one test each: by their title, and never by their values. */
function detectUnits(mapping: ColumnMapping): Map<BloodAnalyteKey, Detected<UnitCode>> {
  const units = new Map<BloodAnalyteKey, Detected<UnitCode>>();
  for (const { title, field } of mapping.columns) {
    const analyte = fieldOf('labs', field)?.analyte;
    if (analyte !== undefined) {
      const allowed = allowedUnits(analyte);
      const meant = unitsSpelled(testAndUnit(title).unit);
      const named = allowed.find((unit) => meant.includes(unit));
      const [usual] = allowed;
      if (named !== undefined) {
        units.set(analyte, certain(named, `The title “${title}” names it.`));
      } else if (usual !== undefined) {
        units.set(analyte, ambiguous(usual, `The title “${title}” names no unit.`));
      }
    }
  }
  return units;
}

/** The answers that the file itself gives; a question is still asked of each that is not certain. */
export function suggestedAnswers(
  kind: ImportKind,
  profile: FileProfile,
  mapping: ColumnMapping,
  remembered: ImportAnswers | null,
): ImportAnswers {
  const found = detectAnswers(kind, profile, mapping);
  const preferred = <Value>(detected: Detected<Value>, before: Value | undefined): Value =>
    detected.certainty === 'ambiguous' && before != null ? before : detected.value;
  const units = Object.fromEntries(
    [...found.units].map(([analyte, unit]) => [
      analyte,
      preferred(unit, remembered?.units[analyte]),
    ]),
  );
  return {
    dateOrder: preferred(found.dateOrder, remembered?.dateOrder),
    epoch: preferred(found.epoch, remembered?.epoch),
    decimalSign: preferred(found.decimalSign, remembered?.decimalSign),
    units,
    acceptUnusual: false,
    confirmed: [],
  };
}

/** The questions that nobody has answered yet, in the order of the page. */
export function openQuestions(
  kind: ImportKind,
  profile: FileProfile,
  settings: ImportSettings,
): readonly ImportQuestion[] {
  return allQuestions(kind, profile, settings).filter(
    ({ key }) => !settings.answers.confirmed.includes(key),
  );
}

/** Every question that the file leaves open, answered ones too. */
export function allQuestions(
  kind: ImportKind,
  profile: FileProfile,
  { mapping, answers, layout }: ImportSettings,
): readonly ImportQuestion[] {
  const found = detectAnswers(kind, profile, mapping);
  const questions: ImportQuestion[] = [];
  const ask = <Value extends string>(
    key: string,
    question: string,
    detected: Detected<Value | null> | null,
    values: readonly Value[],
    names: Readonly<Record<Value, string>>,
    chosen: Value | null,
  ) => {
    if (detected?.certainty === 'ambiguous') {
      questions.push({
        key,
        question,
        evidence: detected.evidence,
        suggested: chosen ?? detected.value,
        options: values.map((value) => ({ value, label: names[value] })),
      });
    }
  };
  ask(
    'encoding',
    'How are the letters stored?',
    profile.encoding,
    encodings,
    encodingNames,
    layout.encoding,
  );
  ask(
    'delimiter',
    'What parts the columns?',
    profile.delimiter,
    delimiters,
    delimiterNames,
    layout.delimiter,
  );
  if (profile.headerRow.certainty === 'ambiguous') {
    const rows = ['0', '1', '2', '3', '4', '5'];
    const names = Object.fromEntries(
      rows.map((row) => [row, row === '0' ? 'No row' : `Row ${row}`]),
    );
    const asText = { ...profile.headerRow, value: String(profile.headerRow.value) };
    ask('headerRow', 'Which row names the columns?', asText, rows, names, String(layout.headerRow));
  }
  ask(
    'dateOrder',
    'What comes first in a date?',
    found.dateOrder,
    dateOrders,
    dateOrderNames,
    answers.dateOrder,
  );
  ask('epoch', 'From when are days counted?', found.epoch, serialEpochs, epochNames, answers.epoch);
  ask(
    'decimalSign',
    'What is the decimal sign?',
    found.decimalSign,
    decimalSigns,
    decimalSignNames,
    answers.decimalSign,
  );
  for (const [analyte, unit] of found.units) {
    const { label } = analytes[analyte];
    const allowed = allowedUnits(analyte);
    ask(
      `unit:${analyte}`,
      `In which unit is ${label}?`,
      unit,
      allowed,
      unitLabels,
      answers.units[analyte] ?? null,
    );
  }
  return questions;
}

const epochNames = {
  '1900': '1900, as Excel usually does',
  '1904': '1904, as old Macintosh files do',
};

/** Sentences about what the mapping still lacks; empty where the file can be checked. */
export function mappingProblems(
  kind: ImportKind,
  mapping: ColumnMapping,
  format: FileProfile['format'],
): readonly string[] {
  if (format === 'fhir-bundle') {
    return [];
  }
  const mapped = mapping.columns.map(({ field }) => field);
  const { fields } = importKindDefinitions[kind];
  const has = (key: string) => mapped.includes(key) || Boolean(mapping.constants[key]);
  const twice = mapped.filter((key, index) => mapped.indexOf(key) < index);
  const hasTest = mapped.some((key) => fieldOf(kind, key)?.analyte !== undefined);
  return [
    ...fields
      .filter(({ key, required }) => required && !has(key))
      .map(({ label }) => `Say which column is “${label}”, or give it one value for all rows.`),
    ...[...new Set(twice)].map(
      (key) => `“${fieldOf(kind, key)?.label ?? key}” is more than one column.`,
    ),
    ...mapped
      .filter((key) => fieldOf(kind, key) === null)
      .map((key) => `This kind has no field “${key}”.`),
    ...(kind === 'labs' && !hasTest && !(has('test') && has('value'))
      ? ['Say which column is the test and which its result, or which column is which test.']
      : []),
  ];
}
