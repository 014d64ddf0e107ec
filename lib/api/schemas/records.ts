import { z } from 'zod';
import { recordKinds } from '@/lib/records/record';
import { recordEntrySchema } from '@/lib/records/record-entry';
import { named, namedSchemas } from '../named';
import { dateView, idView, instantView, listOf } from './shared';

namedSchemas.add(recordEntrySchema, {
  id: 'RecordEntry',
  description: 'One record as it is entered, whatever its kind',
});

const labResultView = named('LabResult', 'One result as reported, and in the standard unit', {
  analyte: z.string(),
  valueText: z.string(),
  value: z.number(),
  comparator: z.string().nullable(),
  unit: z.string(),
  /** Null where the laboratory has to state a factor first. */
  standardValue: z.number().nullable(),
  standardUnit: z.string().nullable(),
});

const recordFields = {
  recordId: idView,
  patientId: idView,
  /** Null for history, which belongs to the patient. */
  enrollmentId: idView.nullable(),
  visitId: idView.nullable(),
  kind: z.enum(recordKinds),
  on: dateView,
  title: z.string(),
  version: z.int(),
  isVoided: z.boolean(),
  voidReason: z.string().nullable(),
  recordedAt: instantView,
  /** As it would be entered again: what an amendment starts with. */
  entry: recordEntrySchema,
  /** Of a laboratory report; empty for everything else. */
  results: z.array(labResultView),
};

export const recordView = named('Record', 'One record, voided or not', recordFields);

export const recordList = listOf('RecordList', 'Records by date, the oldest first', recordView);

export const visitView = named('Visit', 'One contact and what it brought', {
  visitId: idView,
  patientId: idView,
  enrollmentId: idView.nullable(),
  visitedOn: dateView,
  note: z.string().nullable(),
  version: z.int(),
  isVoided: z.boolean(),
  recordedAt: instantView,
  recordIds: z.array(idView),
});

export const visitList = listOf('VisitList', 'Visits by date, the oldest first', visitView);
