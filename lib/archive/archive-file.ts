import { z } from 'zod';
import { cohortDefinitionSchema } from '@/lib/cohort/condition';
import { civilDateSchema, optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { patientIdentitySchema } from '@/lib/enrollment/patient-identity';
import { importedScreeningSchema } from '@/lib/enrollment/screening';
import { recordKinds } from '@/lib/records/record';

/** The files of a study archive, in their order in the ZIP. */
export const archivePaths = {
  readme: 'README.txt',
  manifest: 'manifest.json',
  head: 'head.json',
  members: 'members.ndjson',
  sums: 'SHA256SUMS',
} as const;

/** What reads an archive must know its schema; a change that an older reader would get wrong raises it. */
export const archiveSchemaVersion = 1;

export const archiveManifestSchema = z.object({
  format: z.literal('sertoli-study-archive', 'This is not a study archive.'),
  schema: z.literal(
    archiveSchemaVersion,
    'This archive was written by a newer program: update this one first.',
  ),
  programVersion: z.string(),
  protocol: z.string().min(1),
  protocolVersion: z.string().min(1),
  snapshot: z.object({
    name: z.string(),
    note: z.string(),
    cutOff: civilDateSchema,
    takenAt: z.iso.datetime(),
    hash: z.string(),
  }),
  cohort: z.object({
    name: z.string(),
    note: z.string(),
    definition: cohortDefinitionSchema,
    smallestCell: z.number().nullable(),
  }),
  sites: z.array(z.string()).min(1),
  members: z.int().min(0),
});
export type ArchiveManifest = z.output<typeof archiveManifestSchema>;

/** What the reader takes of a `SourceHead`; who the staff were stays in the file. */
export const archiveHeadSchema = z.object({
  schema: z.literal(1),
  profiles: z.array(
    z.object({
      protocol: z.string(),
      version: z.string(),
      siteCode: z.string(),
      profile: z.string(),
      profileVersion: z.int(),
      settings: z.record(z.string(), z.unknown()),
    }),
  ),
  calendars: z.array(
    z.object({
      siteCode: z.string(),
      remsEnrollmentOnlyFrom: optionalCivilDateSchema,
      clinicWeekdays: z.array(z.int().min(1).max(7)),
      clinicWeekdaysFrom: optionalCivilDateSchema,
      closedDays: z.array(
        z.object({ on: civilDateSchema, since: civilDateSchema, reason: z.string() }),
      ),
    }),
  ),
  screening: z.array(z.intersection(z.object({ siteCode: z.string() }), importedScreeningSchema)),
});
export type ArchiveHead = z.output<typeof archiveHeadSchema>;

const pin = z.object({
  code: z.string(),
  version: z.string(),
  profile: z.string(),
  profileVersion: z.int(),
});

const id = z.uuid();

/** What the reader takes of a `SourceCase`: contents of records are checked as entries, by the schemas of the forms. */
export const archiveMemberSchema = z.object({
  studyId: z.string().min(1),
  identity: patientIdentitySchema.nullable(),
  source: z.object({
    schema: z.literal(1),
    enrollment: z.object({
      siteCode: z.string(),
      studyId: z.string(),
      protocol: pin,
      arm: z.string(),
      consentOn: civilDateSchema,
      enrolledOn: civilDateSchema,
      ageAtConsent: z.int().nullable(),
      status: z.string(),
      endedOn: optionalCivilDateSchema,
      endReason: z.string().nullable(),
      endCategory: z.string().nullable(),
      endAdverseEventId: id.nullable(),
      cohortTag: z.string().nullable(),
      simulated: z.boolean(),
    }),
    records: z.array(
      z.object({
        id,
        kind: z.enum(recordKinds),
        on: civilDateSchema,
        time: z.string().nullable(),
        source: z.string().nullable(),
        content: z.record(z.string(), z.unknown()),
        results: z.array(z.looseObject({})),
      }),
    ),
    adjustments: z.array(
      z.object({
        kind: z.enum(['link', 'waiver', 'reschedule', 'closure']),
        occurrenceKey: z.string(),
        recordId: id.nullable(),
        plannedOn: z.string().nullable(),
        closedOn: z.string().nullable(),
        reason: z.string(),
      }),
    ),
    decisions: z.array(
      z.object({
        key: z.string(),
        meaning: z.string(),
        recordId: id.nullable(),
        chosen: z.string(),
        decidedOn: civilDateSchema,
        effectiveOn: civilDateSchema,
        reason: z.string(),
        transcribed: z.boolean(),
      }),
    ),
    contacts: z.array(
      z.object({
        on: civilDateSchema,
        occurrenceKeys: z.array(z.string()),
        channel: z.string(),
        outcome: z.string(),
        agreedOn: z.string().nullable(),
        remindOn: z.string().nullable(),
        reason: z.string(),
        note: z.string(),
      }),
    ),
    partners: z.array(z.object({ id, consentOn: civilDateSchema, birthYear: z.int().nullable() })),
    amendments: z.array(
      z.object({ from: pin, to: pin, effectiveOn: civilDateSchema, reason: z.string() }),
    ),
  }),
});
export type ArchiveMember = z.output<typeof archiveMemberSchema>;
