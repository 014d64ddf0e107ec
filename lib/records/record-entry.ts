import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '@/lib/dates/civil-date';
import type { AdverseEventContent } from './adverse-event';
import { recordContentSchemas } from './clinical-record';
import { transfersBefore } from './icsi-cycle';
import { labReportEntrySchema, standardizeLabReport, timeOfDay } from './lab-report';
import type { RecordKind } from './record';
import type { LabResult } from './standardize-lab-result';
import { standardizeVitalSigns, vitalSignsInputSchema } from './vital-signs';

/** Blank or absent: the report does not say. */
export const collectionTimeSchema = z
  .string()
  .trim()
  .refine((text) => text === '' || timeOfDay.test(text), 'Enter the time as 08:30.')
  .nullish()
  .transform((text) => text || null);

export const recordSourceSchema = z
  .string()
  .trim()
  .max(500, 'Use at most 500 characters.')
  .nullish()
  .transform((text) => text || null);

/** What is typed of each kind: where a form and the store differ, `standardizeEntry` turns one into the other. */
export const entryContentSchemas = {
  ...recordContentSchemas,
  'lab-report': labReportEntrySchema,
  'vital-signs': vitalSignsInputSchema,
} as const satisfies Record<RecordKind, z.ZodType>;

function entryOf<Kind extends RecordKind>(kind: Kind) {
  return z.object({
    kind: z.literal(kind),
    on: civilDateSchema,
    time: collectionTimeSchema,
    source: recordSourceSchema,
    content: entryContentSchemas[kind],
  });
}

function startsWithItsOnset({
  on,
  content,
}: {
  readonly on: CivilDate;
  readonly content: AdverseEventContent;
}): boolean {
  return content.grades[0]?.from === on;
}

/** An adverse event with its onset, which is the record's date. */
export const adverseEventEntrySchema = entryOf('adverse-event').refine(startsWithItsOnset, {
  path: ['on'],
  message: 'The first grade holds from the onset.',
});
export type AdverseEventEntry = z.output<typeof adverseEventEntrySchema>;

/** A cycle with its oocyte retrieval, which is the record's date. */
export const icsiCycleEntrySchema = entryOf('icsi-cycle').superRefine(
  ({ on, content }, context) => {
    for (const index of transfersBefore(on, content)) {
      context.addIssue({
        code: 'custom',
        path: ['content', 'transfers', index, 'on'],
        message: `The eggs were retrieved on ${on}; a transfer cannot be before that.`,
      });
    }
  },
);
export type IcsiCycleEntry = z.output<typeof icsiCycleEntrySchema>;

/** One record as it is entered, whatever its kind: history, amendments and imports. */
export const recordEntrySchema = z.discriminatedUnion('kind', [
  entryOf('lab-report'),
  entryOf('semen-analysis'),
  entryOf('symptom-check'),
  entryOf('vital-signs'),
  entryOf('dose'),
  entryOf('hold'),
  entryOf('resume'),
  entryOf('stop'),
  entryOf('rems-check'),
  entryOf('dispensing'),
  entryOf('procedure'),
  entryOf('finding'),
  entryOf('concomitant-drug'),
  adverseEventEntrySchema,
  entryOf('adverse-event-dismissal'),
  entryOf('questionnaire'),
  entryOf('drug-return'),
  entryOf('injection-exception'),
  icsiCycleEntrySchema,
  entryOf('post-operative-check'),
]);
export type RecordEntryInput = z.input<typeof recordEntrySchema>;
export type RecordEntry = z.output<typeof recordEntrySchema>;

/** A record ready to be stored: content in its stored shape, laboratory results standardized. */
export interface NewRecord {
  readonly kind: RecordKind;
  readonly on: CivilDate;
  readonly time: string | null;
  readonly source: string | null;
  readonly content: unknown;
  readonly results: readonly LabResult[];
}

export function standardizeEntry({ kind, on, time, source, content }: RecordEntry): NewRecord {
  const header = { kind, on, time, source };
  switch (kind) {
    case 'lab-report':
      return {
        ...header,
        content: { laboratory: content.laboratory },
        results: standardizeLabReport(content),
      };
    case 'vital-signs':
      return { ...header, content: standardizeVitalSigns(content), results: [] };
    default:
      return { ...header, content, results: [] };
  }
}
