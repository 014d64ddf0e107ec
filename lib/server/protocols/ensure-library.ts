import 'server-only';
import { canonicalJson } from '@/lib/core/canonical-json';
import { invariant } from '@/lib/core/invariant';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { shippedProfiles } from '@/lib/protocols/library/shipped-profiles';
import type { ProtocolDefinition } from '@/lib/protocols/schema';
import { contentHash } from '../content-hash';
import { type DatabaseUser, inTransaction, type Scope, type Transaction } from '../db/transaction';

/**
 * Releases the protocol versions that this program ships and gives every site of an administrator the
 * shipped settings profiles. Safe to repeat.
 *
 * @throws when a version has already been released with another content; then it needs a new number.
 */
export async function ensureLibrary(administrator: DatabaseUser, scope: Scope): Promise<void> {
  await inTransaction(administrator, scope, async (tx) => {
    for (const definition of protocolLibrary) {
      const versionId = await ensureVersion(tx, definition);
      await ensureProfiles(tx, definition, versionId);
    }
  });
}

async function ensureVersion(tx: Transaction, definition: ProtocolDefinition): Promise<string> {
  const { code, version, title, schemaVersion } = definition;
  const text = canonicalJson(definition);
  const hash = contentHash(definition);
  await tx.$executeRaw`
    INSERT INTO protocol_version (code, version, title, schema_version, definition, content_hash)
    VALUES (${code}, ${version}, ${title}, ${schemaVersion}, ${text}, ${hash})
    ON CONFLICT (code, version) DO NOTHING`;
  const released = await tx.protocolVersion.findUniqueOrThrow({
    where: { code_version: { code, version } },
    select: { id: true, contentHash: true },
  });
  invariant(released.contentHash === hash, `${code} ${version} was released with another content`);
  return released.id;
}

async function ensureProfiles(
  tx: Transaction,
  { code }: ProtocolDefinition,
  versionId: string,
): Promise<void> {
  for (const { name, note, values } of shippedProfiles) {
    await tx.$executeRaw`
      INSERT INTO settings_profile (site_id, protocol_version_id, name, "values", note)
      SELECT id, ${versionId}::uuid, ${name}, ${JSON.stringify(values[code] ?? {})}::jsonb, ${note}
      FROM site
      ON CONFLICT (site_id, protocol_version_id, name, version) DO NOTHING`;
  }
}
