import 'server-only';
import { z } from 'zod';
import { createTokenInputSchema } from '@/lib/api/token';
import { canAnywhere } from '@/lib/auth/can';
import { AppError } from '../app-error';
import { type Command, defineAccountCommand } from '../command';
import { newId } from '../db/new-id';
import { refuseFields } from '../refuse-fields';
import { newTokenText, tokenHash } from './token-text';

export type CreatedToken = {
  readonly tokenId: string;
  /** Shown once: nothing of it is stored but its hash. */
  readonly token: string;
};

const mostTokens = 20;

/** Kept apart from the text, because what a command answers is stored with its submission. */
const storeToken = defineAccountCommand({
  name: 'token.create',
  schema: createTokenInputSchema.extend({ hash: z.string() }),
  run: async ({ tx, actor, now }, { name, scopes, days, hash }) => {
    if (actor.scopes !== undefined) {
      throw new AppError('FORBIDDEN', { message: 'A token cannot make another one.' });
    }
    const missing = scopes.filter((scope) => !canAnywhere(actor, scope));
    refuseFields([
      ['scopes', missing.length === 0 ? null : `Your role does not allow: ${missing.join(', ')}.`],
    ]);
    const live = await tx.apiToken.count({
      where: { userId: actor.userId, revokedAt: null, expiresAt: { gt: now } },
    });
    if (live >= mostTokens) {
      throw new AppError('CONFLICT', {
        message: `You have ${mostTokens} tokens. Revoke one that is no longer used.`,
      });
    }
    const tokenId = newId();
    const expiresAt = new Date(now.getTime() + days * 86_400_000);
    await tx.apiToken.create({
      data: { id: tokenId, userId: actor.userId, name, scopes, hash, createdAt: now, expiresAt },
    });
    return { tokenId, hash };
  },
});

/**
 * A token for programs, with its text.
 *
 * @throws CONFLICT where the same submission has made it before: its text is gone.
 */
export const createToken: Command<CreatedToken> = {
  name: storeToken.name,
  execute: async (actor, input, options) => {
    const token = newTokenText();
    const hash = tokenHash(token);
    const typed = typeof input === 'object' ? input : {};
    const stored = await storeToken.execute(actor, { ...typed, hash }, options);
    if (stored.hash !== hash) {
      throw new AppError('CONFLICT', {
        message:
          'This token was made already, and its text is shown only once. Revoke it and make another.',
      });
    }
    return { tokenId: stored.tokenId, token };
  },
};
