import 'server-only';
import { invariant } from '@/lib/core/invariant';
import { type CompiledProtocol, withFormerRequirements } from '@/lib/protocols/compile-protocol';
import type { SettingValues } from '@/lib/protocols/schema';
import type { EarlierProtocol } from '@/lib/schedule/amended-plan';
import { dayFrom } from '../db/date-column';
import { groupBy } from '../db/group-by';
import type { Transaction } from '../db/transaction';
import { compiledProtocols, type ProtocolPin } from './compiled-protocol';

export interface PinnedEnrollment extends ProtocolPin {
  readonly id: string;
}

export interface FollowedProtocol {
  readonly protocol: CompiledProtocol;
  /** Followed before, oldest first. */
  readonly amendments: readonly EarlierProtocol[];
}

/** What each enrollment follows now, and what it followed before. */
export async function followedProtocols(
  tx: Transaction,
  enrollments: readonly PinnedEnrollment[],
): Promise<(enrollmentId: string) => FollowedProtocol> {
  const rows = await tx.protocolAmendment.findMany({
    where: { enrollmentId: { in: enrollments.map(({ id }) => id) } },
    select: {
      enrollmentId: true,
      fromProtocolVersionId: true,
      fromSettingsProfileId: true,
      fromSettings: true,
      effectiveOn: true,
    },
    orderBy: [{ effectiveOn: 'asc' }, { id: 'asc' }],
  });
  const amendments = groupBy(
    rows,
    (row) => row.enrollmentId,
    ({ fromProtocolVersionId, fromSettingsProfileId, fromSettings, effectiveOn }) => ({
      pin: {
        protocolVersionId: fromProtocolVersionId,
        settingsProfileId: fromSettingsProfileId,
        settings: fromSettings as SettingValues,
      },
      until: dayFrom(effectiveOn),
    }),
  );
  const earlierPins = [...amendments.values()].flat().map(({ pin }) => pin);
  const protocolOf = await compiledProtocols(tx, [...enrollments, ...earlierPins]);
  const followed = new Map(
    enrollments.map((enrollment): [string, FollowedProtocol] => {
      const protocol = protocolOf(enrollment);
      const earlier = (amendments.get(enrollment.id) ?? []).map(({ pin, until }) => ({
        protocol: protocolOf(pin),
        until,
      }));
      return [enrollment.id, followedProtocol(protocol, earlier)];
    }),
  );
  return (enrollmentId) => {
    const found = followed.get(enrollmentId);
    invariant(found, `enrollment ${enrollmentId} was not asked for`);
    return found;
  };
}

/** A protocol that names what its earlier versions asked for. */
export function followedProtocol(
  protocol: CompiledProtocol,
  amendments: readonly EarlierProtocol[],
): FollowedProtocol {
  return {
    protocol:
      amendments.length === 0
        ? protocol
        : withFormerRequirements(
            protocol,
            amendments.map((one) => one.protocol),
          ),
    amendments,
  };
}
