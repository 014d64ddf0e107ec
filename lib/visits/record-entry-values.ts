import { z } from 'zod';
import { amendRecordInputSchema } from '@/lib/records/amendment';
import { recordHistoryInputSchema } from '@/lib/records/history';
import type { LabReportEntry } from '@/lib/records/lab-report';
import type { RecordKind } from '@/lib/records/record';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import {
  blankDrug,
  blankProcedure,
  blankSemen,
  type ProcedureValues,
  type SemenValues,
  toProcedureInput,
  toSemenInput,
} from './entry-values';
import { type LabContentValues, toLabContentInput } from './lab-report-values';

/** Content as it stands in a form: text, choices, lists; its shape goes with the kind. */
export type ContentValues = Readonly<Record<string, unknown>>;

/** Any record as it stands in a form; the paths are those of the entry that is sent. */
export interface EntryValues {
  readonly kind: RecordKind;
  readonly on: string;
  readonly time: string;
  readonly source: string;
  readonly content: ContentValues;
}

const blankContents: Partial<Record<RecordKind, object>> = {
  'lab-report': { laboratory: '', fasting: '', results: [], confirmed: [] },
  'semen-analysis': blankSemen,
  'symptom-check': { answers: {}, unchanged: false, note: '' },
  'vital-signs': {
    weight: '',
    weightUnit: 'kg',
    systolic: '',
    diastolic: '',
    confirmed: [],
    note: '',
  },
  'rems-check': { note: '' },
  dispensing: { note: '' },
  procedure: { ...blankProcedure, minutes: '' },
  finding: { finding: '', answer: '', note: '' },
  'concomitant-drug': blankDrug,
  'adverse-event': {
    term: '',
    description: '',
    systemOrganClass: '',
    ctcaeVersion: '5.0',
    grades: [{ from: '', grade: '' }],
    endedOn: '',
    serious: 'unknown',
    seriousness: [],
    relatedness: 'unknown',
    action: 'unknown',
    outcome: 'unknown',
    suggestedBy: '',
    suggestedGrade: '',
    note: '',
  },
  'adverse-event-dismissal': { reason: '' },
  questionnaire: { instrument: 'phq-9', total: '', item9: '', note: '' },
  'drug-return': { quantity: '', strengthMg: '', note: '' },
  'injection-exception': { kind: 'missed', drug: '', reason: '' },
  'icsi-cycle': {
    partnerId: '',
    spermSource: 'unknown',
    eggsRetrieved: '',
    eggsMature: '',
    fertilized: '',
    embryos: '',
    embryosFrozen: '',
    euploid: '',
    transfers: [],
    note: '',
  },
  'post-operative-check': { noneSeen: '', complications: [], note: '' },
};

export function blankEntry(kind: RecordKind, source = ''): EntryValues {
  return { kind, on: '', time: '', source, content: { ...blankContents[kind] } };
}

/** A form for what is stored: numbers become text, and what is not known a blank. */
export function entryValuesOf({ kind, on, time, source, content }: RecordEntryInput): EntryValues {
  return {
    kind,
    on,
    time: time ?? '',
    source: source ?? '',
    content: filledIn(
      blankContents[kind] ?? {},
      asText(kind === 'lab-report' ? withFasting(content) : content) as ContentValues,
    ),
  };
}

/** Said once where it is the same for every result; a report that says both keeps it with each. */
function withFasting(content: RecordEntryInput['content']): unknown {
  const { results, ...rest } = content as LabReportEntry;
  const [fasting, ...others] = new Set(results.map((result) => result.fasting));
  return fasting === undefined || others.length > 0
    ? content
    : {
        ...rest,
        fasting: fasting ? 'yes' : 'no',
        results: results.map(({ fasting: _, ...result }) => result),
      };
}

function asText(value: unknown): unknown {
  if (value === null || value === undefined) {
    return '';
  }
  if (typeof value === 'number') {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(asText);
  }
  return typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asText(part)]))
    : value;
}

