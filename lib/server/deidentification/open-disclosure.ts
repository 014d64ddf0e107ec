import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Actor } from '@/lib/auth/actor';
import { invariant } from '@/lib/core/invariant';
import {
  type DisclosedIdentity,
  type DisclosedMember,
  type Disclosure,
  isCoded,
} from '@/lib/deidentification/disclosure';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';
import { civilDateFrom } from '../db/date-column';
import { inTransaction, type Transaction } from '../db/transaction';
import { idCode, orderCode, shiftCode } from './code-of';

/**
 * Who the members of a snapshot are in a file of this mode: the same every time, except identities, which are read as
 * they stand now. Whether the actor may is the caller's to ask; the database shows identities only to whom it may.
 */
export function openDisclosure(
  actor: Actor,
  snapshotId: string,
  mode: DisclosureMode,
  requestId: string,
): Promise<Disclosure> {
  return inTransaction(actor, { requestId }, async (tx) => {
    const rows = await readMembers(tx, snapshotId);
    if (mode === 'identified') {
      const identities = await readIdentities(tx, snapshotId);
      return {
        mode,
        members: rows.map((row) => ({
          ...asInSnapshot(row),
          identity: identities.get(row.enrollmentId) ?? null,
        })),
        siteCodes: new Map(rows.map(({ siteCode }) => [siteCode, siteCode])),
        idOf: (id) => id,
      };
    }
    const key = await keyOf(tx, snapshotId);
    const idOf = (id: string) => idCode(key, id);
    return isCoded(mode)
      ? { mode, ...coded(key, rows, mode), idOf }
      : {
          mode,
          members: rows.map(asInSnapshot),
          siteCodes: new Map(rows.map(({ siteCode }) => [siteCode, siteCode])),
          idOf,
        };
  });
}

interface MemberRow {
  readonly position: number;
  readonly enrollmentId: string;
  readonly studyId: string;
  readonly siteCode: string;
  /** Of the patient, where the snapshot knows him; two enrollments of one man are shifted alike. */
  readonly person: string;
}

function readMembers(tx: Transaction, snapshotId: string): Promise<MemberRow[]> {
  return tx.$queryRaw<MemberRow[]>`
    SELECT m.position, m.enrollment_id AS "enrollmentId", m.study_id AS "studyId",
           m.subject ->> 'site' AS "siteCode",
           coalesce(m.source -> 'enrollment' ->> 'patientId', m.enrollment_id::text) AS person
    FROM snapshot_member m
    WHERE m.snapshot_id = ${snapshotId}::uuid
    ORDER BY m.position`;
}

function asInSnapshot({ position, enrollmentId, studyId, siteCode }: MemberRow): DisclosedMember {
  return {
    position,
    enrollmentId,
    subject: studyId,
    site: siteCode,
    shiftDays: 0,
    identity: null,
  };
}

function coded(
  key: Uint8Array,
  rows: readonly MemberRow[],
  mode: DisclosureMode,
): Pick<Disclosure, 'members' | 'siteCodes'> {
  const inOrder = (purpose: 'order' | 'site', of: readonly string[]) =>
    new Map(
      of
        .map((it) => [orderCode(key, purpose, it), it] as const)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, it], index) => [it, index + 1]),
    );
  const sites = inOrder('site', [...new Set(rows.map(({ siteCode }) => siteCode))]);
  const siteCodes = new Map([...sites].map(([code, number]) => [code, `SITE${number}`]));
  const places = inOrder(
    'order',
    rows.map(({ enrollmentId }) => enrollmentId),
  );
  const digits = Math.max(4, String(rows.length).length);
  const byId = new Map(rows.map((row) => [row.enrollmentId, row]));
  return {
    siteCodes,
    members: [...places].map(([enrollmentId, place]) => {
      const row = byId.get(enrollmentId);
      invariant(row !== undefined, 'a member');
      return {
        position: row.position,
        enrollmentId,
        subject: `S${String(place).padStart(digits, '0')}`,
        site: siteCodes.get(row.siteCode) ?? 'SITE',
        shiftDays: mode === 'date-shifted' ? shiftCode(key, row.person) : 0,
        identity: null,
      };
    }),
  };
}

/** Made when it is first needed; two that need it at once take the same. */
async function keyOf(tx: Transaction, snapshotId: string): Promise<Uint8Array> {
  await tx.$executeRaw`
    INSERT INTO deidentification_key (snapshot_id, key)
    VALUES (${snapshotId}::uuid, ${randomBytes(32)})
    ON CONFLICT DO NOTHING`;
  const { key } = await tx.deidentificationKey.findUniqueOrThrow({ where: { snapshotId } });
  return key;
}

interface IdentityRow extends Omit<DisclosedIdentity, 'birthDate'> {
  readonly enrollmentId: string;
  readonly birthDate: Date | null;
}

/** Of men who have moved to a site that the actor does not know, none. */
async function readIdentities(
  tx: Transaction,
  snapshotId: string,
): Promise<ReadonlyMap<string, DisclosedIdentity>> {
  const rows = await tx.$queryRaw<IdentityRow[]>`
    SELECT m.enrollment_id AS "enrollmentId", i.given_name AS "givenName",
           i.family_name AS "familyName", i.birth_date AS "birthDate",
           i.record_number AS "recordNumber"
    FROM snapshot_member m
    JOIN enrollment e ON e.id = m.enrollment_id
    JOIN patient_identity i ON i.patient_id = e.patient_id
    WHERE m.snapshot_id = ${snapshotId}::uuid`;
  return new Map(
    rows.map(({ enrollmentId, birthDate, ...identity }) => [
      enrollmentId,
      { ...identity, birthDate: birthDate && civilDateFrom(birthDate) },
    ]),
  );
}
