import { beforeAll, describe, expect, test } from 'vitest';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { listContacts, summarizeContacts } from '@/lib/server/contacts/queries';
import { recordContact } from '@/lib/server/contacts/record-contact';
import { voidContact } from '@/lib/server/contacts/void-contact';
import { rescheduleOccurrence } from '@/lib/server/plan/reschedule-occurrence';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

const man = async () => (await importMan(clinic)).enrollmentId;
const zone = 'America/New_York';

/** A call on 2026-04-12 about the semen analysis of month 3, which is due. */
const call = {
  occurrenceKeys: ['semen#1'],
  contactedOn: '2026-04-12',
  channel: 'phone',
  outcome: 'no-answer',
};

async function occurrenceOf(enrollmentId: string, key: string) {
  const { rows } = await owner.query(
    `SELECT planned_on::text, reason, app.occurrence_state(o, '2026-04-12') AS state
     FROM occurrence o WHERE enrollment_id = $1 AND key = $2`,
    [enrollmentId, key],
  );
  return rows[0];
}

const storedContacts = async (enrollmentId: string) =>
  (await listContacts(clinic.nurse, enrollmentId, zone)).contacts;

describe('a contact', () => {
  test('is a fact of its own, with who said it and when', async () => {
    const enrollmentId = await man();
    await submit(recordContact, clinic.nurse, { ...call, enrollmentId, note: 'Mailbox' });
    expect(await storedContacts(enrollmentId)).toEqual([
      expect.objectContaining({
        occurrenceKeys: ['semen#1'],
        on: toDay(civilDate('2026-04-12')),
        channel: 'phone',
        outcome: 'no-answer',
        agreedOn: null,
        remindOn: null,
        note: 'Mailbox',
      }),
    ]);
  });

  test('with an agreed date moves every item that it was about, and reminds on that day', async () => {
    const enrollmentId = await man();
    await submit(recordContact, clinic.nurse, {
      ...call,
      enrollmentId,
      occurrenceKeys: ['semen#1', 'monthly-check#3'],
      outcome: 'reached-agreed-date',
      agreedOn: '2026-04-20',
    });
    for (const key of ['semen#1', 'monthly-check#3']) {
      expect(await occurrenceOf(enrollmentId, key)).toMatchObject({
        planned_on: '2026-04-20',
        reason: 'Agreed by phone on 2026-04-12',
        state: 'due',
      });
    }
    const agreed = toDay(civilDate('2026-04-20'));
    expect(await storedContacts(enrollmentId)).toMatchObject([
      { agreedOn: agreed, remindOn: agreed },
    ]);
  });

  test('that removes an item closes it as missed with the reason', async () => {
    const enrollmentId = await man();
    await submit(recordContact, clinic.nurse, {
      ...call,
      enrollmentId,
      outcome: 'removed',
      reason: 'He gives no further sample',
    });
    expect(await occurrenceOf(enrollmentId, 'semen#1')).toMatchObject({
      state: 'missed',
      reason: 'He gives no further sample',
    });
  });

  test('that was voided takes back what it wrote into the plan, once', async () => {
    const enrollmentId = await man();
    const { contactId } = await submit(recordContact, clinic.nurse, {
      ...call,
      enrollmentId,
      outcome: 'reached-agreed-date',
      agreedOn: '2026-04-20',
    });
    const voiding = { contactId, reason: 'Another man' };
    await submit(voidContact, clinic.nurse, voiding);
    expect(await storedContacts(enrollmentId)).toEqual([]);
    expect(await occurrenceOf(enrollmentId, 'semen#1')).not.toMatchObject({
      planned_on: '2026-04-20',
    });
    expect(await refusalOf(submit(voidContact, clinic.nurse, voiding))).toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('that was voided leaves a date alone that was agreed after it', async () => {
    const enrollmentId = await man();
    const { contactId } = await submit(recordContact, clinic.nurse, {
      ...call,
      enrollmentId,
      outcome: 'reached-agreed-date',
      agreedOn: '2026-04-20',
    });
    await submit(rescheduleOccurrence, clinic.nurse, {
      enrollmentId,
      occurrenceKey: 'semen#1',
      plannedOn: '2026-04-22',
      reason: 'He called back',
    });
    await submit(voidContact, clinic.nurse, { contactId, reason: 'Another man' });
    expect(await occurrenceOf(enrollmentId, 'semen#1')).toMatchObject({ planned_on: '2026-04-22' });
  });

  test('comes with an imported course and does the same', async () => {
    const { enrollmentId } = await importMan(clinic, {
      contacts: [{ ...call, outcome: 'reached-agreed-date', agreedOn: '2026-04-21' }],
    });
    expect(await occurrenceOf(enrollmentId, 'semen#1')).toMatchObject({
      planned_on: '2026-04-21',
      reason: 'Agreed by phone on 2026-04-12',
    });
    expect(await storedContacts(enrollmentId)).toHaveLength(1);
  });
});

describe('refused with a message at the field:', () => {
  test.each<[string, object, string]>([
    ['a day that has not come', { contactedOn: '2026-04-13' }, 'contactedOn'],
    ['a day before enrollment', { contactedOn: '2026-01-04' }, 'contactedOn'],
    ['no outcome', { outcome: '' }, 'outcome'],
    ['no channel', { channel: '' }, 'channel'],
    ['a date agreed and not named', { outcome: 'reached-agreed-date' }, 'agreedOn'],
    [
      'a date agreed before the call',
      { outcome: 'reached-agreed-date', agreedOn: '2026-04-11' },
      'agreedOn',
    ],
    [
      'a date for nothing',
      { outcome: 'reached-agreed-date', agreedOn: '2026-04-20', occurrenceKeys: [] },
      'occurrenceKeys',
    ],
    ['a reminder on the same day', { remindOn: '2026-04-12' }, 'remindOn'],
    ['a reminder in another century', { remindOn: '2126-04-20' }, 'remindOn'],
    ['a reminder of nothing', { remindOn: '2026-04-20', occurrenceKeys: [] }, 'occurrenceKeys'],
    ['a removal without a reason', { outcome: 'removed' }, 'reason'],
    [
      'a removal of what has not opened',
      { outcome: 'removed', reason: 'Moved away', occurrenceKeys: ['semen#2'] },
      'outcome',
    ],
  ])('%s', async (_what, input, field) => {
    const enrollmentId = await man();
    const asked = submit(recordContact, clinic.nurse, { ...call, ...input, enrollmentId });
    const { code, fields } = await refusalOf(asked);
    expect([code, Object.keys(fields)]).toEqual(['INVALID_INPUT', [field]]);
    expect(await storedContacts(enrollmentId)).toEqual([]);
  });

  test('what another outcome would have asked for is not held against it', async () => {
    const enrollmentId = await man();
    await submit(recordContact, clinic.nurse, {
      ...call,
      enrollmentId,
      agreedOn: 'next week',
      reason: 'typed before',
    });
    expect(await storedContacts(enrollmentId)).toMatchObject([{ agreedOn: null, reason: null }]);
  });
});

test('a site reads how often it called, whom it reached and who came back', async () => {
  const elsewhere = await openClinic(owner, 'LON', zone);
  const at = (on: string, outcome: string, keys: string[], more = {}) => ({
    ...call,
    contactedOn: on,
    outcome,
    occurrenceKeys: keys,
    ...more,
  });
  const { enrollmentId } = await importMan(elsewhere, {
    contacts: [
      at('2026-03-20', 'no-answer', ['monthly-check#3']),
      at('2026-04-01', 'no-answer', ['monthly-check#3', 'semen#1']),
      at('2026-04-03', 'reached-call-again', ['monthly-check#3', 'semen#1']),
      at('2026-04-05', 'reached-agreed-date', ['monthly-check#3'], { agreedOn: '2026-04-08' }),
    ],
  });
  await submit(recordVisit, elsewhere.nurse, {
    enrollmentId,
    visitedOn: '2026-04-08',
    symptomCheck: { answers: { headache: 'none' } },
  });
  const { memberships } = elsewhere.nurse;
  const period = { from: civilDate('2026-04-01'), to: civilDate('2026-04-12') };
  expect(await summarizeContacts(elsewhere.nurse, memberships, period)).toEqual([
    {
      siteId: elsewhere.site.id,
      contacts: { 'no-answer': 1, 'reached-call-again': 1, 'reached-agreed-date': 1 },
      reachedItems: 2,
      doneAfter: 1,
      waiting: 1,
      medianDays: 5,
    },
  ]);
  const always = { from: null, to: null };
  expect(await summarizeContacts(elsewhere.nurse, memberships, always)).toMatchObject([
    { contacts: { 'no-answer': 2 }, reachedItems: 2 },
  ]);
});
