// Men who follow a version of a protocol that the library has left behind.
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import { contentHash } from '@/lib/server/content-hash';
import { importCourses } from '@/lib/server/enrollments/import-course';
import type { Clinic } from './clinic';

/** Enrolls them while the released version 1.1 is the newest one, as they would have been in its time. */
export async function importUnderOlderVersion(
  owner: pg.Pool,
  { site, physician }: Clinic,
  code: string,
  courses: readonly ImportedCourseInput[],
): ReturnType<typeof importCourses> {
  const text = readFileSync(`tests/fixtures/protocols/${code}-1.1.json`, 'utf8');
  const definition = JSON.parse(text);
  await owner.query(
    `INSERT INTO protocol_version
       (code, version, title, schema_version, definition, content_hash, released_at)
     VALUES ($1, '1.1', $2, $3, $4, $5, now() + interval '1 day')
     ON CONFLICT (code, version) DO NOTHING`,
    [
      code,
      definition.title,
      definition.schemaVersion,
      canonicalJson(definition),
      contentHash(definition),
    ],
  );
  await setReleased(owner, code, "now() + interval '1 day'");
  await owner.query(
    `INSERT INTO settings_profile (site_id, protocol_version_id, name, "values")
     SELECT $1, id, $2, '{}' FROM protocol_version WHERE code = $3 AND version = '1.1'
     ON CONFLICT DO NOTHING`,
    [site.id, defaultProfile, code],
  );
  const outcome = await importCourses(physician, { siteId: site.id, courses: [...courses] });
  await setReleased(owner, code, "'2026-01-01'");
  return outcome;
}

/** A released version never changes but here: time has to pass between two releases. */
async function setReleased(owner: pg.Pool, code: string, on: string): Promise<void> {
  await owner.query('ALTER TABLE protocol_version DISABLE TRIGGER USER');
  await owner.query(
    `UPDATE protocol_version SET released_at = ${on} WHERE code = $1 AND version = '1.1'`,
    [code],
  );
  await owner.query('ALTER TABLE protocol_version ENABLE TRIGGER USER');
}
