import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import { addDays, civilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { loadContacts } from '@/lib/server/contacts/load-contacts';
import { recordContact } from '@/lib/server/contacts/record-contact';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { rescheduleOccurrence } from '@/lib/server/plan/reschedule-occurrence';
import { listWork } from '@/lib/server/worklist/queries';
import { snoozedUntil } from '@/lib/worklist/snooze';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

const listed = (actor: Actor, address: Record<string, string> = {}) =>
  listWork(actor, sitesWhere(actor, 'patient:read'), readWorklistSearch(address));

/** Items of one man by group, with the day on which they come back. */
async function itemsOf(enrollmentId: string, address: Record<string, string> = {}) {
  return (await listed(clinic.nurse, address)).flatMap(({ group, rows }) =>
    rows
      .filter((row) => row.enrollmentId === enrollmentId)
      .flatMap(({ items }) => items.map(({ id, snoozedUntil: until }) => ({ group, id, until }))),
  );
}

const call = {
  occurrenceKeys: ['semen#1'],
  contactedOn: '2026-04-10',
  channel: 'phone',
  outcome: 'no-answer',
};

describe('what was called about', () => {
  test('leaves its group until the day named, and only that item does', async () => {
    const { enrollmentId } = await importMan(clinic);
    const before = await itemsOf(enrollmentId);
    expect(before).toContainEqual({ group: 'due', id: 'semen#1', until: null });
    await submit(recordContact, clinic.nurse, { ...call, enrollmentId, remindOn: '2026-04-14' });
    const without = before.filter(({ id }) => id !== 'semen#1');
    expect(await itemsOf(enrollmentId)).toEqual(without);
    expect(await itemsOf(enrollmentId, { only: 'snoozed' })).toContainEqual({
      group: 'snoozed',
      id: 'semen#1',
      until: '2026-04-14',
    });
    setToday('2026-04-14');
    expect(await itemsOf(enrollmentId)).toContainEqual({
      group: 'due',
      id: 'semen#1',
      until: null,
    });
    setToday('2026-04-12');
  });

  test('comes back on the day to which an agreed one was moved since', async () => {
    const { enrollmentId } = await importMan(clinic);
    await submit(recordContact, clinic.nurse, {
      ...call,
      enrollmentId,
      outcome: 'reached-agreed-date',
      agreedOn: '2026-04-20',
    });
    const until = async () =>
      (await itemsOf(enrollmentId, { only: 'snoozed' })).find(({ id }) => id === 'semen#1')?.until;
    expect(await until()).toBe('2026-04-20');
    await submit(rescheduleOccurrence, clinic.nurse, {
      enrollmentId,
      occurrenceKey: 'semen#1',
      plannedOn: '2026-04-15',
      reason: 'The clinic is closed on the 20th',
    });
    expect(await until()).toBe('2026-04-15');
    setToday('2026-04-15');
    expect(await itemsOf(enrollmentId)).toContainEqual({
      group: 'due',
      id: 'semen#1',
      until: null,
    });
    setToday('2026-04-12');
    await submit(recordContact, clinic.nurse, { ...call, enrollmentId, contactedOn: '2026-04-12' });
  });

  test('is counted, whether its rows are asked for or not', async () => {
    const totals = async (address = {}) =>
      (await listed(clinic.nurse, address)).map(({ group, total }) => [group, total]);
    expect(await totals()).toContainEqual(['snoozed', 1]);
    expect(await totals({ only: 'snoozed' })).toEqual(await totals());
    const closed = (await listed(clinic.nurse)).find(({ group }) => group === 'snoozed');
    expect(closed?.rows).toEqual([]);
  });

  test('stands where the rule in TypeScript says, whatever was said in which order', async () => {
    const today = toDay(civilDate('2026-04-12'));
    const words: readonly (readonly (readonly [daysAgo: number, reminder: number | null])[])[] = [
      [[2, 1]],
      [[2, 0]],
      [
        [2, 5],
        [1, null],
      ],
      [
        [1, null],
        [2, 5],
      ],
      [
        [1, 3],
        [1, 6],
      ],
      [
        [1, 6],
        [1, null],
      ],
      [
        [3, 9],
        [2, -1],
      ],
    ];
    const men: string[] = [];
    for (const said of words) {
      const { enrollmentId } = await importMan(clinic, {
        contacts: said.map(([daysAgo, reminder]) => ({
          ...call,
          contactedOn: toCivilDate(addDays(today, -daysAgo)),
          remindOn: reminder === null ? null : toCivilDate(addDays(today, reminder)),
        })),
      });
      men.push(enrollmentId);
    }
    const contacts = await inReadTransaction(clinic.nurse, (tx) => loadContacts(tx, men));
    for (const id of men) {
      const until = snoozedUntil(
        contacts.get(id) ?? [],
        { key: 'semen#1', plannedOn: today },
        today,
      );
      const items = await itemsOf(id, { only: 'snoozed' });
      expect(items.find((item) => item.id === 'semen#1')?.until).toBe(
        until === null ? null : toCivilDate(until),
      );
    }
  });

  test('shows the last word about it, and nothing of a call before the last visit', async () => {
    const general = { ...call, occurrenceKeys: [] };
    const { enrollmentId } = await importMan(clinic, {
      contacts: [
        { ...general, contactedOn: '2026-01-08' },
        { ...call, contactedOn: '2026-04-01', outcome: 'wrong-number' },
      ],
    });
    const rows = (await listed(clinic.nurse)).flatMap((section) => section.rows);
    const due = rows.filter((row) => row.enrollmentId === enrollmentId);
    expect(
      due.map(({ items, lastContact }) => [
        items.some(({ id }) => id === 'semen#1'),
        lastContact?.outcome ?? null,
      ]),
    ).toContainEqual([true, 'wrong-number']);
  });
});

describe('everybody of a site', () => {
  test('sees the same counts, and each header counts the rows below it', async () => {
    const shape = async (actor: Actor) =>
      (await listed(actor, { only: 'snoozed' })).map(({ group, total, rows }) => ({
        group,
        total,
        rows: rows.map(({ studyId, items }) => [studyId, items.map(({ id }) => id)]),
      }));
    const counted = await shape(clinic.nurse);
    expect(counted.filter(({ total }) => total > 0).map(({ group }) => group)).toEqual(
      expect.arrayContaining(['overdue', 'due', 'missed', 'snoozed']),
    );
    expect(counted.map(({ rows }) => rows.length)).toEqual(counted.map(({ total }) => total));
    for (const other of [clinic.physician, clinic.coordinator, clinic.administrator]) {
      expect(await shape(other)).toEqual(counted);
    }
  });

  test('but only who may change the plan is offered to call', async () => {
    const offered = async (actor: Actor) =>
      new Set((await listed(actor)).flatMap(({ rows }) => rows.map((row) => row.mayContact)));
    expect([...(await offered(clinic.nurse))]).toEqual([true]);
    expect([...(await offered(clinic.physician))]).toEqual([true]);
    expect([...(await offered(clinic.coordinator))]).toEqual([false]);
    expect([...(await offered(clinic.administrator))]).toEqual([false]);
  });
});

describe('a signed stop', () => {
  const stopSigned = (on: string) => ({
    decisions: [{ key: 'month-6-review', chosen: 'stop', decidedOn: on, effectiveOn: on }],
  });
  const stops = async (enrollmentId: string) =>
    (await listed(clinic.coordinator)).flatMap(({ group, rows }) =>
      rows
        .filter((row) => row.enrollmentId === enrollmentId)
        .flatMap(({ items }) =>
          items
            .filter(({ source }) => source === 'stop')
            .map(({ title, path }) => [group, title, path]),
        ),
    );

  test('that nobody has recorded is listed until the drug ends', async () => {
    const { enrollmentId, patientId } = await importMan(clinic, stopSigned('2026-04-11'));
    expect(await stops(enrollmentId)).toEqual([
      ['decision', 'Signed stop to record', `/patients/${patientId}/therapy`],
    ]);
  });

  test('that was recorded, or holds from a later day, is not', async () => {
    const recorded = await importMan(clinic, {
      ...stopSigned('2026-04-11'),
      records: [firstDose, { kind: 'stop', on: '2026-04-11', content: { reason: 'completed' } }],
    });
    const later = await importMan(clinic, stopSigned('2026-04-13'));
    expect(await stops(recorded.enrollmentId)).toEqual([]);
    expect(await stops(later.enrollmentId)).toEqual([]);
  });
});
