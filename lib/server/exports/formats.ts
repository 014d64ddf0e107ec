import 'server-only';
import type { ExportFormatKey } from '@/lib/export/export-formats';
import type { ExportFormat } from './format';

/** A format without a writer is not offered. */
export const exportWriters: Readonly<Partial<Record<ExportFormatKey, ExportFormat>>> = {};
