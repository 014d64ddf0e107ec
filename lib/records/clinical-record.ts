import { z } from 'zod';
import type { Day } from '@/lib/dates/civil-date';
import { adverseEventContentSchema, adverseEventDismissalContentSchema } from './adverse-event';
import { concomitantDrugContentSchema } from './concomitant-drug';
import { dispensingContentSchema } from './dispensing';
import { drugReturnContentSchema } from './drug-return';
import { findingContentSchema } from './finding';
import { icsiCycleContentSchema } from './icsi-cycle';
import { injectionExceptionContentSchema } from './injection-exception';
import { postOperativeCheckContentSchema } from './post-operative-check';
import { procedureContentSchema } from './procedure';
import { questionnaireContentSchema } from './questionnaire';
import type { RecordKind } from './record';
import { remsCheckContentSchema } from './rems-check';
import { semenAnalysisContentSchema } from './semen-analysis';
import type { LabResult } from './standardize-lab-result';
import { symptomCheckContentSchema } from './symptom-check';
import {
  doseContentSchema,
  holdContentSchema,
  resumeContentSchema,
  stopContentSchema,
} from './therapy';
import { vitalSignsSchema } from './vital-signs';

/** What is stored of a laboratory report beside its results, which are rows of their own. */
export const labReportContentSchema = z.object({ laboratory: z.string() });

/** The stored shape of each kind; `contentSchemaVersion` is stored with every record. */
export const recordContentSchemas = {
  'lab-report': labReportContentSchema,
  'semen-analysis': semenAnalysisContentSchema,
  'symptom-check': symptomCheckContentSchema,
  'vital-signs': vitalSignsSchema,
  dose: doseContentSchema,
  hold: holdContentSchema,
  resume: resumeContentSchema,
  stop: stopContentSchema,
  'rems-check': remsCheckContentSchema,
  dispensing: dispensingContentSchema,
  procedure: procedureContentSchema,
  finding: findingContentSchema,
  'concomitant-drug': concomitantDrugContentSchema,
  'adverse-event': adverseEventContentSchema,
  'adverse-event-dismissal': adverseEventDismissalContentSchema,
  questionnaire: questionnaireContentSchema,
  'drug-return': drugReturnContentSchema,
  'injection-exception': injectionExceptionContentSchema,
  'icsi-cycle': icsiCycleContentSchema,
  'post-operative-check': postOperativeCheckContentSchema,
} as const satisfies Record<RecordKind, z.ZodType>;

export const contentSchemaVersion = 1;

export type RecordContent<Kind extends RecordKind> = z.output<(typeof recordContentSchemas)[Kind]>;

interface RecordHeader {
  readonly id: string;
  readonly on: Day;
  /** `HH:MM` of collection, where it is known. */
  readonly time: string | null;
  /** Where a record from before enrollment comes from; null for what was found at a visit. */
  readonly source: string | null;
  readonly voided: boolean;
}

export type RecordOf<Kind extends RecordKind> = RecordHeader & {
  readonly kind: Kind;
  readonly content: RecordContent<Kind>;
  /** Empty for every kind but a laboratory report. */
  readonly results: readonly LabResult[];
};

/** One record as the engine reads it, content and all. */
export type ClinicalRecord = { [Kind in RecordKind]: RecordOf<Kind> }[RecordKind];

export function recordsOf<Kind extends RecordKind>(
  records: readonly ClinicalRecord[],
  kind: Kind,
): RecordOf<Kind>[] {
  return records.filter(
    (record): record is RecordOf<Kind> & ClinicalRecord => record.kind === kind,
  );
}
