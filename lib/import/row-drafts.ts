// One row as what it would record, in the shape that the forms send. The schemas of the forms judge it.
import type { CivilDate } from '@/lib/dates/civil-date';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { type FindingDefinition, type FindingKey, findings } from '@/lib/records/findings';
import type { LabResultInput } from '@/lib/records/lab-report';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import { allowedUnits, analytes } from '@/lib/units/analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import { unitsSpelled } from '@/lib/units/unit-spellings';
import { readDate, shortened } from './date-format';
import type { ImportKind } from './import-kinds';
import type { RowReader, RowSource } from './row-reader';

/** Paths of the schema and the field that each comes from: the longest one that fits is meant. */
type Paths = Readonly<Record<string, string>>;

export type RowDraft =
  | {
      readonly kind: 'result';
      readonly on: CivilDate;
      readonly time: string | null;
      readonly laboratory: string;
      readonly result: LabResultInput;
      readonly field: string;
    }
  | { readonly kind: 'record'; readonly entry: RecordEntryInput; readonly paths: Paths }
  | { readonly kind: 'note'; readonly on: CivilDate; readonly note: string }
  | { readonly kind: 'patient'; readonly course: ImportedCourseInput; readonly paths: Paths };

/** Nothing where the row has issues; they stand in the reader. */
export function draftsOf(source: RowSource, row: RowReader): readonly RowDraft[] {
  const drafts = readers[source.kind](row, source);
  return row.issues.length === 0 ? drafts : [];
}

type Reader = (row: RowReader, source: RowSource) => readonly RowDraft[];

const readers: Readonly<Record<ImportKind, Reader>> = {
  patients: readPatient,
  baseline: readBaseline,
  history: readHistory,
  doses: readDose,
  visits: readVisit,
  labs: readLabs,
  semen: readSemen,
  procedures: readProcedure,
};

function record(
  kind: RecordEntryInput['kind'],
  on: CivilDate | null,
  content: object,
  rest: { readonly time?: string | null; readonly source?: string; readonly paths?: Paths } = {},
): RowDraft[] {
  const { paths = {}, ...header } = rest;
  return on === null
    ? []
    : [
        {
          kind: 'record',
          entry: { kind, on, content, ...header } as RecordEntryInput,
          paths: { on: 'on', ...paths },
        },
      ];
}

function readLabs(row: RowReader, { mapped, settings }: RowSource): readonly RowDraft[] {
  const on = row.date('on');
  const time = row.time('time');
  const laboratory = row.text('laboratory');
  const fasting = row.yesNo('fasting');
  const results: RowDraft[] = [];
  const add = (
    analyte: BloodAnalyteKey,
    field: string,
    value: string,
    said: string,
    named: UnitCode | null,
  ) => {
    const unit = unitOf(
      row,
      analyte,
      said,
      named ?? settings.answers.units[analyte] ?? null,
      field,
    );
    if (on !== null && unit !== null) {
      results.push({
        kind: 'result',
        on,
        time,
        laboratory,
        field,
        result: {
          analyte,
          value,
          unit,
          ...(field === 'value' && {
            referenceLow: row.number('referenceLow'),
            referenceHigh: row.number('referenceHigh'),
          }),
          ...(fasting !== null && fasting !== 'unknown' && { fasting: fasting === 'yes' }),
        },
      });
    }
  };
  const test = row.test('test');
  const value = row.number('value');
  if (test !== null && value !== '') {
    add(test.analyte, 'value', value, row.text('unit'), test.unit);
  } else if (test !== null && row.text('value') === '') {
    row.refuse('value', 'missing', 'The result is missing.');
  } else if (test === null && value !== '' && row.text('test') === '') {
    row.refuse('test', 'missing', 'No test is named.');
  }
  for (const analyte of bloodAnalyteKeys) {
    const field = `result-${analyte}`;
    if (mapped.has(field)) {
      const printed = withUnit(row.text(field));
      const number = printed === null ? row.number(field) : row.numberIn(field, printed.number);
      if (number !== '') {
        add(analyte, field, number, printed?.unit ?? '', null);
      }
    }
  }
  if (results.length === 0 && row.issues.length === 0) {
    row.refuse('value', 'missing', 'The row has no result.');
  }
  return results;
}

