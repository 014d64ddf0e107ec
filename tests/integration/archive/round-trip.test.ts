// A study leaves as an archive and comes back into an empty site: what the program says about it stays the same.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { importArchive } from '@/lib/server/archive/import-archive';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { closeDatabase } from '@/lib/server/db/client';
import { openDisclosure } from '@/lib/server/deidentification/open-disclosure';
import { loadDemo } from '@/lib/server/demo/load-demo';
import { studyArchive } from '@/lib/server/exports/study-archive';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';
import { readMembers, type SnapshotMember } from '@/lib/server/snapshots/read-members';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { addSite, addUser, loadActor } from '@/tests/support/accounts';
import { openTestDatabase } from '@/tests/support/database';
import { findDemoHistory } from '@/tests/support/demo-history';
import { refusalOf, submit } from '@/tests/support/submit';

// 673 men and the living clinic.
vi.setConfig({ hookTimeout: 300_000, testTimeout: 180_000 });

const { owner, ownerUrl } = await openTestDatabase({ holds: 'demo-history' });
afterAll(closeDatabase);

let demo: Actor;
const snapshots = new Map<string, SnapshotView>();

beforeAll(async () => {
  await loadDemo('living', ownerUrl, () => {});
  const history = await findDemoHistory(owner);
  demo = history.actor;
  for (const [paper, snapshot] of history.snapshots) {
    snapshots.set(paper, snapshot);
  }
  for (const [protocol, name] of [
    ['isotretinoin-noa', 'living isotretinoin'],
    ['gonadotropin-noa', 'living gonadotropins'],
  ] as const) {
    snapshots.set(name, await freeze(demo, protocol, { tag: 'living' }));
  }
});

const siteIdOf = (actor: Actor) => actor.memberships[0]?.siteId ?? expect.unreachable();

async function freeze(
  actor: Actor,
  protocol: string,
  { tag, cutOff }: { tag: string; cutOff?: string },
): Promise<SnapshotView> {
  const { cohortId } = await submit(saveCohort, actor, {
    siteId: siteIdOf(actor),
    siteIds: [siteIdOf(actor)],
    name: `Men on ${protocol} ${randomUUID()}`,
    definition: {
      protocol,
      condition: {
        all: [{ variable: 'cohort-tag', operator: 'any-of', values: [tag] }],
      },
    },
    smallestCell: null,
  });
  const { snapshotId } = await submit(takeSnapshot, actor, {
    cohortId,
    version: 1,
    name: 'Frozen',
    ...(cutOff && { cutOff }),
  });
  return (await getSnapshot(actor, snapshotId)) ?? expect.unreachable();
}

async function archiveOf(snapshot: SnapshotView): Promise<Uint8Array[]> {
  const disclosure = await openDisclosure(demo, snapshot.id, 'identified', randomUUID());
  const pieces: Uint8Array[] = [];
  const run = {
    progress: () => {},
    signal: new AbortController().signal,
    countRows: () => {},
  };
  for await (const piece of studyArchive.write({ actor: demo, snapshot, disclosure }, run)) {
    pieces.push(piece);
  }
  return pieces;
}

async function* inPieces(pieces: readonly Uint8Array[]) {
  yield* pieces;
}

/** Whoever administers the site too may set its calendar. */
async function openEmptySite(code: string, { administers = true } = {}): Promise<Actor> {
  const { timeZone } = demo.memberships[0] ?? expect.unreachable();
  const site = await addSite(owner, code, timeZone);
  await owner.query(
    `INSERT INTO settings_profile (site_id, protocol_version_id, name, "values", note)
     SELECT DISTINCT $1::uuid, protocol_version_id, name, "values", note FROM settings_profile
     WHERE version = 1`,
    [site.id],
  );
  const user = await addUser(owner, 'physician', [site]);
  if (administers) {
    await owner.query(
      "INSERT INTO site_membership (user_id, site_id, role) VALUES ($1, $2, 'administrator')",
      [user.userId, site.id],
    );
  }
  return await loadActor(owner, user);
}

const take = (actor: Actor, pieces: readonly Uint8Array[]) =>
  importArchive(actor, { siteId: siteIdOf(actor), fromSite: null }, inPieces(pieces), {
    requestId: randomUUID(),
    progress: () => {},
    signal: new AbortController().signal,
  });

async function membersOf(actor: Actor, snapshot: SnapshotView): Promise<SnapshotMember[]> {
  const { members } = await openDisclosure(actor, snapshot.id, 'limited', randomUUID());
  const found: SnapshotMember[] = [];
  const positions = members.map(({ position }) => position);
  for await (const member of readMembers(actor, snapshot.id, positions)) {
    found.push(member);
  }
  return found;
}

