import 'server-only';
import type { Membership } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import { siteDateAt } from '../clock';
import type { ProtocolPin } from '../courses/compiled-protocol';
import type { Transaction } from '../db/transaction';

/** One version of a protocol under one version of a site's settings: what an enrollment is pinned to. */
export interface ProtocolEdition {
  /** Of the settings profile, which belongs to one version of the protocol. */
  readonly id: string;
  readonly protocolVersion: string;
  readonly releasedOn: CivilDate;
  /** Of the settings. */
  readonly name: string;
  readonly version: number;
  readonly approvedBy: string | null;
  readonly approvedOn: CivilDate | null;
  readonly note: string | null;
}

export interface PinnedEdition {
  readonly edition: ProtocolEdition;
  readonly pin: ProtocolPin;
}

/**
 * The editions of a protocol at a site, the newest version of the protocol first; within it the settings
 * that new enrollments take, then by name, each name's newest first.
 */
export async function listEditions(
  tx: Transaction,
  { siteId, timeZone }: Membership,
  code: string,
): Promise<readonly PinnedEdition[]> {
  const profiles = await tx.settingsProfile.findMany({
    where: { siteId, protocolVersion: { code } },
    include: { protocolVersion: { select: { id: true, version: true, releasedAt: true } } },
    orderBy: [
      { protocolVersion: { releasedAt: 'desc' } },
      { protocolVersionId: 'desc' },
      { name: 'asc' },
      { version: 'desc' },
    ],
  });
  const editions = profiles.map(({ protocolVersion, approvedAt, ...profile }) => ({
    pin: { protocolVersionId: protocolVersion.id, settingsProfileId: profile.id },
    edition: {
      id: profile.id,
      protocolVersion: protocolVersion.version,
      releasedOn: siteDateAt(protocolVersion.releasedAt, timeZone),
      name: profile.name,
      version: profile.version,
      approvedBy: profile.approvedBy,
      approvedOn: approvedAt === null ? null : siteDateAt(approvedAt, timeZone),
      note: profile.note,
    },
  }));
  const versions = [...new Set(editions.map(({ edition }) => edition.protocolVersion))];
  return versions
    .map((version) => editions.filter(({ edition }) => edition.protocolVersion === version))
    .flatMap((ofVersion) => [
      ...ofVersion.filter(({ edition }) => edition.name === defaultProfile),
      ...ofVersion.filter(({ edition }) => edition.name !== defaultProfile),
    ]);
}
