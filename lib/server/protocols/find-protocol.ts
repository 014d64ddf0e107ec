import 'server-only';
import { AppError } from '../app-error';
import type { ProtocolPin } from '../courses/compiled-protocol';
import type { Transaction } from '../db/transaction';

interface Edition {
  readonly protocol: string;
  readonly version?: string | null | undefined;
  readonly profile: string;
  readonly profileVersion?: number | null | undefined;
}

/**
 * A version of a protocol with a site's profile of that name: the newest of both, which is what a new enrollment is
 * pinned to, where no version is named.
 *
 * @throws INVALID_INPUT at `protocol` or `profile` when there is none.
 */
export async function findProtocol(
  tx: Transaction,
  siteId: string,
  { protocol, version: wanted, profile, profileVersion }: Edition,
): Promise<ProtocolPin> {
  const version = await tx.protocolVersion.findFirst({
    where: { code: protocol, ...(wanted && { version: wanted }) },
    orderBy: [{ releasedAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  if (version === null) {
    throw new AppError('INVALID_INPUT', { fields: { protocol: 'Choose one of the protocols.' } });
  }
  const settings = await tx.settingsProfile.findFirst({
    where: {
      siteId,
      protocolVersionId: version.id,
      name: profile,
      ...(profileVersion && { version: profileVersion }),
    },
    orderBy: { version: 'desc' },
    select: { id: true },
  });
  if (settings === null) {
    throw new AppError('INVALID_INPUT', {
      fields: { profile: 'The site has no settings profile of this name.' },
    });
  }
  return { protocolVersionId: version.id, settingsProfileId: settings.id };
}
