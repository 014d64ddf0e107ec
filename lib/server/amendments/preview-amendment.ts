import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import {
  type AmendmentChangeKind,
  type AmendmentEffect,
  amendmentChangeKinds,
  amendmentEffect,
  type OccurrenceChange,
} from '@/lib/course/amendment';
import { toDay } from '@/lib/dates/civil-date';
import { compareDefinitions, type DefinitionDifference } from '@/lib/protocols/compare-definitions';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { changedRules } from '@/lib/safety/changed-rules';
import { siteToday } from '../clock';
import { type CompiledProtocols, compiledProtocols } from '../courses/compiled-protocol';
import { inBatches } from '../courses/in-batches';
import { loadCourses } from '../courses/load-course';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { listEditions, type PinnedEdition, type ProtocolEdition } from '../protocols/editions';
import { amendCourse } from './amend-course';

export type AmendedMan = {
  readonly enrollmentId: string;
  /** Of the enrollment, to tell whether it changed meanwhile. */
  readonly version: number;
  readonly patientId: string;
  readonly studyId: string;
  /** Null where names are not for this reader. */
  readonly name: string | null;
  /** Edition that he follows now. */
  readonly from: string;
  /** What would change for him, a line for each kind; empty when only the version does. */
  readonly lines: readonly string[];
  /** Why he cannot move to it. */
  readonly obstacle: string | null;
};

export interface AmendmentPreview {
  readonly title: string;
  /** Newest first; new enrollments take the first. */
  readonly editions: readonly ProtocolEdition[];
  readonly to: ProtocolEdition;
  /** Men under treatment who follow it already. */
  readonly following: number;
  readonly men: readonly AmendedMan[];
  /** How many men have a change of each kind, and how many changes these are. */
  readonly totals: Readonly<Record<AmendmentChangeKind, { men: number; changes: number }>>;
  /** What the men would leave, with how many follow it. */
  readonly left: readonly {
    readonly edition: ProtocolEdition;
    readonly men: number;
    readonly difference: DefinitionDifference;
  }[];
}

interface Choice {
  readonly code: string;
  /** Id of an edition; what is not one of the site's counts as not given. */
  readonly to: string | null;
}

/** A thousand men take seconds; a busy machine may take more. */
const timeoutMs = 120_000;

/**
 * What moving the men of a site to an edition of their protocol would change, by the engine that will
 * change it; nothing is written. Null when the site has no edition of the protocol.
 */
export async function previewAmendment(
  actor: Actor,
  site: Membership,
  { code, to }: Choice,
): Promise<AmendmentPreview | null> {
  const read = async (tx: Transaction): Promise<AmendmentPreview | null> => {
    const editions = await listEditions(tx, site, code);
    const target = editions.find(({ edition }) => edition.id === to) ?? editions[0];
    if (target === undefined) {
      return null;
    }
    const active = await findActive(tx, actor, site, code);
    const moving = active.filter((row) => row.settingsProfileId !== target.edition.id);
    const protocolOf = await compiledProtocols(tx, [target.pin, ...moving]);
    const found = await inBatches(moving, (batch) =>
      compareBatch(tx, batch, protocolOf(target.pin), site),
    );
    const men = moving.map((row): AmendedMan => {
      const own = found.get(row.id);
      return {
        enrollmentId: row.id,
        version: row.version,
        patientId: row.patientId,
        studyId: row.studyId,
        name: row.name,
        from: row.settingsProfileId,
        lines: own?.lines ?? [],
        obstacle: own?.obstacle ?? null,
      };
    });
    return {
      title: protocolOf(target.pin).definition.title,
      editions: editions.map(({ edition }) => edition),
      to: target.edition,
      following: active.length - moving.length,
      men,
      totals: totalsOf([...found.values()].map(({ changes }) => changes)),
      left: leftEditions(editions, men, target, protocolOf),
    };
  };
  return await inReadTransaction(actor, read, { timeoutMs });
}

async function findActive(tx: Transaction, actor: Actor, { siteId }: Membership, code: string) {
  const rows = await tx.enrollment.findMany({
    where: { siteId, status: 'active', protocolVersion: { code } },
    select: {
      id: true,
      version: true,
      patientId: true,
      arm: true,
      protocolVersionId: true,
      settingsProfileId: true,
      patient: {
        select: {
          studyId: true,
          identity: { select: { givenName: true, familyName: true } },
        },
      },
    },
    orderBy: [{ patient: { studyId: 'asc' } }, { id: 'asc' }],
  });
  const seesNames = can(actor, 'identity:read', siteId);
  return rows.map(({ patient: { studyId, identity }, ...row }) => ({
    ...row,
    studyId,
    name: seesNames && identity ? `${identity.familyName}, ${identity.givenName}` : null,
  }));
}

type ActiveRow = Awaited<ReturnType<typeof findActive>>[number];

interface Comparison extends AmendmentEffect {
  readonly obstacle: string | null;
}

async function compareBatch(
  tx: Transaction,
  rows: readonly ActiveRow[],
  to: ReturnType<CompiledProtocols>,
  { timeZone }: Membership,
): Promise<[string, Comparison][]> {
  const today = toDay(siteToday(timeZone));
  const rulesOf = onceFor((from: CompiledProtocol) => changedRules(from, to));
  const arms = to.definition.arms.map(({ key }) => key);
  const possible = rows.filter(({ arm }) => arms.includes(arm));
  const loaded = await loadCourses(
    tx,
    possible.map(({ id }) => id),
  );
  const compared = [...loaded.values()].map((before): [string, Comparison] => {
    const after = amendCourse(before, to, today);
    const effect = amendmentEffect(before, after, rulesOf(before.protocol), today);
    return [before.enrollment.id, { ...effect, obstacle: null }];
  });
  const impossible = rows
    .filter(({ arm }) => !arms.includes(arm))
    .map(({ id, arm }): [string, Comparison] => [
      id,
      { changes: [], lines: [], obstacle: `This version has no arm “${arm}”.` },
    ]);
  return [...compared, ...impossible];
}

/** What is asked for many times and costs the same each time. */
function onceFor<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? work(key);
    known.set(key, value);
    return value;
  };
}

function totalsOf(men: readonly (readonly OccurrenceChange[])[]): AmendmentPreview['totals'] {
  const total = (kind: AmendmentChangeKind) => {
    const counts = men.map((changes) => changes.filter((change) => change.kind === kind).length);
    return {
      men: counts.filter((count) => count > 0).length,
      changes: counts.reduce((sum, count) => sum + count, 0),
    };
  };
  return Object.fromEntries(
    amendmentChangeKinds.map((kind) => [kind, total(kind)]),
  ) as AmendmentPreview['totals'];
}

function leftEditions(
  editions: readonly PinnedEdition[],
  men: readonly AmendedMan[],
  target: PinnedEdition,
  protocolOf: CompiledProtocols,
): AmendmentPreview['left'] {
  return editions
    .filter(({ edition }) => men.some(({ from }) => from === edition.id))
    .map(({ edition, pin }) => ({
      edition,
      men: men.filter(({ from }) => from === edition.id).length,
      difference: compareDefinitions(protocolOf(pin), protocolOf(target.pin)),
    }));
}