/** Fields that the stored content leaves out are there, blank, so that nothing starts undefined. */
function filledIn(blank: object, content: ContentValues): ContentValues {
  const nested = Object.entries(blank).map(([key, empty]) => {
    const value = content[key];
    if (value === undefined) {
      return [key, empty];
    }
    return [key, isGroup(empty) && isGroup(value) ? filledIn(empty, value) : value];
  });
  return { ...content, ...Object.fromEntries(nested) };
}

function isGroup(value: unknown): value is ContentValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is sent; the schemas refuse what is not one of their choices. */
export function toEntryInput({ content, ...header }: EntryValues): RecordEntryInput {
  return {
    ...header,
    content:
      header.kind === 'adverse-event'
        ? toAdverseEventContent(header.on, content)
        : toContentInput(header.kind, content),
  } as RecordEntryInput;
}

/** The first grade holds from the onset and has no date field; criteria that are off the screen do not count. */
export function toAdverseEventContent(onset: string, content: ContentValues): unknown {
  const [first, ...later] = content['grades'] as readonly ContentValues[];
  return {
    ...content,
    grades: [{ ...first, from: onset }, ...later],
    seriousness: content['serious'] === 'yes' ? content['seriousness'] : [],
    suggestedBy: content['suggestedBy'] || null,
  };
}

function toContentInput(kind: RecordKind, content: ContentValues): unknown {
  switch (kind) {
    case 'lab-report':
      return toLabContentInput(content as unknown as LabContentValues);
    case 'semen-analysis':
      return toSemenInput(content as unknown as SemenValues);
    case 'procedure':
      return toProcedureInput(content as unknown as ProcedureValues);
    case 'finding':
      return { ...content, answer: toAnswer(content['answer']) };
    case 'dispensing':
      // Not asked: no supply has any.
      return { ...content, refills: 0 };
    case 'hold':
      return { ...content, flagId: content['flagId'] || null };
    case 'icsi-cycle':
      return {
        ...content,
        partnerId: content['partnerId'] || null,
        transfers: (content['transfers'] as readonly ContentValues[]).map(toTransferInput),
      };
    case 'post-operative-check':
      return { ...content, noneSeen: content['noneSeen'] || 'unknown' };
    default:
      return content;
  }
}

/** The number born alive is asked for with a live birth and is off the screen otherwise. */
function toTransferInput({ liveBorn, ...transfer }: ContentValues): unknown {
  return transfer['outcome'] === 'live-birth' ? { ...transfer, liveBorn } : transfer;
}

const numeral = /^-?\d+(\.\d+)?$/;

function toAnswer(typed: unknown): unknown {
  const text = String(typed ?? '').trim();
  return numeral.test(text) ? Number(text) : text;
}

export interface AmendmentValues {
  readonly recordId: string;
  readonly version: number;
  readonly reason: string;
  readonly entry: EntryValues;
}

export function toAmendmentInput({ entry, ...rest }: AmendmentValues) {
  return { ...rest, entry: toEntryInput(entry) };
}

export const amendmentFormSchema = z
  .custom<AmendmentValues>()
  .transform(toAmendmentInput)
  .pipe(amendRecordInputSchema);

export interface HistoryValues {
  readonly patientId: string;
  readonly entries: readonly EntryValues[];
}

export function toHistoryInput({ patientId, entries }: HistoryValues) {
  return { patientId, entries: entries.map(toEntryInput) };
}

export const historyFormSchema = z
  .custom<HistoryValues>()
  .transform(toHistoryInput)
  .pipe(recordHistoryInputSchema);

/** Raise the numbers when the values of a form change their shape: drafts of the old one are not offered. */
export function amendmentFormKey(recordId: string): string {
  return `amendment.2:${recordId}`;
}

export function historyFormKey(patientId: string): string {
  return `history.2:${patientId}`;
}
