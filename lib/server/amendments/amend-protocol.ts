import 'server-only';
import { amendProtocolInputSchema } from '@/lib/course/amendment';
import type { SettingValues } from '@/lib/protocols/schema';
import { requirePassword } from '../accounts/require-password';
import { AppError } from '../app-error';
import { type CommandContext, defineCommand } from '../command';
import { compiledProtocol, type ProtocolPin } from '../courses/compiled-protocol';
import { inBatches } from '../courses/in-batches';
import { replanAll } from '../courses/replan';
import { insertRows } from '../db/insert-rows';
import type { Transaction } from '../db/transaction';

export type AmendedProtocol = {
  readonly amended: number;
  /** For how many of them the plan asks for something else now. */
  readonly plansChanged: number;
};

/** A thousand men take seconds; nobody is half moved when it takes longer. */
const timeoutMs = 120_000;

/**
 * Moves enrollments to another version of their protocol and its settings, today at the site. What was
 * settled before stays as it was judged (decision 023). One transaction: all of them, or none.
 *
 * @throws STALE_VERSION, naming how many, when enrollments have changed since the person saw them.
 */
export const amendProtocol = defineCommand({
  name: 'protocol.amend',
  schema: amendProtocolInputSchema,
  permission: 'protocol:amend',
  timeoutMs,
  findSite: async (_tx, { siteId }) => siteId,
  run: async (context, input): Promise<AmendedProtocol> => {
    const { tx, actor, today } = context;
    const to = await findEdition(tx, input);
    const rows = await lockEnrollments(tx, input);
    await refuseOtherArms(tx, rows, to);
    await requirePassword(tx, actor, input.password);
    await writeAmendments(context, rows, to, input.reason);
    const changes = await inBatches(rows, (batch) =>
      replanAll(
        tx,
        today,
        batch.map(({ id }) => id),
      ),
    );
    const changed = [...changes.values()].filter(
      ({ opened, dropped, satisfied, undone }) =>
        opened.length + dropped.length + satisfied.length + undone.length > 0,
    );
    return { amended: rows.length, plansChanged: changed.length };
  },
});

type Target = Pick<
  ReturnType<typeof amendProtocolInputSchema.parse>,
  'siteId' | 'protocol' | 'edition'
>;

async function findEdition(
  tx: Transaction,
  { siteId, protocol, edition }: Target,
): Promise<ProtocolPin> {
  const profile = await tx.settingsProfile.findFirst({
    where: { id: edition, siteId, protocolVersion: { code: protocol } },
    select: { id: true, protocolVersionId: true },
  });
  if (profile === null) {
    throw new AppError('NOT_FOUND', { message: 'The site has no such version of the protocol.' });
  }
  return { protocolVersionId: profile.protocolVersionId, settingsProfileId: profile.id };
}

interface LockedEnrollment {
  readonly id: string;
  readonly patientId: string;
  readonly version: number;
  readonly arm: string;
  readonly protocolVersionId: string;
  readonly settingsProfileId: string;
  readonly settings: SettingValues;
}

/** In the order of their ids, as everybody locks; each with the settings that it leaves. */
async function lockEnrollments(
  tx: Transaction,
  {
    siteId,
    protocol,
    edition,
    enrollments,
  }: Target & {
    readonly enrollments: readonly { readonly id: string; readonly version: number }[];
  },
): Promise<readonly LockedEnrollment[]> {
  const seen = new Map(enrollments.map(({ id, version }) => [id, version]));
  const rows = await tx.$queryRaw<LockedEnrollment[]>`
    SELECT e.id, e.patient_id AS "patientId", e.version, e.arm,
           e.protocol_version_id AS "protocolVersionId",
           e.settings_profile_id AS "settingsProfileId", s.values AS settings
    FROM enrollment e
    JOIN settings_profile s ON s.id = e.settings_profile_id
    JOIN protocol_version v ON v.id = e.protocol_version_id
    WHERE e.id = ANY (${[...seen.keys()]}::uuid[]) AND e.site_id = ${siteId}::uuid
      AND e.status = 'active' AND v.code = ${protocol} AND e.settings_profile_id <> ${edition}::uuid
    ORDER BY e.id
    FOR UPDATE OF e`;
  const current = rows.filter(({ id, version }) => seen.get(id) === version);
  const changed = seen.size - current.length;
  if (changed > 0) {
    throw new AppError('STALE_VERSION', {
      message: `${changed === 1 ? '1 man' : `${changed} men`} of ${seen.size} changed since you opened this page. Nothing was amended. Look at the difference again.`,
      current: {
        changed,
        unchanged: current.map(({ id }) => id),
      },
    });
  }
  return rows;
}

async function refuseOtherArms(
  tx: Transaction,
  rows: readonly LockedEnrollment[],
  to: ProtocolPin,
): Promise<void> {
  const { definition } = await compiledProtocol(tx, to);
  const arms = definition.arms.map(({ key }) => key);
  const others = rows.filter(({ arm }) => !arms.includes(arm)).length;
  if (others > 0) {
    throw new AppError('INVALID_INPUT', {
      fields: {
        enrollments: `The version has no such arm for ${others === 1 ? '1 man' : `${others} men`}.`,
      },
    });
  }
}

async function writeAmendments(
  { tx, actor, site, now, today }: CommandContext,
  rows: readonly LockedEnrollment[],
  to: ProtocolPin,
  reason: string,
): Promise<void> {
  await insertRows(
    tx,
    'protocol_amendment',
    rows.map((row) => ({
      site_id: site.siteId,
      patient_id: row.patientId,
      enrollment_id: row.id,
      from_protocol_version_id: row.protocolVersionId,
      from_settings_profile_id: row.settingsProfileId,
      from_settings: row.settings,
      to_protocol_version_id: to.protocolVersionId,
      to_settings_profile_id: to.settingsProfileId,
      effective_on: today,
      enrollment_version: row.version + 1,
      reason,
      applied_by: actor.userId,
      applied_by_role: site.role,
      printed_name: actor.displayName,
      applied_at: now.toISOString(),
    })),
  );
  await tx.$executeRaw`
    UPDATE enrollment
    SET protocol_version_id = ${to.protocolVersionId}::uuid,
        settings_profile_id = ${to.settingsProfileId}::uuid, version = version + 1
    WHERE id = ANY (${rows.map(({ id }) => id)}::uuid[])`;
}
