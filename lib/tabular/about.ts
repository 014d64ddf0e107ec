import type { CsvValue } from '@/lib/export/csv';
import { type DisclosureMode, disclosureModeFacts } from '@/lib/export/disclosure-mode';

export interface AboutFacts {
  readonly mode: DisclosureMode;
  readonly protocol: string;
  /** Whose columns these are. */
  readonly protocolVersion: string;
  readonly snapshotId: string;
  readonly hash: string;
  /** `2026-11-22`, or the year alone where days of the calendar do not leave. */
  readonly cutOff: string;
  readonly members: number;
  readonly programVersion: string;
}

/**
 * What a file says of itself. The names of the cohort and of the snapshot are left out: somebody has typed them, and
 * the page that the file comes from shows the hash.
 */
export function aboutRows(facts: AboutFacts): readonly (readonly [string, CsvValue])[] {
  const { title, sentence } = disclosureModeFacts[facts.mode];
  return [
    ['Protocol', `${facts.protocol} ${facts.protocolVersion}`],
    ['Snapshot', facts.snapshotId],
    ['SHA-256 of the snapshot', facts.hash],
    ['Data cut-off', facts.cutOff],
    ['Patients', facts.members],
    ['Program', facts.programVersion],
    ['De-identification', title],
    ['What that means', sentence],
  ];
}

/** The README of the folder of CSV files. */
export function readmeText(facts: AboutFacts, tables: readonly string[]): string {
  const about = aboutRows(facts).map(([name, value]) => `${name}: ${value}`);
  const files = [
    ...tables.map((name) => [`${name}.csv`, `one row per ${rowOf[name] ?? 'record'}`] as const),
    ...otherFiles,
  ];
  const list = files.map(([name, what]) => `${name.padEnd(20)}${what}`);
  return [...about, '', ...list, ...conventions.split('\n')].map((line) => `${line}\r\n`).join('');
}

const rowOf: Readonly<Record<string, string>> = {
  subjects: 'patient',
  labs: 'laboratory result; subject is the study_id of subjects.csv, as in the files below',
  semen: 'semen sample',
  adverse_events: 'adverse event',
  transfers: 'embryo transfer',
  adherence: 'patient and requirement',
  operations: 'testicular procedure',
};

const otherFiles = [
  ['dictionary.csv', 'what each column is: label, type, unit, levels in their order'],
  ['codebook.csv', 'what each value of a column with levels stands for'],
  [
    'load.R',
    'R: makes a data frame of each table, with factors, dates and labels; needs no package',
  ],
  [
    'load.sps',
    'SPSS or PSPP: makes a data set of each table, with labels, and saves it as a .sav file',
  ],
  ['SHA256SUMS', 'sha256sum -c SHA256SUMS'],
] as const;

const conventions = `
There is one long table for each kind of record, so that every value keeps its type.

The CSV files follow RFC 4180: commas, quotes where needed, lines that end in CR LF. They are UTF-8 with a byte order
mark, by which Excel knows it. Missing values are empty, flags are 1 and 0, decimals have a point, days of the calendar
are written 2026-03-31. Study day 1 is the first dose, or enrollment where there is none; the day before is -1.
A text that a spreadsheet would run as a formula begins with an apostrophe; a line break within a text is a space.`;
