import 'server-only';
import { z } from 'zod';
import type { ArchiveHead, ArchiveManifest } from '@/lib/archive/archive-file';
import type { ArchiveOutcome } from '@/lib/archive/archive-import';
import { courseOfMember } from '@/lib/archive/course-of-member';
import type { Actor, Membership } from '@/lib/auth/actor';
import { can, membershipWith } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import type { JsonObject } from '@/lib/core/json';
import { toDay } from '@/lib/dates/civil-date';
import { type ImportedCourseInput, importedCourseSchema } from '@/lib/enrollment/imported-course';
import { AppError } from '../app-error';
import { dateOf } from '../db/date-column';
import { insertRows } from '../db/insert-rows';
import { inTransaction, type Transaction } from '../db/transaction';
import { insertCourses } from '../enrollments/import-course';
import { parseInput } from '../parse-input';
import { insertScreening } from '../screening/import-screening';
import { readArchive } from './read-archive';
import { unreadable } from './read-zip';

export interface ArchiveRequest {
  readonly siteId: string;
  /** Code of the site in the archive whose men come; null where it has only one. */
  readonly fromSite: string | null;
}

interface Run {
  readonly requestId: string;
  readonly progress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

const timeoutMs = 60 * 60_000;

/** Courses that are written at a time. */
const batchSize = 50;

/**
 * A study archive into a site that has no patients, in one transaction: the same schemas, rules and bulk commands as any
 * import, one plan for each man. Decisions are transcribed; nobody's signature comes along.
 *
 * @throws FORBIDDEN, CONFLICT for a site with patients, INVALID_INPUT with the place in the archive.
 */
export async function importArchive(
  actor: Actor,
  { siteId, fromSite }: ArchiveRequest,
  file: AsyncIterable<Uint8Array>,
  run: Run,
): Promise<ArchiveOutcome> {
  const site = membershipWith(actor, 'patient:enroll', siteId);
  if (site === undefined) {
    throw new AppError('FORBIDDEN', { detail: 'patient:enroll' });
  }
  return await inTransaction(
    actor,
    { requestId: run.requestId, reason: 'Import of a study archive' },
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM site WHERE id = ${siteId}::uuid FOR UPDATE`;
      if ((await tx.patient.count({ where: { siteId } })) > 0) {
        throw new AppError('CONFLICT', {
          message: `${site.siteName} has patients already: an archive goes into an empty site.`,
        });
      }
      return await readInto({ tx, actor, site, fromSite, run }, file);
    },
    { timeoutMs },
  );
}

interface Target {
  readonly tx: Transaction;
  readonly actor: Actor;
  readonly site: Membership;
  readonly fromSite: string | null;
  readonly run: Run;
}

async function readInto(target: Target, file: AsyncIterable<Uint8Array>): Promise<ArchiveOutcome> {
  const { run } = target;
  const taken = new Set<string>();
  const counts = { read: 0, enrollments: 0, decisions: 0, signatures: 0 };
  let manifest: ArchiveManifest | null = null;
  let setting: SiteSetting | null = null;
  let waiting: ImportedCourseInput[] = [];
  const flush = async () => {
    counts.enrollments += await insertBatch(target, waiting);
    waiting = [];
  };
  for await (const part of readArchive(file)) {
    if (run.signal.aborted) {
      throw new AppError('CONFLICT', { message: 'The import was canceled. Nothing was kept.' });
    }
    if (part.kind === 'manifest') {
      manifest = part.manifest;
      continue;
    }
    if (manifest === null) {
      throw unreadable('It does not begin with its manifest.');
    }
    if (part.kind === 'head') {
      setting = await prepareSite(target, manifest, part.head);
      continue;
    }
    if (setting === null) {
      throw unreadable('Its men come before what they follow.');
    }
    counts.read += 1;
    run.progress(counts.read, manifest.members);
    if (part.member.source.enrollment.siteCode !== setting.siteCode) {
      continue;
    }
    const { course, signatures } = courseOfMember(part.member, taken);
    counts.decisions += course.decisions.length;
    counts.signatures += signatures;
    // A man's second enrollment belongs to the patient of the first: both go into one batch.
    if (waiting.length >= batchSize && waiting.at(-1)?.studyId !== course.studyId) {
      await flush();
    }
    waiting.push(withProfiles(course, setting.profileVersions));
  }
  invariant(manifest && setting, 'the sums have vouched for both');
  if (counts.read !== manifest.members) {
    throw unreadable(`It names ${manifest.members} members and holds ${counts.read}.`);
  }
  await flush();
  const { enrollments, decisions, signatures } = counts;
  return { protocol: manifest.protocol, enrollments, decisions, signatures, notes: setting.notes };
}

async function insertBatch(
  { tx, actor, site }: Target,
  courses: readonly ImportedCourseInput[],
): Promise<number> {
  if (courses.length === 0) {
    return 0;
  }
  const parsed = parseInput(coursesSchema, { courses });
  const { imported } = await insertCourses(tx, actor, site, parsed.courses);
  return imported.length;
}

const coursesSchema = z.object({ courses: z.array(importedCourseSchema) });

interface SiteSetting {
  /** Whose men come. */
  readonly siteCode: string;
  /** By `editionKey`: the version that a profile of the archive has at this site. */
  readonly profileVersions: ReadonlyMap<string, number>;
  readonly notes: string[];
}

async function prepareSite(
  target: Target,
  manifest: ArchiveManifest,
  head: ArchiveHead,
): Promise<SiteSetting> {
  const { tx, actor, site, fromSite } = target;
  const [only, ...others] = manifest.sites;
  const siteCode = fromSite ?? (others.length === 0 ? only : undefined);
  if (siteCode === undefined || !manifest.sites.includes(siteCode)) {
    throw new AppError('INVALID_INPUT', {
      fields: { fromSite: `Choose one of its sites: ${manifest.sites.join(', ')}.` },
    });
  }
  const notes = await takeCalendar(
    target,
    head.calendars.find((one) => one.siteCode === siteCode),
  );
  const entries = head.screening.filter((one) => one.siteCode === siteCode);
  if (entries.length > 0) {
    await insertScreening(tx, actor, site, entries);
  }
  return { siteCode, profileVersions: await takeProfiles(target, head, siteCode), notes };
}

/** The days of the clinic move planned dates; its weekdays and the REMS rules are an administrator's to set. */
async function takeCalendar(
  { tx, actor, site }: Target,
  calendar: ArchiveHead['calendars'][number] | undefined,
): Promise<string[]> {
  if (calendar === undefined) {
    return [];
  }
  const { siteId, siteName } = site;
  const { clinicWeekdays, clinicWeekdaysFrom, remsEnrollmentOnlyFrom, closedDays } = calendar;
  await insertRows(
    tx,
    'closed_day',
    closedDays.map(({ on, since, reason }) => ({
      site_id: siteId,
      day: on,
      reason,
      closed_on: since,
      closed_by: actor.userId,
    })),
  );
  const wanted = {
    clinicWeekdays,
    clinicWeekdaysFrom: clinicWeekdaysFrom && dateOf(toDay(clinicWeekdaysFrom)),
    remsEnrollmentOnlyFrom: remsEnrollmentOnlyFrom && dateOf(toDay(remsEnrollmentOnlyFrom)),
  };
  const stored = await tx.site.findUniqueOrThrow({
    where: { id: siteId },
    select: { clinicWeekdays: true, clinicWeekdaysFrom: true, remsEnrollmentOnlyFrom: true },
  });
  if (JSON.stringify(stored) === JSON.stringify(wanted)) {
    return [];
  }
  if (can(actor, 'site:administer', siteId)) {
    await tx.site.update({ where: { id: siteId }, data: wanted, select: { id: true } });
    return [];
  }
  return [
    `The weekdays of the clinic or the start of its REMS rules differ from the archive's: an administrator of ${siteName} can set them, and planned dates follow.`,
  ];
}

interface Edition {
  readonly version: string;
  readonly profile: string;
  readonly profileVersion: number;
}

const editionKey = ({ version, profile, profileVersion }: Edition) =>
  JSON.stringify([version, profile, profileVersion]);

/** Settings that the site has already are used; others become a further version, which nobody has approved here. */
async function takeProfiles(
  { tx, site: { siteId } }: Target,
  { profiles }: ArchiveHead,
  siteCode: string,
): Promise<Map<string, number>> {
  const versions = new Map<string, number>();
  for (const edition of profiles.filter((one) => one.siteCode === siteCode)) {
    const { protocol, version, profile, settings } = edition;
    const released = await tx.protocolVersion.findUnique({
      where: { code_version: { code: protocol, version } },
      select: { id: true },
    });
    if (released === null) {
      throw unreadable(`Its men follow ${protocol} ${version}, which this program does not have.`);
    }
    const place = { siteId, protocolVersionId: released.id, name: profile };
    const stored = await tx.$queryRaw<{ version: number; same: boolean }[]>`
      SELECT version, values = ${JSON.stringify(settings)}::jsonb AS same FROM settings_profile
      WHERE site_id = ${siteId}::uuid AND protocol_version_id = ${released.id}::uuid
        AND name = ${profile}
      ORDER BY version DESC`;
    const same = stored.find((one) => one.same);
    const next = (stored[0]?.version ?? 0) + 1;
    if (same === undefined) {
      await tx.settingsProfile.create({
        data: {
          ...place,
          version: next,
          values: settings as JsonObject,
          note: 'Transcribed from a study archive; not approved here.',
        },
        select: { id: true },
      });
    }
    versions.set(editionKey(edition), same?.version ?? next);
  }
  return versions;
}

function withProfiles(
  course: ImportedCourseInput,
  versions: SiteSetting['profileVersions'],
): ImportedCourseInput {
  const { profile = '', version, profileVersion, amendments = [] } = course;
  const own = { version: version ?? '', profile, profileVersion: profileVersion ?? 0 };
  return {
    ...course,
    profileVersion: versionAt(versions, own),
    amendments: amendments.map((edition) => ({
      ...edition,
      profileVersion: versionAt(versions, edition),
    })),
  };
}

function versionAt(versions: SiteSetting['profileVersions'], edition: Edition): number {
  const version = versions.get(editionKey(edition));
  if (version === undefined) {
    throw unreadable(
      `The settings “${edition.profile}” of version ${edition.version} are missing.`,
    );
  }
  return version;
}
