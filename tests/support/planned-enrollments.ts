// Enrollments with their plans, written by the owner of the schema as the program would store them.
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { buildPlan } from '@/lib/schedule/build-plan';
import type { Occurrence } from '@/lib/schedule/occurrence';
import type { PlanFacts } from '@/lib/schedule/plan-facts';
import { occurrenceRow } from '@/lib/server/courses/occurrence-row';
import type { TestSite } from './accounts.ts';
import { insertRow, type Row } from './sample-rows.ts';

export type ProtocolRows = {
  readonly protocol: CompiledProtocol;
  readonly protocolVersionId: string;
  readonly settingsProfileId: string;
};

/** The protocol as released, with a site's profile of its default settings. */
export async function addProtocol(
  owner: pg.Pool,
  site: TestSite,
  protocol: CompiledProtocol,
): Promise<ProtocolRows> {
  const { definition } = protocol;
  const { rows } = await owner.query<{ id: string }>(
    'SELECT id FROM protocol_version WHERE code = $1 AND version = $2',
    [definition.code, definition.version],
  );
  const protocolVersionId = rows[0]?.id ?? randomUUID();
  if (rows.length === 0) {
    await insertRow(owner, 'protocol_version', {
      id: protocolVersionId,
      code: definition.code,
      version: definition.version,
      title: definition.title,
      schema_version: definition.schemaVersion,
      definition: JSON.stringify(definition),
      content_hash: 'test',
    });
  }
  const settingsProfileId = randomUUID();
  await insertRow(owner, 'settings_profile', {
    id: settingsProfileId,
    site_id: site.id,
    protocol_version_id: protocolVersionId,
    name: 'clinic',
    values: '{}',
  });
  return { protocol, protocolVersionId, settingsProfileId };
}

export type PlannedEnrollment = {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly occurrences: readonly Occurrence[];
};

type Person = { readonly givenName: string; readonly familyName: string };

/** A patient with an active enrollment, whose occurrences are those of the plan for these facts. */
export async function addPlannedEnrollment(
  owner: pg.Pool,
  site: TestSite,
  { protocol, protocolVersionId, settingsProfileId }: ProtocolRows,
  facts: PlanFacts,
  { givenName, familyName }: Person,
): Promise<PlannedEnrollment> {
  const [patientId, enrollmentId] = [randomUUID(), randomUUID()];
  const { occurrences } = buildPlan(protocol, facts);
  const keys = { site_id: site.id, patient_id: patientId };
  await insertRow(owner, 'patient', {
    id: patientId,
    site_id: site.id,
    study_id: `${site.code}-${patientId.slice(0, 8)}`,
  });
  await insertRow(owner, 'patient_identity', {
    ...keys,
    given_name: givenName,
    family_name: familyName,
    record_number: patientId.slice(0, 8),
  });
  await insertRow(owner, 'enrollment', {
    ...keys,
    id: enrollmentId,
    protocol_version_id: protocolVersionId,
    settings_profile_id: settingsProfileId,
    arm: facts.arm,
    consent_on: toCivilDate(facts.consentOn),
    enrolled_on: toCivilDate(facts.enrolledOn),
  });
  await insertOccurrences(owner, { ...keys, enrollment_id: enrollmentId }, occurrences);
  return { enrollmentId, patientId, occurrences };
}

async function insertOccurrences(
  owner: pg.Pool,
  keys: Row,
  occurrences: readonly Occurrence[],
): Promise<void> {
  await owner.query(
    'INSERT INTO occurrence SELECT (jsonb_populate_record(NULL::occurrence, value)).* FROM jsonb_array_elements($1::jsonb)',
    [
      JSON.stringify(
        occurrences.map((occurrence) => ({
          ...keys,
          ...occurrenceRow(occurrence),
          id: randomUUID(),
          record_ids: [],
        })),
      ),
    ],
  );
}
