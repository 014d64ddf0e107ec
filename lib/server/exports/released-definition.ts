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