/** "5.2 mIU/mL" in a column of one test says its own unit. */
function withUnit(text: string): { readonly number: string; readonly unit: string } | null {
  const match = /^([<>]=?\s*)?(\d[\d.,]*)\s+(\S.*)$/.exec(text);
  const [, comparator = '', number = '', unit = ''] = match ?? [];
  return unitsSpelled(unit).length > 0 ? { number: `${comparator.trim()}${number}`, unit } : null;
}

function unitOf(
  row: RowReader,
  analyte: BloodAnalyteKey,
  said: string,
  otherwise: UnitCode | null,
  field: string,
): UnitCode | null {
  const allowed = allowedUnits(analyte);
  const usual = allowed.map((unit) => unitLabels[unit]).join(' or ');
  const { label } = analytes[analyte];
  const column = field === 'value' ? 'unit' : field;
  if (said !== '') {
    const meant = unitsSpelled(said);
    const unit = allowed.find((one) => meant.includes(one)) ?? null;
    if (unit === null) {
      row.refuse(
        column,
        'unit-unknown',
        `${label} is reported in ${usual}, not in “${shortened(said)}”.`,
      );
    }
    return unit;
  }
  if (otherwise === null) {
    row.refuse(column, 'unit-missing', `Say whether ${label} is in ${usual}.`);
  }
  return otherwise;
}

const semenNumbers = [
  'volumeMl',
  'concentrationMillionPerMl',
  'normalMorphologyPercent',
  'abstinenceDays',
  'ph',
  'vitalityPercent',
  'roundCellsMillionPerMl',
  'leukocytesMillionPerMl',
  'liquefactionMinutes',
  'vialsFrozen',
] as const;

function readSemen(row: RowReader): readonly RowDraft[] {
  const numbers = (keys: readonly string[], prefix = '') =>
    Object.fromEntries(keys.map((key) => [key, row.number(`${prefix}${key}`)]));
  const counts = ['motile', 'immotile', 'normal'];
  const preparation = ['gForce', 'minutes', 'fields', 'volumeExaminedMl'];
  return record(
    'semen-analysis',
    row.date('on'),
    {
      neat: { state: row.choice('neat.state'), ...numbers(counts, 'neat.') },
      pellet: {
        state: row.choice('pellet.state'),
        ...numbers([...counts, ...preparation], 'pellet.'),
      },
      motility: numbers(['total', 'progressive', 'nonProgressive', 'immotile'], 'motility.'),
      ...numbers(semenNumbers),
      // Empty is not the edition that the form suggests: the report names none.
      whoEdition: row.choice('whoEdition') ?? '',
      collectionSite: row.choice('collectionSite'),
      note: row.text('note'),
    },
    { time: row.time('time'), paths: byContent },
  );
}

/** The keys of the fields are the paths inside the content. */
const byContent: Paths = { content: '' };

function readDose(row: RowReader): readonly RowDraft[] {
  const on = row.date('on');
  const change = row.choice('change') ?? 'dose';
  const reason = row.choice('reason');
  const note = row.text('note');
  const drug = row.choice('drug');
  switch (change) {
    case 'hold':
      return record('hold', on, { reason, note }, { paths: byContent });
    case 'resume':
      return record(
        'resume',
        on,
        { reason: note || reason || 'Imported' },
        { paths: { 'content.reason': 'note' } },
      );
    case 'stop':
      return record('stop', on, { drug, reason, note }, { paths: byContent });
    default:
      return record(
        'dose',
        on,
        {
          drug,
          amount: row.number('amount'),
          unit:
            row.choice('unit') ?? (drug === 'isotretinoin' ? 'mg' : drug === null ? null : '[IU]'),
          route: row.choice('route') ?? (drug === 'isotretinoin' ? 'oral' : null),
          timesPerDay: row.number('timesPerDay'),
          everyDays: row.number('everyDays') || '1',
          reason: note,
        },
        { paths: { ...byContent, 'content.reason': 'note' } },
      );
  }
}

