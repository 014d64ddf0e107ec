import { z } from 'zod';
import type { RecordKind } from './record';
import { recordEntrySchema } from './record-entry';

/** What was found about the man, as opposed to what was given to him or checked on treatment. */
export const historyKinds = [
  'lab-report',
  'semen-analysis',
  'procedure',
  'finding',
  'concomitant-drug',
  'vital-signs',
  'questionnaire',
  'icsi-cycle',
  'post-operative-check',
] as const satisfies readonly RecordKind[];
export type HistoryKind = (typeof historyKinds)[number];

export function isHistoryKind(kind: RecordKind): kind is HistoryKind {
  return historyKinds.some((known) => known === kind);
}

/** A finding from before enrollment. */
export const historyEntrySchema = recordEntrySchema.refine(({ kind }) => isHistoryKind(kind), {
  path: ['kind'],
  message: 'Only findings can be entered as history; treatment belongs to an enrollment.',
});

/** Findings from before enrollment, each with where it comes from (engine §3). */
export const recordHistoryInputSchema = z.object({
  patientId: z.uuid(),
  entries: z
    .array(
      historyEntrySchema.refine(({ source }) => source !== null, {
        path: ['source'],
        message: 'Say where this finding comes from.',
      }),
    )
    .min(1, 'Enter at least one finding.'),
});
export type RecordHistoryInput = z.input<typeof recordHistoryInputSchema>;
