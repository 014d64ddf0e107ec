import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { now } from '../clock';
import { inReadTransaction } from '../db/transaction';

export interface TokenView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Null where it was never used. */
  readonly lastUsedAt: Date | null;
  readonly state: 'live' | 'expired' | 'revoked';
}

const mostListed = 100;

/** The actor's own: those that work first, then the newest. */
export function listTokens(actor: Actor): Promise<readonly TokenView[]> {
  return inReadTransaction(actor, async (tx) => {
    const rows = await tx.apiToken.findMany({
      where: { userId: actor.userId },
      select: {
        id: true,
        name: true,
        scopes: true,
        createdAt: true,
        expiresAt: true,
        revokedAt: true,
        use: { select: { lastUsedAt: true } },
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: mostListed,
    });
    const instant = now();
    const views = rows.map(({ use, revokedAt, ...row }): TokenView => {
      const isOver = row.expiresAt <= instant ? 'expired' : 'live';
      const state = revokedAt === null ? isOver : 'revoked';
      return { ...row, lastUsedAt: use?.lastUsedAt ?? null, state };
    });
    return views.toSorted(
      (one, other) => Number(other.state === 'live') - Number(one.state === 'live'),
    );
  });
}
