import { z } from 'zod';
import { jobStatuses } from '@/lib/core/job';
import { disclosureModes } from '@/lib/export/disclosure-mode';
import { exportFormatKeys } from '@/lib/export/export-formats';
import { named } from '../named';
import { idView, instantView, listOf } from './shared';

export const exportView = named('Export', 'A file that somebody asked for', {
  jobId: idView,
  snapshotId: idView,
  format: z.enum(exportFormatKeys),
  mode: z.enum(disclosureModes),
  status: z.enum(jobStatuses),
  /** Patients written, of so many. */
  done: z.int(),
  total: z.int(),
  /** Why it failed; null where it did not. */
  problem: z.string().nullable(),
  reason: z.string().nullable(),
  requestedBy: z.string(),
  requestedAt: instantView,
  isDownloadable: z.boolean(),
  /** Null until it is written to its end. */
  file: named('StoredFile', 'What was written', {
    name: z.string(),
    mediaType: z.string(),
    bytes: z.int(),
    rows: z.int().nullable(),
    sha256: z.string(),
    expiresAt: instantView,
  }).nullable(),
});

export const exportList = listOf(
  'ExportList',
  'Exports of a snapshot, the newest first',
  exportView,
);
