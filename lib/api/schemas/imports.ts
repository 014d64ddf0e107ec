import { z } from 'zod';
import { jobStatuses } from '@/lib/core/job';
import { issueCodes, issueSeverities } from '@/lib/import/import-issue';
import { importKinds } from '@/lib/import/import-kinds';
import { importSettingsSchema } from '@/lib/import/import-settings';
import { named, namedSchemas } from '../named';
import { idView, instantView, listOf } from './shared';

namedSchemas.add(importSettingsSchema, {
  id: 'ImportSettings',
  description: 'How a file is read: layout, columns, and answers where it can be read in two ways',
});

export const uploadedImportView = named('UploadedImport', 'The new import', { importId: idView });

export const configuredImportView = named('ConfiguredImport', 'The import as it is read now', {
  importId: idView,
  version: z.int(),
});

export const requestedImportView = named('RequestedImport', 'The job that works on the file', {
  importId: idView,
  jobId: idView,
});

const countsView = named('ImportCounts', 'Rows, each counted once', {
  rows: z.int(),
  /** Rows that would be recorded, or were. */
  ready: z.int(),
  errors: z.int(),
  /** Unusual values that nobody has confirmed. */
  warnings: z.int(),
  duplicates: z.int(),
  men: z.int(),
});

const summaryFields = {
  importId: idView,
  siteId: idView,
  kind: z.enum(importKinds),
  status: z.enum(['uploaded', 'checked', 'committed']),
  fileName: z.string(),
  fileBytes: z.int(),
  fileSha256: z.string(),
  sourceName: z.string(),
  uploadedAt: instantView,
  committedAt: instantView.nullable(),
  /** Null until it is checked. */
  counts: countsView.nullable(),
};

export const importList = listOf(
  'ImportList',
  'Imports, the newest first',
  named('ImportSummary', 'A file that was brought', summaryFields),
);

export const importView = named('Import', 'A file with everything that has to be said about it', {
  ...summaryFields,
  version: z.int(),
  columns: z.array(z.string()),
  settings: importSettingsSchema,
  /** What the file leaves open; answered questions are named in `settings.answers.confirmed`. */
  questions: z.array(
    named('ImportQuestion', 'Something that a file can be read in two ways for', {
      key: z.string(),
      question: z.string(),
      evidence: z.string(),
      suggested: z.string().nullable(),
      options: z.array(
        named('ImportOption', 'One answer', { value: z.string(), label: z.string() }),
      ),
    }),
  ),
  /** What the mapping lacks, in sentences. */
  problems: z.array(z.string()),
  /** The first of them; all are in the file of issues. */
  issues: z.array(
    named('ImportIssue', 'Why a row is held back', {
      row: z.int(),
      column: z.string(),
      code: z.enum(issueCodes),
      message: z.string(),
      severity: z.enum(issueSeverities),
    }),
  ),
  jobs: z.array(
    named('Job', 'A check or a commit', {
      jobId: idView,
      status: z.enum(jobStatuses),
      done: z.int(),
      total: z.int(),
      problem: z.string().nullable(),
    }),
  ),
});
