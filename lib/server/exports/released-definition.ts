import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { readDefinition } from '@/lib/protocols/read-definition';
import type { ProtocolDefinition } from '@/lib/protocols/schema';
import { inReadTransaction } from '../db/transaction';

/** A released version never changes, so a file that quotes it stays the same. */
export function releasedDefinition(
  actor: Actor,
  code: string,
  version: string,
): Promise<ProtocolDefinition> {
  return inReadTransaction(actor, async (tx) => {
    const released = await tx.protocolVersion.findFirstOrThrow({ where: { code, version } });
    return readDefinition(released.definition, released.schemaVersion);
  });
}

/** Oldest first; a version that is released later is not among them, so that a file that quotes all stays the same. */
export function releasedDefinitions(
  actor: Actor,
  code: string,
  until: Date,
): Promise<ProtocolDefinition[]> {
  return inReadTransaction(actor, async (tx) => {
    const released = await tx.protocolVersion.findMany({
      where: { code, releasedAt: { lte: until } },
      orderBy: [{ releasedAt: 'asc' }, { id: 'asc' }],
    });
    return released.map(({ definition, schemaVersion }) =>
      readDefinition(definition, schemaVersion),
    );
  });
}
