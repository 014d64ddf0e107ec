import { beforeEach, describe, expect, test } from 'vitest';
import { sitesWhere } from '@/lib/auth/can';
import type { ImportedScreeningInput } from '@/lib/enrollment/screening';
import { readScreeningSearch } from '@/lib/enrollment/screening-search';
import { amendScreening } from '@/lib/server/screening/amend-screening';
import { importScreening } from '@/lib/server/screening/import-screening';
import { listScreening } from '@/lib/server/screening/queries';
import { recordScreening } from '@/lib/server/screening/record-screening';
import { voidScreening } from '@/lib/server/screening/void-screening';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let count = 0;
let clinic: Clinic;

beforeEach(async () => {
  setToday('2026-06-10');
  count += 1;
  clinic = await openClinic(owner, `SCR${count}`);
});

const inputOf = (change: Record<string, unknown> = {}) => ({
  siteId: clinic.site.id,
  protocol: 'isotretinoin-noa',
  from: '2026-05-01',
  to: '2026-05-31',
  category: 'declined',
  men: '3',
  ...change,
});

const logOf = (person = clinic.nurse) =>
  listScreening(person, sitesWhere(person, 'patient:read'), readScreeningSearch({}));

async function isotretinoin() {
  const { protocols } = await logOf();
  return protocols.find(({ code }) => code === 'isotretinoin-noa');
}

describe('the screening log', () => {
  test('counts the men who never enrolled beside those who did', async () => {
    await importMan(clinic);
    await submit(recordScreening, clinic.coordinator, inputOf());
    await submit(recordScreening, clinic.nurse, inputOf({ category: 'donor-sperm', men: 2 }));
    expect(await isotretinoin()).toMatchObject({
      screened: 6,
      enrolled: 1,
      neverEnrolled: 5,
      counts: { declined: 3, 'donor-sperm': 2 },
      periods: [{ label: '2026-05', men: 5 }],
    });
  });

  test('refuses a period that is not over and a protocol that nobody knows', async () => {
    const future = await refusalOf(
      submit(recordScreening, clinic.nurse, inputOf({ to: '2026-06-11' })),
    );
    expect(future.fields).toEqual({
      to: ['In the future: the last day counted is today, 2026-06-10, or before.'],
    });
    const unknown = await refusalOf(
      submit(recordScreening, clinic.nurse, inputOf({ protocol: 'leeches' })),
    );
    expect(unknown.fields).toEqual({ protocol: ['There is no such protocol.'] });
  });

  test('does not take the same count twice, unless the note tells the two apart', async () => {
    await submit(recordScreening, clinic.nurse, inputOf());
    const refusal = await refusalOf(submit(recordScreening, clinic.nurse, inputOf({ men: '4' })));
    expect(refusal).toMatchObject({
      code: 'DUPLICATE',
      fields: {
        men: ['The log says 3 already. Correct that entry, or tell the two apart by the note.'],
      },
    });
    await submit(recordScreening, clinic.nurse, inputOf({ men: '4', note: 'Second clinic day' }));
    expect(await isotretinoin()).toMatchObject({ neverEnrolled: 7 });
  });

  test('is corrected with a reason, once: the second of two people learns what it says now', async () => {
    const { entryId } = await submit(recordScreening, clinic.nurse, inputOf());
    const { siteId: _site, ...entry } = inputOf({ men: '5' });
    const change = { ...entry, entryId, version: 1, reason: 'Two men were forgotten' };
    await submit(amendScreening, clinic.coordinator, change);
    expect(await isotretinoin()).toMatchObject({ neverEnrolled: 5 });
    const late = await refusalOf(submit(amendScreening, clinic.nurse, change));
    expect(late).toMatchObject({
      code: 'STALE_VERSION',
      message: 'Somebody has changed this count since you opened it: it says 5 now.',
      current: { version: 2, men: 5 },
    });
  });

  test('forgets a count that is taken out, and the trail keeps it with the reason', async () => {
    const { entryId } = await submit(recordScreening, clinic.nurse, inputOf());
    const target = { entryId, version: 1, reason: 'Belongs to the other site' };
    await submit(voidScreening, clinic.nurse, target);
    expect(await isotretinoin()).toMatchObject({ neverEnrolled: 0, periods: [] });
    expect((await logOf()).entries).toEqual([]);
    const { rows } = await owner.query(
      `SELECT event, reason FROM audit_event WHERE table_name = 'screening_log' AND row_id = $1 ORDER BY id`,
      [entryId],
    );
    expect(rows).toEqual([
      { event: 'insert', reason: null },
      { event: 'update', reason: 'Belongs to the other site' },
    ]);
    expect((await refusalOf(submit(voidScreening, clinic.nurse, target))).code).toBe('CONFLICT');
  });

  test('is read by everybody of the site and written by nobody who administers only', async () => {
    await submit(recordScreening, clinic.nurse, inputOf());
    expect((await logOf(clinic.administrator)).entries).toMatchObject([
      { men: 3, mayChange: false },
    ]);
    expect((await logOf(clinic.coordinator)).entries).toMatchObject([{ men: 3, mayChange: true }]);
  });
});

describe('screening counts from a file', () => {
  const entries: ImportedScreeningInput[] = [
    ['donor-sperm', 539] as const,
    ['not-eligible', 210] as const,
  ].map(([category, men]) => ({
    protocol: 'gonadotropin-noa',
    from: '2016-01-01',
    to: '2019-12-31',
    category,
    men,
    cohortTag: 'S1',
    simulated: true,
  }));

  test('are imported once, however often', async () => {
    const input = { siteId: clinic.site.id, entries };
    expect(await importScreening(clinic.physician, input)).toEqual({ imported: 2, skipped: 0 });
    expect(await importScreening(clinic.physician, input)).toEqual({ imported: 0, skipped: 2 });
    const { protocols } = await logOf();
    expect(protocols.find(({ code }) => code === 'gonadotropin-noa')).toMatchObject({
      neverEnrolled: 749,
      covers: { from: '2016-01-01', to: '2019-12-31' },
    });
  });

  test('name the entry that is wrong', async () => {
    const [first] = entries;
    const input = {
      siteId: clinic.site.id,
      entries: first ? [first, { ...first, to: '2030-01-01' }] : [],
    };
    const refusal = await refusalOf(importScreening(clinic.physician, input));
    expect(Object.keys(refusal.fields)).toEqual(['entries.1.to']);
  });
});
