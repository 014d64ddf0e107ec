// A version of a protocol that was released before the one that ships now, with every site's shipped settings.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { readDefinition } from '@/lib/protocols/read-definition';
import { contentHash } from '@/lib/server/content-hash';

export async function releaseEarlier(owner: pg.Pool, code: string, version: string): Promise<void> {
  const file = path.join(import.meta.dirname, `../fixtures/protocols/${code}-${version}.json`);
  const text = readFileSync(file, 'utf8');
  const definition = readDefinition(text, 1);
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO protocol_version (code, version, title, schema_version, definition, content_hash, released_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() - interval '1 year') RETURNING id`,
    [code, version, definition.title, definition.schemaVersion, text, contentHash(definition)],
  );
  await owner.query(
    `INSERT INTO settings_profile (site_id, protocol_version_id, name, "values")
     SELECT id, $1, 'clinic', '{}' FROM site`,
    [rows[0]?.id],
  );
}
