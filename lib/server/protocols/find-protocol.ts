import 'server-only';
import { AppError } from '../app-error';
import type { ProtocolPin } from '../courses/compiled-protocol';
import type { Transaction } from '../db/transaction';

/**
 * The newest released version of a protocol with a site's newest profile of that name: what a new
 * enrollment is pinned to.
 *
 * @throws INVALID_INPUT at `protocol` or `profile` when there is none.
 */
export async function findProtocol(
  tx: Transaction,
  siteId: string,
  { protocol, profile }: { readonly protocol: string; readonly profile: string },
): Promise<ProtocolPin> {
  const version = await tx.protocolVersion.findFirst({
    where: { code: protocol },
    orderBy: [{ releasedAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  if (version === null) {
    throw new AppError('INVALID_INPUT', { fields: { protocol: 'Choose one of the protocols.' } });
  }
  const settings = await tx.settingsProfile.findFirst({
    where: { siteId, protocolVersionId: version.id, name: profile },
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
