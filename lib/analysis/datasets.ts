import { type DataColumn, levelsOf } from '@/lib/export/data-column';
import { studyColumns } from '@/lib/export/study-columns';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { transferOutcomeNames, transferOutcomes } from '@/lib/records/icsi-cycle';
import {
  histologies,
  histologyNames,
  procedureNames,
  type sides,
  testicularProcedures,
} from '@/lib/records/procedure';
import type { tmcBases } from '@/lib/records/total-motile-count';
import { analytes } from '@/lib/units/analytes';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';

/** The tables that a snapshot gives to R, one CSV file each. */
export const datasetNames = [
  'subjects',
  'labs',
  'semen',
  'adverse_events',
  'transfers',
  'adherence',
  'operations',
] as const;
export type DatasetName = (typeof datasetNames)[number];

/** Those with as many rows of a man as he has results, samples and so on. */
export type LongDataset = Exclude<DatasetName, 'subjects'>;

const subject: DataColumn = {
  name: 'subject',
  label: 'Study id, as study_id in the table of men',
  type: 'text',
  section: 'enrollment',
};

const studyDay: DataColumn = {
  name: 'study_day',
  label: 'Study day: 1 is the first dose, or enrollment where there is none; the day before is -1',
  type: 'number',
  unit: 'days',
  section: 'enrollment',
};

const sampleResults = {
  motile: 'Motile sperm',
  immotile: 'Immotile sperm only',
  none: 'No sperm',
  'not-evaluable': 'Not evaluable',
} as const;
export type SampleResult = keyof typeof sampleResults;

const labMoments = { baseline: 'Before treatment', 'on-treatment': 'On treatment' } as const;
export type LabMoment = keyof typeof labMoments;

const tmcBasisNames = {
  'volume-concentration-motility': 'Volume × concentration × motility',
  'neat-count': 'Counted in the neat sample',
  'pellet-count': 'Counted in the pellet',
} as const satisfies Record<(typeof tmcBases)[number], string>;

const sideNames = { left: 'Left', right: 'Right', both: 'Both' } as const satisfies Record<
  (typeof sides)[number],
  string
>;

const analyteNames = Object.fromEntries(bloodAnalyteKeys.map((key) => [key, analytes[key].label]));

const longColumns: Readonly<Record<LongDataset, readonly DataColumn[]>> = {
  labs: [
    subject,
    choice('analyte', 'Analyte', analyteNames, 'baseline'),
    studyDay,
    { name: 'value', label: 'Value, in the unit beside it', type: 'number', section: 'baseline' },
    { name: 'unit', label: 'Unit', type: 'text', section: 'baseline' },
    choice(
      'moment',
      'What the tables take it for; empty for all other results',
      labMoments,
      'baseline',
    ),
  ],
  semen: [
    subject,
    studyDay,
    choice('result', 'What the sample says', sampleResults, 'response'),
    {
      name: 'tmc',
      label: 'Total motile count',
      type: 'number',
      unit: 'sperm',
      section: 'response',
    },
    choice('basis', 'How it was obtained', tmcBasisNames, 'response'),
    flag('counts', 'Counts for the response', 'response'),
  ],
  adverse_events: [
    subject,
    { name: 'term', label: 'CTCAE term, or the key other', type: 'text', section: 'safety' },
    { name: 'term_label', label: 'Term in words', type: 'text', section: 'safety' },
    { name: 'category', label: 'System organ class', type: 'text', section: 'safety' },
    { name: 'worst_grade', label: 'Worst grade', type: 'number', section: 'safety' },
    flag('serious', 'Serious', 'safety'),
    flag('related', 'Possibly related or more', 'safety'),
    studyDay,
  ],
  transfers: [
    subject,
    {
      name: 'transfer_order',
      label: 'Order among all his transfers',
      type: 'number',
      section: 'procedures',
    },
    choice('outcome', 'Outcome', transferOutcomeNames, 'procedures', transferOutcomes),
    flag('delivered', 'Live birth; empty while it is not known', 'procedures'),
    studyDay,
  ],
  adherence: [
    subject,
    { name: 'requirement', label: 'Requirement', type: 'text', section: 'adherence' },
    {
      name: 'requirement_label',
      label: 'Requirement in words',
      type: 'text',
      section: 'adherence',
    },
    count('on_time', 'Done on time'),
    count('early', 'Done early'),
    count('late', 'Done late'),
    count('missed', 'Missed'),
    count('closed', 'Closed by a person'),
    count('waived', 'Waived'),
  ],
  operations: [
    subject,
    studyDay,
    choice('kind', 'Procedure', procedureNames, 'procedures', testicularProcedures),
    choice('side', 'Side', sideNames, 'procedures'),
    {
      name: 'minutes',
      label: 'Operating time',
      type: 'number',
      unit: 'minutes',
      section: 'procedures',
    },
    flag('sperm_found', 'Sperm found', 'procedures'),
    flag('sufficient', 'Sperm for every egg', 'procedures'),
    flag('frozen', 'Sperm frozen', 'procedures'),
    choice('histology', 'Histology', histologyNames, 'procedures', histologies),
    flag('before', 'Before the start of the study', 'procedures'),
  ],
};

/** The columns of a dataset in the order of its file; those of `subjects` are the protocol's study columns. */
export function datasetColumns(
  dataset: DatasetName,
  protocol: CompiledProtocol,
): readonly DataColumn[] {
  return dataset === 'subjects' ? studyColumns(protocol) : longColumns[dataset];
}

function choice<Key extends string>(
  name: string,
  label: string,
  names: Readonly<Record<Key, string>>,
  section: DataColumn['section'],
  keys?: readonly Key[],
): DataColumn {
  return { name, label, type: 'choice', levels: levelsOf(names, keys), section };
}

function flag(name: string, label: string, section: DataColumn['section']): DataColumn {
  return { name, label, type: 'flag', section };
}

function count(name: string, label: string): DataColumn {
  return { name, label, type: 'number', section: 'adherence' };
}
