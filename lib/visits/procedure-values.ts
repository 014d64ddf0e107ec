import { z } from 'zod';
import {
  recordCheckInputSchema,
  recordCycleInputSchema,
  recordProcedureInputSchema,
} from '@/lib/records/procedure-input';
import { blankEntry, type EntryValues, toEntryInput } from './record-entry-values';

/** What the page of procedures records: each has a form and a command of its own. */
export const procedureEntryKinds = ['procedure', 'post-operative-check', 'icsi-cycle'] as const;
export type ProcedureEntryKind = (typeof procedureEntryKinds)[number];

export interface ProcedureEntryValues {
  readonly enrollmentId: string;
  readonly entry: EntryValues;
}

export function toProcedureEntryInput({ enrollmentId, entry }: ProcedureEntryValues): unknown {
  return { enrollmentId, entry: toEntryInput(entry) };
}

function formSchemaOf(schema: z.ZodType<unknown, unknown>) {
  return z.custom<ProcedureEntryValues>().transform(toProcedureEntryInput).pipe(schema);
}

export const procedureFormSchemas = {
  procedure: formSchemaOf(recordProcedureInputSchema),
  'post-operative-check': formSchemaOf(recordCheckInputSchema),
  'icsi-cycle': formSchemaOf(recordCycleInputSchema),
} as const satisfies Record<ProcedureEntryKind, z.ZodType<unknown, ProcedureEntryValues>>;

export function blankProcedureEntry(
  enrollmentId: string,
  kind: ProcedureEntryKind,
  content: object = {},
): ProcedureEntryValues {
  const blank = blankEntry(kind);
  return { enrollmentId, entry: { ...blank, content: { ...blank.content, ...content } } };
}

/** Raise the number when the values of a form change their shape: drafts of the old one are not offered. */
export function procedureFormKey(enrollmentId: string, kind: ProcedureEntryKind): string {
  return `procedure-entry.1:${enrollmentId}:${kind}`;
}

/** Of the report of what is new in a cycle. */
export function cycleFormKey(recordId: string): string {
  return `cycle.1:${recordId}`;
}
