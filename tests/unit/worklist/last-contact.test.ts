import { expect, test } from 'vitest';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import type { Contact } from '@/lib/enrollment/contact';
import { lastContactOf } from '@/lib/worklist/last-contact';

const day = (text: string) => toDay(civilDate(text));

const contact = (id: string, on: string, occurrenceKeys: readonly string[]): Contact => ({
  id,
  occurrenceKeys,
  on: day(on),
  channel: 'phone',
  outcome: 'no-answer',
  agreedOn: null,
  remindOn: null,
});

test.each<[string, Contact[], string | null]>([
  ['none', [], null],
  ['one about an item of the line, however old', [contact('a', '2026-01-02', ['semen#1'])], 'a'],
  ['none about another item', [contact('a', '2026-04-02', ['lipids#1'])], null],
  ['a general one since the last visit', [contact('a', '2026-03-02', [])], 'a'],
  ['no general one before the last visit', [contact('a', '2026-03-01', [])], null],
  [
    'the newest of several, and of two on a day the one entered later',
    [
      contact('c', '2026-04-02', ['semen#1']),
      contact('d', '2026-04-02', []),
      contact('e', '2026-03-20', ['semen#1']),
    ],
    'd',
  ],
])('a line shows %s', (_what, contacts, id) => {
  const found = lastContactOf(contacts, ['semen#1', 'visit#3'], day('2026-03-01'));
  expect(found?.id ?? null).toBe(id);
});
