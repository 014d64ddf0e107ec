import { z } from 'zod';
import { cohortDefinitionSchema } from '@/lib/cohort/condition';
import { typedLine, typedNote } from '@/lib/core/typed-text';
import { optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { columnSections, columnTypes, type DataColumn } from '@/lib/export/data-column';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { type DatasetName, datasetColumns, datasetNames } from './datasets';

export const takeSnapshotInputSchema = z.object({
  cohortId: z.uuid(),
  /** Of the cohort, as it was shown. */
  version: z.int(),
  name: typedLine(80).min(1, 'Give the snapshot a name.'),
  note: typedNote(2000).default(''),
  /** The last day whose facts count; today where it is left out. */
  cutOff: optionalCivilDateSchema,
});
export type TakeSnapshotInput = z.input<typeof takeSnapshotInputSchema>;

/** More men than this are refused with a sentence: R would not answer for them within its limits. */
export const mostMembers = 20_000;

/** Null where a snapshot can hold them. */
export function whenTooMany(men: number): string | null {
  return men <= mostMembers
    ? null
    : `This cohort has ${men} men; a snapshot takes at most ${mostMembers}. Add a condition, for example a range of enrollment dates, and freeze the parts.`;
}

const columnSchema = z.object({
  // It stands in SQL: nothing but a name may pass.
  name: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  label: z.string(),
  type: z.enum(columnTypes),
  unit: z.string().exactOptional(),
  levels: z
    .array(z.object({ key: z.string(), label: z.string() }))
    .readonly()
    .exactOptional(),
  section: z.enum(columnSections),
});

/** What a snapshot was taken of, and what its data mean, whatever the program says later. */
export const frozenDefinitionSchema = z.object({
  cohort: z.object({
    name: z.string(),
    note: z.string(),
    version: z.int(),
    definition: cohortDefinitionSchema,
    smallestCell: z.int().nullable(),
  }),
  /** Whose columns these are. */
  protocolVersion: z.string(),
  columns: z.record(z.enum(datasetNames), z.array(columnSchema).readonly()),
});
export type FrozenDefinition = z.output<typeof frozenDefinitionSchema>;

export function frozenColumns(
  protocol: CompiledProtocol,
): Record<DatasetName, readonly DataColumn[]> {
  const of = (dataset: DatasetName) =>
    // Without the functions that make the values.
    datasetColumns(dataset, protocol).map(({ name, label, type, unit, levels, section }) => ({
      name,
      label,
      type,
      ...(unit === undefined ? {} : { unit }),
      ...(levels === undefined ? {} : { levels }),
      section,
    }));
  return {
    subjects: of('subjects'),
    labs: of('labs'),
    semen: of('semen'),
    adverse_events: of('adverse_events'),
    transfers: of('transfers'),
    adherence: of('adherence'),
    operations: of('operations'),
  };
}