/** What the program says of a man, without the ids of rows and the code of his site. */
function saidOf({ studyId, subject, data, source }: SnapshotMember) {
  const { site: _, ...row } = subject;
  const places = new Map([
    ...(source?.records ?? []).map(({ id }, index) => [id, `record ${index}`] as const),
    ...(source?.decisions ?? []).map(({ id, key }) => [id, `decision ${key}`] as const),
  ]);
  const named = (text: string) => text.replace(/[0-9a-f-]{36}/, (id) => places.get(id) ?? id);
  return {
    studyId,
    row,
    data,
    plan: source?.occurrences.map(({ key, recordIds, ...occurrence }) => ({
      ...occurrence,
      key: named(key),
      recordIds: recordIds.map(named),
    })),
    response: source?.response,
    decisions: source?.decisions
      .filter(({ meaning }) => meaning === 'branch-chosen' || meaning === 'sample-adequate')
      .map(({ key, chosen, decidedOn, effectiveOn, reason }) => ({
        key,
        chosen,
        decidedOn,
        effectiveOn,
        reason,
      })),
    contacts: source?.contacts.map(({ on, outcome, agreedOn }) => ({ on, outcome, agreedOn })),
  };
}

describe.each([
  ['S0', 'isotretinoin-noa', 'S0'],
  ['S1', 'gonadotropin-noa', 'S1'],
  ['S2', 'salvage-micro-tese', 'S2'],
  ['living isotretinoin', 'isotretinoin-noa', 'living'],
  ['living gonadotropins', 'gonadotropin-noa', 'living'],
] as const)('%s', (name, protocol, tag) => {
  test('the same plan, response and tables, decisions transcribed and none signed', async () => {
    const snapshot = snapshots.get(name) ?? expect.unreachable();
    expect(snapshot.members).toBeGreaterThan(5);
    const code = `E${name.replace(/\W/g, '').slice(0, 6).toUpperCase()}${name.length}`;
    const actor = await openEmptySite(code);
    const outcome = await take(actor, await archiveOf(snapshot));
    expect(outcome).toMatchObject({ protocol, enrollments: snapshot.members, notes: [] });
    const again = await freeze(actor, protocol, { tag, cutOff: snapshot.cutOff });
    const [before, after] = [await membersOf(demo, snapshot), await membersOf(actor, again)];
    expect(after).toHaveLength(before.length);
    for (const [index, member] of before.entries()) {
      const found = after[index] ?? expect.unreachable();
      expect(saidOf(found)).toEqual(saidOf(member));
      expect(found.source?.decisions.every(({ transcribed }) => transcribed)).toBe(true);
    }
    const { rows } = await owner.query(
      `SELECT count(*)::int AS signed FROM decision WHERE site_id = $1 AND printed_name IS NOT NULL`,
      [siteIdOf(actor)],
    );
    expect(rows).toEqual([{ signed: 0 }]);
  });
});

test('who does not administer the site is told what an administrator has still to set', async () => {
  await owner.query("UPDATE site SET rems_enrollment_only_from = '2026-08-08' WHERE id = $1", [
    siteIdOf(demo),
  ]);
  const snapshot = await freeze(demo, 'salvage-micro-tese', { tag: 'living' });
  const actor = await openEmptySite('NOADMIN', { administers: false });
  expect(await take(actor, await archiveOf(snapshot))).toMatchObject({
    enrollments: snapshot.members,
    notes: [expect.stringContaining('REMS')],
  });
});

test('the same snapshot gives the same bytes', async () => {
  const snapshot = snapshots.get('S0') ?? expect.unreachable();
  const [first, second] = [await archiveOf(snapshot), await archiveOf(snapshot)];
  expect(Buffer.concat(second).equals(Buffer.concat(first))).toBe(true);
});

describe('nothing is kept of', () => {
  let pieces: Uint8Array[];
  let actor: Actor;

  beforeAll(async () => {
    pieces = await archiveOf(snapshots.get('S0') ?? expect.unreachable());
    actor = await openEmptySite('EMPTY');
  });

  const patients = async () => {
    const { rows } = await owner.query('SELECT FROM patient WHERE site_id = $1', [siteIdOf(actor)]);
    return rows.length;
  };

  test.each([
    ['a text', () => Buffer.from('study_id,site\n1,A\n'), /not a ZIP file/],
    ['half an archive', () => Buffer.concat(pieces).subarray(0, 30_000), /cut off|damaged/],
    [
      'an archive with one byte changed',
      () => {
        const whole = Buffer.from(Buffer.concat(pieces));
        const place = whole.indexOf('members.ndjson') + 4_000;
        whole[place] = (whole[place] ?? 0) ^ 0xff;
        return whole;
      },
      /cannot be read/,
    ],
  ] as const)('%s', async (_, made, message) => {
    const refusal = await refusalOf(take(actor, [made()]));
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT' });
    expect(refusal.message).toMatch(message);
    expect(await patients()).toBe(0);
  });

  test('an archive for a site with patients, and one that is canceled on the way', async () => {
    const full = { siteId: siteIdOf(demo), fromSite: null };
    const run = { requestId: randomUUID(), progress: () => {}, signal: AbortSignal.abort() };
    expect(await refusalOf(importArchive(demo, full, inPieces(pieces), run))).toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('empty site'),
    });
    const empty = { siteId: siteIdOf(actor), fromSite: null };
    expect(await refusalOf(importArchive(actor, empty, inPieces(pieces), run))).toMatchObject({
      message: expect.stringContaining('canceled'),
    });
    expect(await patients()).toBe(0);
  });
});
