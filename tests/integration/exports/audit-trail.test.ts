import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';
import { saveCohort } from '@/lib/server/cohorts/save-cohort';
import { closeDatabase } from '@/lib/server/db/client';
import { auditTrailExport } from '@/lib/server/exports/audit-trail';
import { amendRecord } from '@/lib/server/records/amend-record';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';
import { takeSnapshot } from '@/lib/server/snapshots/take-snapshot';
import { type Clinic, courseOfMan, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { writtenFile } from '@/tests/support/export-file';
import { setToday } from '@/tests/support/fixed-day';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
afterAll(closeDatabase);

let clinic: Clinic;
let snapshot: SnapshotView;

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner, 'NYC');
  const man = await importMan(clinic, {
    studyId: 'B',
    records: [
      ...courseOfMan().records,
      {
        kind: 'questionnaire',
        on: '2026-02-01',
        content: { total: 4, item9: 0, note: '=Slept badly' },
      },
    ],
  });
  await importMan(clinic, {
    studyId: 'A',
    consentOn: '2026-05-20',
    enrolledOn: '2026-05-20',
    records: [],
  });
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM record WHERE patient_id = $1 AND kind = 'questionnaire'",
    [man.patientId],
  );
  await submit(amendRecord, clinic.nurse, {
    recordId: rows[0]?.id ?? '',
    version: 1,
    entry: {
      kind: 'questionnaire',
      on: '2026-02-01',
      content: { total: 5, item9: 0, note: '=Slept badly' },
    },
    reason: 'Misread, says "he", twice',
  });
  const { cohortId } = await submit(saveCohort, clinic.coordinator, {
    siteId: clinic.site.id,
    siteIds: [clinic.site.id],
    name: 'Only B',
    definition: {
      protocol: 'isotretinoin-noa',
      condition: {
        all: [{ variable: 'enrollment-date', operator: 'on-or-before', date: '2026-02-01' }],
      },
    },
  });
  const taken = await submit(takeSnapshot, clinic.coordinator, {
    cohortId,
    version: 1,
    name: 'First',
  });
  const view = await getSnapshot(clinic.physician, taken.snapshotId);
  if (view === null) {
    throw new Error('There is no such snapshot.');
  }
  snapshot = view;
});

async function trail(mode: DisclosureMode) {
  const file = await writtenFile(auditTrailExport, { actor: clinic.physician, snapshot, mode });
  const rows: Record<string, string>[] = parse(file.bytes, { columns: true, bom: true });
  return { ...file, rows, counted: file.rows };
}

describe('the audit trail of a snapshot', () => {
  test('has every event about its men up to its moment, and none about others', async () => {
    const { rows, counted } = await trail('identified');
    const { rows: stored } = await owner.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit_event a JOIN patient p ON p.id = a.patient_id
       WHERE p.study_id = 'B' AND a.at <= (SELECT taken_at FROM cohort_snapshot WHERE id = $1)`,
      [snapshot.id],
    );
    const men = rows.filter(({ study_id: studyId }) => studyId !== '');
    expect(men).toHaveLength(stored[0]?.count ?? 0);
    expect(new Set(men.map(({ study_id: studyId }) => studyId))).toEqual(new Set(['B']));
    expect(rows).toHaveLength(counted);
    const tables = new Set(rows.map(({ table }) => table));
    expect([...tables]).toEqual(
      expect.arrayContaining(['cohort', 'cohort_snapshot', 'settings_profile', 'patient_identity']),
    );
  });

  test('says who did what, when by both clocks, why, and what it was before', async () => {
    const { rows } = await trail('identified');
    expect(rows.find(({ reason }) => reason?.startsWith('Misread'))).toMatchObject({
      at_utc: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/),
      at_site: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}-0[45]:00$/),
      site: 'NYC',
      event: 'update',
      table: 'record',
      actor: clinic.nurse.displayName,
      role: 'staff',
      reason: 'Misread, says "he", twice',
      before: expect.stringContaining('"total":4'),
      after: expect.stringContaining('"total":5'),
    });
  });

  test('names nobody and repeats no text in a limited file', async () => {
    const { text, rows } = await trail('limited');
    expect(text).not.toMatch(/Slept|Misread|Test|Man \d|MRN-|1988/);
    expect(text).not.toContain(clinic.nurse.displayName);
    expect(rows.map(({ table }) => table)).not.toContain('patient_identity');
    const amended = rows.find(({ event, table }) => event === 'update' && table === 'record');
    expect(amended).toMatchObject({ role: 'staff', reason: '' });
    expect(JSON.parse(amended?.['after'] ?? '')).toMatchObject({
      content: { total: 5, note: '(text)' },
      version: 2,
    });
    const { rows: accounts } = await owner.query<{ id: string }>('SELECT id FROM user_account');
    expect(accounts.filter(({ id }) => text.includes(id))).toEqual([]);
  });

  test('a text that a spreadsheet would compute stays inside of its JSON', async () => {
    const { rows } = await trail('identified');
    expect(
      rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+@-]/.test(cell)),
    ).toEqual([]);
  });

  test('is the same again, although it was exported and amended since', async () => {
    const before = await trail('limited');
    await importMan(clinic, { studyId: 'LATER' });
    await owner.query("UPDATE visit SET note = 'Later'");
    expect((await trail('limited')).sha256).toBe(before.sha256);
  });

  test('is refused to who may not read the trail', async () => {
    const { physician } = clinic;
    const staff = {
      ...physician,
      memberships: physician.memberships.map((one) => ({ ...one, role: 'staff' as const })),
    };
    await expect(
      writtenFile(auditTrailExport, { actor: staff, snapshot, mode: 'limited' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('stops when the export is canceled', async () => {
    await expect(
      writtenFile(
        auditTrailExport,
        { actor: clinic.physician, snapshot, mode: 'limited' },
        AbortSignal.abort(new Error('canceled')),
      ),
    ).rejects.toThrow('canceled');
  });
});
