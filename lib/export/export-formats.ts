import { type DisclosureMode, disclosureModes } from './disclosure-mode';

/** The files that a snapshot can leave as. */
export const exportFormatKeys = [
  'csv',
  'subjects-csv',
  'labs-csv',
  'xlsx',
  'odm',
  'fhir-ndjson',
  'fhir-bundle',
  'audit-trail',
  'study-archive',
] as const;
export type ExportFormatKey = (typeof exportFormatKeys)[number];

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  zip: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
  json: 'application/json',
} as const;
export type ExportExtension = keyof typeof mediaTypes;

export interface ExportFormatFacts {
  readonly title: string;
  readonly sentence: string;
  readonly extension: ExportExtension;
  readonly modes: readonly DisclosureMode[];
  /** Written from the records themselves, which snapshots taken before they were kept do not have. */
  readonly needsSource: boolean;
}

/** Instants and texts typed by people are what these are about: they say nothing without them. */
const withInstants: readonly DisclosureMode[] = ['identified', 'limited'];

/** No identity has a place in these: identified, they would say no more than limited. */
const withoutIdentity: readonly DisclosureMode[] = disclosureModes.filter(
  (mode) => mode !== 'identified',
);

export const exportFormats: Readonly<Record<ExportFormatKey, ExportFormatFacts>> = {
  csv: {
    title: 'CSV, every table, with scripts for R and SPSS',
    sentence:
      'A ZIP file: one row per patient, the long tables, dictionary, codebook, and scripts that load them with labels.',
    extension: 'zip',
    modes: disclosureModes,
    needsSource: false,
  },
  'subjects-csv': {
    title: 'CSV, one row per patient',
    sentence: 'One file that any program opens.',
    extension: 'csv',
    modes: disclosureModes,
    needsSource: false,
  },
  'labs-csv': {
    title: 'CSV, laboratory results',
    sentence: 'One file with a row for each result, however many there are.',
    extension: 'csv',
    modes: withoutIdentity,
    needsSource: false,
  },
  xlsx: {
    title: 'Excel workbook (XLSX)',
    sentence: 'A sheet for each table, with the dictionary and the codebook.',
    extension: 'xlsx',
    modes: disclosureModes,
    needsSource: false,
  },
  odm: {
    title: 'CDISC ODM-XML 1.3.2',
    sentence:
      'Every record with its definition and, where instants may leave, who recorded it and when.',
    extension: 'xml',
    modes: disclosureModes,
    needsSource: true,
  },
  'fhir-ndjson': {
    title: 'FHIR R4, NDJSON',
    sentence: 'A ZIP file with one file for each type of resource, as bulk data.',
    extension: 'zip',
    modes: disclosureModes,
    needsSource: true,
  },
  'fhir-bundle': {
    title: 'FHIR R4, one Bundle',
    sentence: 'The same resources in one JSON file.',
    extension: 'json',
    modes: disclosureModes,
    needsSource: true,
  },
  'audit-trail': {
    title: 'Audit trail (CSV)',
    sentence: 'One row for each event about these patients up to the moment of the snapshot.',
    extension: 'csv',
    modes: withInstants,
    needsSource: false,
  },
  'study-archive': {
    title: 'Study archive',
    sentence: 'Everything of these patients, which this program can import into an empty site.',
    extension: 'zip',
    modes: ['identified'],
    needsSource: true,
  },
};

export function mediaTypeOf(key: ExportFormatKey): string {
  return mediaTypes[exportFormats[key].extension];
}
