import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type DisclosureMode, disclosureModes } from '@/lib/export/disclosure-mode';
import { closeDatabase } from '@/lib/server/db/client';
import { odmExport } from '@/lib/server/exports/odm';
import type { SnapshotView } from '@/lib/server/snapshots/queries';
import { openTestDatabase } from '@/tests/support/database';
import { type DemoHistory, findDemoHistory } from '@/tests/support/demo-history';
import { writtenFile } from '@/tests/support/export-file';
import { consistencyErrors, readTags, schemaErrors } from '@/tests/support/odm-standard';

const { owner } = await openTestDatabase({ holds: 'demo-history' });
afterAll(closeDatabase);

// 673 men on a machine that other tests share.
vi.setConfig({ testTimeout: 180_000 });

let demo: DemoHistory;

beforeAll(async () => {
  demo = await findDemoHistory(owner);
});

function snapshotOf(paper: string): SnapshotView {
  const view = demo.snapshots.get(paper);
  if (view === undefined) {
    throw new Error(`${paper} was not frozen.`);
  }
  return view;
}

async function odmOf(paper: string, mode: DisclosureMode) {
  return await writtenFile(odmExport, { actor: demo.actor, snapshot: snapshotOf(paper), mode });
}

describe.each(['S0', 'S1', 'S2'])('%s', (paper) => {
  test.each(disclosureModes)(
    '%s is accepted by the official schema, and is consistent',
    async (mode) => {
      const { text, rows, progress } = await odmOf(paper, mode);
      expect(await schemaErrors(text)).toEqual([]);
      expect(consistencyErrors(text)).toEqual([]);
      const { members } = snapshotOf(paper);
      expect(text.match(/<SubjectData /g)).toHaveLength(members);
      expect(text.match(/<FormData /g)).toHaveLength(rows);
      expect(progress.at(-1)).toEqual([members, members]);
    },
  );
});

test('each record stands once', async () => {
  const { text } = await odmOf('S0', 'identified');
  const { rows } = await owner.query<{ id: string }>(
    `SELECT r ->> 'id' AS id FROM snapshot_member m
     CROSS JOIN LATERAL jsonb_array_elements(m.source -> 'records') r WHERE m.snapshot_id = $1`,
    [snapshotOf('S0').id],
  );
  const keys: string[] = [];
  for (const { name, attributes } of readTags(text)) {
    if (name === 'FormData' && attributes['FormRepeatKey'] !== undefined) {
      keys.push(attributes['FormRepeatKey']);
    }
  }
  const written = new Set(keys);
  expect(rows.filter(({ id }) => !written.has(id))).toEqual([]);
  expect(written.size).toBe(keys.length);
});

test('the same snapshot gives the same bytes', async () => {
  for (const mode of disclosureModes) {
    expect((await odmOf('S0', mode)).sha256).toBe((await odmOf('S0', mode)).sha256);
  }
});

test('Safe Harbor has study days and neither dates nor instants', async () => {
  const { text } = await odmOf('S0', 'safe-harbor');
  const men = text.slice(text.indexOf('<ClinicalData'));
  expect(men.match(/\d{4}-\d{2}-\d{2}/)).toBeNull();
  expect(men.match(/AuditRecord|Signature>/)).toBeNull();
  expect(men.match(/ItemOID="I.record.on.day" Value="-?\d+"/)).not.toBeNull();
});

test('whoever recorded it, and when, stands with it where instants leave', async () => {
  const names = snapshotOf('S0').source?.people.map(({ name }) => name) ?? [];
  const { text } = await odmOf('S0', 'limited');
  expect(text.match(/<AuditRecord>/g)?.length).toBeGreaterThan(100);
  expect(names.filter((name) => text.includes(name))).toEqual([]);
  const identified = (await odmOf('S0', 'identified')).text;
  expect(names.filter((name) => identified.includes(name))).toEqual(names);
  expect(names).not.toEqual([]);
});

test('a transcribed decision is never a signature', async () => {
  const { text } = await odmOf('S0', 'identified');
  expect(text.includes('ItemOID="I.decision.transcribed" Value="true"')).toBe(true);
  expect(text.includes('<Signature>')).toBe(false);
});

test('the checks of these tests find what is wrong', async () => {
  const { text } = await odmOf('S0', 'limited');
  expect(await schemaErrors(text.replace('<AdminData', '<AdminDate'))).not.toEqual([]);
  for (const [wrong, sentence] of [
    [text.replace(/SubjectKey="[^"]+"/g, 'SubjectKey="one"'), /stands twice in one ClinicalData/],
    [text.replace('<UserRef UserOID="', '<UserRef UserOID="X'), /which is not there/],
    [text.replace(/(I\.response\.best" Value=")[^"]+/, '$1great'), /does not have/],
    [text.replace(/(I\.record\.on" Value=")[^"]+/, '$1yesterday'), /which is no date/],
    [text.replace(/<DateTimeStamp>([^<]+)Z/, '<DateTimeStamp>$1'), /has no time zone/],
  ] as const) {
    expect(consistencyErrors(wrong).join('\n')).toMatch(sentence);
  }
});