function readVisit(row: RowReader): readonly RowDraft[] {
  const on = row.date('on');
  const note = row.text('note');
  const measured = readMeasured(row, on);
  const noted: RowDraft[] = on === null || note === '' ? [] : [{ kind: 'note', on, note }];
  if (measured.length + noted.length === 0 && row.issues.length === 0) {
    row.refuse('on', 'missing', 'The row has neither a measurement nor a note.');
  }
  return [...measured, ...noted];
}

/** Weight, blood pressure and PHQ-9. */
function readMeasured(row: RowReader, on: CivilDate | null, source = ''): RowDraft[] {
  const vitals = {
    weight: row.number('weight'),
    systolic: row.number('systolic'),
    diastolic: row.number('diastolic'),
  };
  const [total, item9] = [row.number('phq9Total'), row.number('phq9Item9')];
  const header = { ...(source !== '' && { source }) };
  return [
    ...(Object.values(vitals).some((value) => value !== '')
      ? record(
          'vital-signs',
          on,
          { ...vitals, weightUnit: row.choice('weightUnit') ?? 'kg' },
          { ...header, paths: byContent },
        )
      : []),
    ...(total !== '' || item9 !== ''
      ? record(
          'questionnaire',
          on,
          { total, item9 },
          {
            ...header,
            paths: { 'content.total': 'phq9Total', 'content.item9': 'phq9Item9' },
          },
        )
      : []),
  ];
}

function readBaseline(row: RowReader, { mapped }: RowSource): readonly RowDraft[] {
  const on = row.date('on');
  const source = row.text('source');
  const answered = (Object.keys(findings) as FindingKey[])
    .filter((key) => mapped.has(key))
    .flatMap((key) => {
      const answer = readAnswer(row, key);
      const paths = { content: key };
      return answer === null
        ? []
        : record('finding', on, { finding: key, answer }, { source, paths });
    });
  const drafts = [...answered, ...readMeasured(row, on, source)];
  if (drafts.length === 0 && row.issues.length === 0) {
    row.refuse('on', 'missing', 'The row answers no question.');
  }
  return drafts;
}

function readAnswer(row: RowReader, key: FindingKey): string | number | null {
  const { answer }: FindingDefinition = findings[key];
  if (answer.kind === 'yes-no') {
    return row.yesNo(key);
  }
  if (answer.kind === 'choice') {
    return row.choice(key);
  }
  if (row.text(key).toLowerCase() === 'unknown') {
    return 'unknown';
  }
  const number = answer.kind === 'number' ? row.number(key) : '';
  return answer.kind === 'number' ? (number === '' ? null : Number(number)) : row.date(key);
}

function readHistory(row: RowReader, { settings }: RowSource): readonly RowDraft[] {
  const on = row.date('on');
  const finding = row.choice('finding') as FindingKey | null;
  const text = row.text('answer');
  if (finding === null || text === '') {
    return [];
  }
  const answer = answerIn(row, finding, text, settings.answers);
  return answer === null
    ? []
    : record(
        'finding',
        on,
        { finding, answer, note: row.text('note') },
        {
          source: row.text('source'),
          paths: { content: 'answer', 'content.note': 'note' },
        },
      );
}

