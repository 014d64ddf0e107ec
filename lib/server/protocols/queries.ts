import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import { type CompiledProtocol, compileProtocol } from '@/lib/protocols/compile-protocol';
import { readDefinition } from '@/lib/protocols/read-definition';
import type { SettingValues } from '@/lib/protocols/schema';
import { siteDateAt } from '../clock';
import { inReadTransaction } from '../db/transaction';

export interface ProfileVersion {
  readonly name: string;
  readonly version: number;
  readonly approvedBy: string | null;
  readonly approvedOn: CivilDate | null;
  readonly note: string | null;
}

export interface ListedProtocol {
  readonly code: string;
  readonly title: string;
  /** Newest first; new enrollments take the first. */
  readonly versions: readonly { readonly version: string; readonly releasedOn: CivilDate }[];
  /** The newest of each name at each site. */
  readonly profiles: readonly (ProfileVersion & { readonly siteCode: string })[];
}

/** The protocols with their released versions, and what is in force at the reader's sites. */
export async function listProtocols(
  actor: Actor,
  sites: readonly Membership[],
): Promise<readonly ListedProtocol[]> {
  return await inReadTransaction(actor, async (tx) => {
    const rows = await tx.protocolVersion.findMany({
      orderBy: [{ releasedAt: 'desc' }, { id: 'desc' }],
      select: { id: true, code: true, version: true, title: true, releasedAt: true },
    });
    const profiles = await tx.settingsProfile.findMany({
      where: { siteId: { in: sites.map(({ siteId }) => siteId) } },
      orderBy: [{ name: 'asc' }, { version: 'desc' }],
    });
    const zone = sites[0]?.timeZone ?? 'UTC';
    return [...new Set(rows.map(({ code }) => code))].sort().map((code) => {
      const versions = rows.filter((row) => row.code === code);
      const newest = versions[0];
      return {
        code,
        title: newest?.title ?? code,
        versions: versions.map(({ version, releasedAt }) => ({
          version,
          releasedOn: siteDateAt(releasedAt, zone),
        })),
        profiles: sites.flatMap(({ siteId, siteCode, timeZone }) =>
          profiles
            .filter(
              (profile) => profile.siteId === siteId && profile.protocolVersionId === newest?.id,
            )
            .filter(({ name }, index, all) => all.findIndex((one) => one.name === name) === index)
            .map((profile) => ({ siteCode, ...profileVersion(profile, timeZone) })),
        ),
      };
    });
  });
}

export interface ProtocolPage {
  readonly protocol: CompiledProtocol;
  readonly values: SettingValues;
  /** Names of the site's profiles. */
  readonly profileNames: readonly string[];
  /** Of the chosen profile, the newest first. */
  readonly versions: readonly ProfileVersion[];
}

/** The newest version of a protocol under the newest profile of that name; null when there is none. */
export async function getProtocolPage(
  actor: Actor,
  { siteId, timeZone }: Membership,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<ProtocolPage | null> {
  return await inReadTransaction(actor, async (tx) => {
    const version = await tx.protocolVersion.findFirst({
      where: { code },
      orderBy: [{ releasedAt: 'desc' }, { id: 'desc' }],
      select: { id: true, definition: true, schemaVersion: true },
    });
    if (version === null) {
      return null;
    }
    const profiles = await tx.settingsProfile.findMany({
      where: { siteId, protocolVersionId: version.id },
      orderBy: [{ name: 'asc' }, { version: 'desc' }],
    });
    const named = profiles.filter((profile) => profile.name === name);
    const [newest] = named;
    if (newest === undefined) {
      return null;
    }
    const definition = readDefinition(version.definition, version.schemaVersion);
    const values = newest.values as SettingValues;
    return {
      protocol: compileProtocol(definition, values),
      values,
      profileNames: [...new Set(profiles.map((profile) => profile.name))],
      versions: named.map((profile) => profileVersion(profile, timeZone)),
    };
  });
}

interface ProfileRow {
  readonly name: string;
  readonly version: number;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly note: string | null;
}

function profileVersion(
  { name, version, approvedBy, approvedAt, note }: ProfileRow,
  timeZone: string,
): ProfileVersion {
  const approvedOn = approvedAt === null ? null : siteDateAt(approvedAt, timeZone);
  return { name, version, approvedBy, approvedOn, note };
}
