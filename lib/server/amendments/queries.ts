import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import { describeEdition } from '@/lib/protocols/describe-edition';
import { civilDateFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';

export interface FollowedEdition {
  readonly edition: string;
  /** First day; null for the one that the man was enrolled with. */
  readonly from: CivilDate | null;
  /** Why and by whom he was moved to it. */
  readonly reason: string | null;
  readonly by: string | null;
}

/** The versions of protocol and settings that an enrollment has followed, the current one first. */
export async function listFollowedEditions(
  actor: Actor,
  enrollmentId: string,
): Promise<readonly FollowedEdition[]> {
  return await inReadTransaction(actor, async (tx) => {
    const enrollment = await tx.enrollment.findUnique({
      where: { id: enrollmentId },
      select: {
        settingsProfileId: true,
        amendments: {
          select: {
            fromSettingsProfileId: true,
            effectiveOn: true,
            reason: true,
            printedName: true,
          },
          orderBy: { enrollmentVersion: 'desc' },
        },
      },
    });
    if (enrollment === null) {
      return [];
    }
    const { amendments, settingsProfileId } = enrollment;
    const ids = [settingsProfileId, ...amendments.map((one) => one.fromSettingsProfileId)];
    const profiles = await tx.settingsProfile.findMany({
      where: { id: { in: ids } },
      select: {
        id: true,
        name: true,
        version: true,
        protocolVersion: { select: { version: true } },
      },
    });
    const names = new Map(
      profiles.map(({ id, name, version, protocolVersion }) => [
        id,
        describeEdition({ protocolVersion: protocolVersion.version, name, version }),
      ]),
    );
    return ids.map((id, index) => {
      const amendment = amendments[index];
      return {
        edition: names.get(id) ?? 'a version of another site',
        from: amendment ? civilDateFrom(amendment.effectiveOn) : null,
        reason: amendment?.reason ?? null,
        by: amendment?.printedName ?? null,
      };
    });
  });
}