function answerIn(
  row: RowReader,
  finding: FindingKey,
  text: string,
  { dateOrder, epoch }: RowSource['settings']['answers'],
): string | number | null {
  const { answer }: FindingDefinition = findings[finding];
  const plain = text.toLowerCase();
  if (plain === 'unknown') {
    return plain;
  }
  switch (answer.kind) {
    case 'yes-no':
      return row.yesNo('answer');
    case 'choice': {
      const chosen = Object.entries(answer.options).find(
        ([key, label]) => key === plain || label.toLowerCase() === plain,
      );
      if (chosen === undefined) {
        const named = Object.keys(answer.options).join(', ');
        row.refuse('answer', 'choice-unknown', `“${shortened(text)}” is none of ${named}.`);
      }
      return chosen?.[0] ?? null;
    }
    case 'number': {
      const number = row.number('answer');
      return number === '' ? null : Number(number);
    }
    case 'date': {
      const date = readDate(text, { order: dateOrder, epoch });
      if (!date.ok) {
        row.refuse('answer', date.error.code, date.error.message);
      }
      return date.ok ? date.value : null;
    }
  }
}

function readProcedure(row: RowReader): readonly RowDraft[] {
  const on = row.date('on');
  const kind = row.choice('kind');
  const note = row.text('note');
  const eggNumber = row.number('eggNumber');
  const header = { source: row.text('source'), paths: byContent };
  if (kind === 'oocyte-retrieval') {
    return record('procedure', on, { kind, eggNumber, note }, header);
  }
  if (eggNumber !== '') {
    row.refuse('eggNumber', 'not-allowed', 'Only an oocyte retrieval has a number of eggs.');
  }
  const answer = (key: string) => row.yesNo(key) ?? 'unknown';
  return record(
    'procedure',
    on,
    {
      kind,
      side: row.choice('side'),
      minutes: row.number('minutes'),
      spermFound: answer('spermFound'),
      spermFoundLeft: answer('spermFoundLeft'),
      spermFoundRight: answer('spermFoundRight'),
      sufficientForAllEggs: answer('sufficientForAllEggs'),
      cryopreserved: answer('cryopreserved'),
      vialsFrozen: row.number('vialsFrozen'),
      histology: row.choice('histology') ?? 'unknown',
      histologyLeft: row.choice('histologyLeft'),
      histologyRight: row.choice('histologyRight'),
      note,
    },
    header,
  );
}

function readPatient(row: RowReader): readonly RowDraft[] {
  const [birthDate, consentOn, enrolledOn] = [
    row.date('birthDate'),
    row.date('consentOn'),
    row.date('enrolledOn'),
  ];
  const [endedOn, status] = [row.date('endedOn'), row.choice('endStatus')];
  if ((endedOn === null) !== (status === null)) {
    row.refuse(
      endedOn === null ? 'endedOn' : 'endStatus',
      'missing',
      'An end needs its date and what it was.',
    );
  }
  const profile = row.text('profile');
  const identity = {
    givenName: row.text('givenName'),
    familyName: row.text('familyName'),
    birthDate,
    recordNumber: row.text('recordNumber'),
    phone: row.text('phone'),
    email: row.text('email'),
    remsId: row.text('remsId'),
  };
  const course = {
    studyId: row.text('studyId'),
    identity,
    protocol: row.text('protocol'),
    ...(profile !== '' && { profile }),
    arm: row.text('arm'),
    consentOn,
    enrolledOn,
    ended:
      endedOn === null || status === null
        ? null
        : { on: endedOn, status, reason: row.text('endReason') || 'Imported' },
    cohortTag: null,
    simulated: false,
    records: [],
    decisions: [],
    adjustments: [],
  };
  const paths = {
    identity: '',
    'ended.on': 'endedOn',
    'ended.status': 'endStatus',
    'ended.reason': 'endReason',
  };
  return [{ kind: 'patient', course: course as unknown as ImportedCourseInput, paths }];
}

/** The field that a path of the schema belongs to; the row as a whole where none does. */
export function fieldAtPath(paths: Paths, path: readonly PropertyKey[]): string {
  const parts = path.map(String);
  for (let length = parts.length; length > 0; length -= 1) {
    const found = paths[parts.slice(0, length).join('.')];
    if (found !== undefined) {
      return found === '' ? parts.slice(length).join('.') : found;
    }
  }
  return parts.join('.');
}
