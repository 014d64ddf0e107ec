import { describe, expect, test } from 'vitest';
import { civilDate, type Day, toDay } from '@/lib/dates/civil-date';
import { type Contact, contactAttempts, contactOutcomes } from '@/lib/enrollment/contact';
import { contactReturn } from '@/lib/worklist/contact-return';
import { snoozedUntil } from '@/lib/worklist/snooze';

const day = (text: string): Day => toDay(civilDate(text));

let number = 0;

function contact(on: string, given: Partial<Contact> = {}): Contact {
  number += 1;
  return {
    id: String(number).padStart(4, '0'),
    occurrenceKeys: ['semen#3'],
    on: day(on),
    channel: 'phone',
    outcome: 'no-answer',
    agreedOn: null,
    remindOn: null,
    ...given,
  };
}

describe('attempts to reach a man', () => {
  const since = day('2026-04-10');

  test.each([
    ['before he was last seen', '2026-04-09', 0],
    ['on the day he was last seen', '2026-04-10', 0],
    ['after he was last seen', '2026-04-11', 1],
  ])('%s count', (_when, on, count) => {
    expect(contactAttempts([contact(on)], since)).toHaveLength(count);
  });

  test('count whatever came of them, but for taking an item off the list', () => {
    const all = contactOutcomes.map((outcome) => contact('2026-04-12', { outcome }));
    expect(contactAttempts(all, since).map(({ outcome }) => outcome)).toEqual([
      'reached-agreed-date',
      'reached-call-again',
      'no-answer',
      'wrong-number',
    ]);
  });

  test('all count for a man who was never seen, the earliest first', () => {
    const later = contact('2026-04-12');
    const earlier = contact('2026-02-01');
    expect(contactAttempts([later, earlier], null)).toEqual([earlier, later]);
  });
});

describe('whether the man came back', () => {
  const open = { actual: null, waived: false, closedOn: null, notApplicableReason: null };
  const done = (on: string) => ({ ...open, actual: day(on) });

  test.each<[string, Parameters<typeof contactReturn>[1], ReturnType<typeof contactReturn>]>([
    ['the item is open', [open], { kind: 'waiting' }],
    [
      'it was done three days later',
      [done('2026-04-13')],
      { kind: 'came-back', on: day('2026-04-13'), days: 3 },
    ],
    [
      'it was done on the same day',
      [done('2026-04-10')],
      { kind: 'came-back', on: day('2026-04-10'), days: 0 },
    ],
    [
      'the first of several was done',
      [done('2026-04-20'), open, done('2026-04-15')],
      { kind: 'came-back', on: day('2026-04-15'), days: 5 },
    ],
    [
      'it had been done before and was entered late',
      [done('2026-04-08')],
      { kind: 'done-before', on: day('2026-04-08') },
    ],
    ['one had been done before, one is open', [done('2026-04-08'), open], { kind: 'waiting' }],
    ['it was waived', [{ ...open, waived: true }], { kind: 'settled' }],
    ['it was closed', [{ ...open, closedOn: day('2026-04-11') }], { kind: 'settled' }],
    ['the plan has it no more', [], { kind: 'settled' }],
  ])('%s', (_what, items, expected) => {
    expect(contactReturn(contact('2026-04-10'), items, [day('2026-04-11')])).toEqual(expected);
  });

  test('a contact about nothing in particular is answered by the next visit', () => {
    const general = contact('2026-04-10', { occurrenceKeys: [] });
    const visits = [day('2026-05-02'), day('2026-04-10'), day('2026-03-01')];
    expect(contactReturn(general, [], visits)).toMatchObject({ kind: 'came-back', days: 0 });
    expect(contactReturn({ ...general, channel: 'in-person' }, [], visits)).toMatchObject({
      kind: 'came-back',
      days: 22,
    });
    expect(contactReturn(general, [], [day('2026-03-01')])).toEqual({ kind: 'waiting' });
  });
});

describe('an item is off the list', () => {
  const today = day('2026-04-12');
  const until = (remindOn: string, on = '2026-04-10', keys = ['semen#3']) =>
    contact(on, { remindOn: day(remindOn), occurrenceKeys: keys });

  test.each<[string, Contact[], string | null]>([
    ['without a contact', [], null],
    ['after a contact that names no day', [contact('2026-04-10')], null],
    ['until the day before', [until('2026-04-13')], '2026-04-13'],
    ['not on the day itself', [until('2026-04-12')], null],
    [
      'by the last word about it, whatever the order of entry',
      [until('2026-04-15', '2026-04-11'), until('2026-05-30')],
      '2026-04-15',
    ],
    ['not after a later word without a day', [until('2026-04-20'), contact('2026-04-11')], null],
    [
      'of two words on a day, by the one entered later',
      [until('2026-04-20'), until('2026-04-18')],
      '2026-04-18',
    ],
    [
      'until the agreed day, or the earlier one to which it was moved since',
      [
        contact('2026-04-10', {
          outcome: 'reached-agreed-date',
          agreedOn: day('2026-04-20'),
          remindOn: day('2026-04-20'),
          occurrenceKeys: ['semen#3'],
        }),
      ],
      '2026-04-14',
    ],
    ['not by a word about something else', [until('2026-04-20', '2026-04-10', ['lipids#2'])], null],
  ])('%s', (_what, contacts, expected) => {
    const found = snoozedUntil(contacts, { key: 'semen#3', plannedOn: day('2026-04-14') }, today);
    expect(found).toBe(expected === null ? null : day(expected));
  });
});
