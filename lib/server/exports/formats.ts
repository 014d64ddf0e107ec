import 'server-only';
import type { ExportFormatKey } from '@/lib/export/export-formats';
import { auditTrailExport } from './audit-trail';
import { fhirBundle, fhirNdjson } from './fhir';
import type { ExportFormat } from './format';
import { odmExport } from './odm';
import { studyArchive } from './study-archive';
import { csvFolder, labsCsv, subjectsCsv } from './tabular/csv';
import { workbook } from './tabular/xlsx';

/** A format without a writer is not offered. */
export const exportWriters: Readonly<Partial<Record<ExportFormatKey, ExportFormat>>> = {
  csv: csvFolder,
  'subjects-csv': subjectsCsv,
  'labs-csv': labsCsv,
  xlsx: workbook,
  odm: odmExport,
  'fhir-ndjson': fhirNdjson,
  'fhir-bundle': fhirBundle,
  'audit-trail': auditTrailExport,
  'study-archive': studyArchive,
};
