import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { ProfileSettings } from '@/lib/protocols/setting-history';
import { siteDateAt } from '../clock';
import { compiledProtocols } from '../courses/compiled-protocol';
import { inReadTransaction } from '../db/transaction';
import { listEditions, type PinnedEdition, type ProtocolEdition } from './editions';

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
  /** The versions of the protocol that the site has settings for, the newest first, with their names. */
  readonly protocolVersions: readonly {
    readonly version: string;
    readonly profileNames: readonly string[];
  }[];
  /** Of the chosen profile, the newest first: what is shown is the first. */
  readonly versions: readonly ProtocolEdition[];
  /** What each of them sets. */
  readonly settingsByVersion: readonly ProfileSettings[];
}

interface PageChoice {
  readonly code: string;
  readonly name: string;
  /** Of the protocol; the newest when absent or null. */
  readonly version?: string | null;
}

/** A version of a protocol under the newest profile of that name; null when there is none. */
export async function getProtocolPage(
  actor: Actor,
  site: Membership,
  { code, name, version = null }: PageChoice,
): Promise<ProtocolPage | null> {
  return await inReadTransaction(actor, async (tx) => {
    const editions = await listEditions(tx, site, code);
    const newest = editions[0]?.edition.protocolVersion;
    const ofVersion = editions.filter(
      ({ edition }) => edition.protocolVersion === (version ?? newest),
    );
    const named = ofVersion.filter(({ edition }) => edition.name === name);
    const [shown] = named;
    if (shown === undefined) {
      return null;
    }
    const protocolOf = await compiledProtocols(
      tx,
      named.map(({ pin }) => pin),
    );
    return {
      protocol: protocolOf(shown.pin),
      protocolVersions: versionsOf(editions),
      versions: named.map(({ edition }) => edition),
      settingsByVersion: named.map(({ edition, pin }) => ({
        version: edition.version,
        settings: protocolOf(pin).settings,
      })),
    };
  });
}

function versionsOf(editions: readonly PinnedEdition[]): ProtocolPage['protocolVersions'] {
  const names = new Map<string, string[]>();
  for (const { edition } of editions) {
    const known = names.get(edition.protocolVersion) ?? [];
    names.set(edition.protocolVersion, [...new Set([...known, edition.name])]);
  }
  return [...names].map(([version, profileNames]) => ({ version, profileNames }));
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
