import { z } from 'zod';
import { datasetNames } from '@/lib/analysis/datasets';
import { cohortDefinitionSchema, leafSchema } from '@/lib/cohort/condition';
import { columnTypes } from '@/lib/export/data-column';
import { named, namedSchemas } from '../named';
import { allOf, dateView, idView, instantView } from './shared';

namedSchemas.add(cohortDefinitionSchema, {
  id: 'CohortDefinition',
  description: 'One protocol, and who of its patients; {"all": []} is everybody',
});
namedSchemas.add(leafSchema, { id: 'Leaf', description: 'One question about a patient' });

export const cohortView = named('Cohort', 'A saved answer to "who is in"', {
  cohortId: idView,
  siteId: idView,
  siteIds: z.array(idView),
  name: z.string(),
  note: z.string(),
  definition: cohortDefinitionSchema,
  /** Counts below it are not printed. */
  smallestCell: z.int().nullable(),
  version: z.int(),
  isTakenOut: z.boolean(),
});

export const cohortList = allOf('CohortList', 'Cohorts by name', cohortView);

export const cohortCountView = named('CohortCount', 'How many are in, and why not more', {
  /** On the protocol at these sites. */
  men: z.int(),
  members: z.int(),
  /** For each condition from left to right: how many it lets in by itself. */
  alone: z.array(z.int()),
  /** For each part of a definition that asks for all of them: how many were in without it. */
  without: z.array(z.int()),
});

const summaryFields = {
  snapshotId: idView,
  cohortId: idView,
  name: z.string(),
  note: z.string(),
  cutOff: dateView,
  members: z.int(),
  /** SHA-256 of everything in it. */
  hash: z.string(),
  takenAt: instantView,
  takenBy: z.string(),
};

export const snapshotList = allOf(
  'SnapshotList',
  'Snapshots of a cohort, the newest first',
  named('SnapshotSummary', 'A cohort as it was at one moment', summaryFields),
);

export const snapshotView = named(
  'Snapshot',
  'A cohort as it was, with the columns of its tables',
  {
    ...summaryFields,
    siteIds: z.array(idView),
    protocol: z.string(),
    protocolVersion: z.string(),
    programVersion: z.string(),
    datasets: z.array(
      named('Dataset', 'One table of a snapshot', {
        name: z.enum(datasetNames),
        columns: z.array(
          named('Column', 'One column of a table', {
            name: z.string(),
            label: z.string(),
            type: z.enum(columnTypes),
            unit: z.string().nullable(),
          }),
        ),
      }),
    ),
  },
);

export const analysisView = named('Analysis', 'The standard tables of a snapshot', {
  snapshotId: idView,
  /** Why there are no tables; null where there are. */
  sentence: z.string().nullable(),
  tables: z.array(
    named('StatTable', 'A table as a journal prints it', {
      id: z.string(),
      title: z.string(),
      scope: z.string(),
      rowHeader: z.string(),
      columns: z.array(
        named('StatColumn', 'A column of a printed table', {
          key: z.string(),
          label: z.string(),
          detail: z.string().optional(),
        }),
      ),
      rows: z.array(
        named('StatRow', 'A row of a printed table', {
          key: z.string(),
          header: z.string(),
          isDetail: z.boolean(),
          cells: z.array(
            named('StatCell', 'A cell of a printed table', {
              text: z.string(),
              mark: z.string().optional(),
              isWords: z.boolean().optional(),
            }),
          ),
        }),
      ),
      /** In place of rows: why there is no table. */
      sentence: z.string().nullable(),
      footnotes: z.array(
        named('Footnote', 'Below a printed table', {
          mark: z.string().optional(),
          text: z.string(),
        }),
      ),
      isSuppressed: z.boolean(),
    }),
  ),
});
