import 'server-only';
import { checkSettings } from '@/lib/protocols/check-settings';
import { saveProfileInputSchema } from '@/lib/protocols/save-profile';
import { requirePassword } from '../accounts/require-password';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { compiledProtocol } from '../courses/compiled-protocol';
import { findProtocol } from '../protocols/find-protocol';

export type SavedProfile = { readonly version: number };

/**
 * A new version of a settings profile, approved by the physician who signs it. The versions before it stay:
 * who is enrolled keeps the one that his enrollment is pinned to.
 */
export const saveProfile = defineCommand({
  name: 'settings.save-profile',
  schema: saveProfileInputSchema,
  permission: 'settings:approve',
  findSite: async (_tx, { siteId }) => siteId,
  run: async ({ tx, actor, now }, input): Promise<SavedProfile> => {
    const { siteId, protocol, name, replaces, note, password } = input;
    const pin = await findProtocol(tx, siteId, { protocol, profile: name });
    const { protocolVersionId } = pin;
    const newest = await tx.settingsProfile.findUniqueOrThrow({
      where: { id: pin.settingsProfileId },
      select: { version: true },
    });
    if (newest.version !== replaces) {
      throw new AppError('STALE_VERSION', {
        message: 'Somebody has approved other settings since you opened them.',
        current: { version: newest.version },
      });
    }
    const { definition } = await compiledProtocol(tx, pin);
    const checked = checkSettings(definition, input.values);
    if (!checked.ok) {
      throw new AppError('INVALID_INPUT', {
        fields: Object.fromEntries(
          Object.entries(checked.error).map(([key, message]) => [`values.${key}`, message]),
        ),
      });
    }
    await requirePassword(tx, actor, password);
    const version = newest.version + 1;
    await tx.settingsProfile.create({
      data: {
        siteId,
        protocolVersionId,
        name,
        version,
        values: checked.value,
        approvedBy: actor.displayName,
        approvedAt: now,
        note: note || null,
      },
      select: { id: true },
    });
    return { version };
  },
});
