import 'server-only';
import { revokeTokenInputSchema } from '@/lib/api/token';
import { AppError } from '../app-error';
import { defineAccountCommand } from '../command';

/** From the next request on it is refused; a second time changes nothing. */
export const revokeToken = defineAccountCommand({
  name: 'token.revoke',
  schema: revokeTokenInputSchema,
  run: async ({ tx, actor, now }, { tokenId }) => {
    const token = await tx.apiToken.findFirst({
      where: { id: tokenId, userId: actor.userId },
      select: { revokedAt: true },
    });
    if (token === null) {
      throw new AppError('NOT_FOUND');
    }
    if (token.revokedAt === null) {
      await tx.apiToken.update({
        where: { id: tokenId },
        data: { revokedAt: now },
        select: { id: true },
      });
    }
    return { tokenId };
  },
});
