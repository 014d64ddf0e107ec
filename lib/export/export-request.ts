import { z } from 'zod';
import { typedNote } from '@/lib/core/typed-text';
import { disclosureModes } from './disclosure-mode';
import { exportFormatKeys, exportFormats } from './export-formats';

const whatSchema = z.object({
  snapshotId: z.uuid(),
  format: z.enum(exportFormatKeys, 'Choose a format.'),
  mode: z.enum(disclosureModes, 'Choose how much of a patient leaves.'),
});

/** What the worker is given; `export.request` has checked it. */
export const exportJobInputSchema = whatSchema;
export type ExportJobInput = z.output<typeof exportJobInputSchema>;

export const requestExportInputSchema = whatSchema
  .extend({ reason: typedNote(500).default('') })
  .superRefine(({ format, mode, reason }, context) => {
    if (!exportFormats[format].modes.includes(mode)) {
      context.addIssue({
        code: 'custom',
        path: ['mode'],
        message: 'This format is not written that way. Choose another.',
      });
    }
    if (mode === 'identified' && reason.length < 3) {
      context.addIssue({
        code: 'custom',
        path: ['reason'],
        message: 'Say why names have to leave, in a few words.',
      });
    }
  });
export type RequestExportInput = z.input<typeof requestExportInputSchema>;
