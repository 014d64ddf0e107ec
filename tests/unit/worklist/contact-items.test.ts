import { expect, test } from 'vitest';
import { contactItems, waitingItems } from '@/lib/worklist/contact-items';
import type { WorklistGroup, WorklistItem, WorklistSection } from '@/lib/worklist/worklist';

const item = (id: string, given: Partial<WorklistItem> = {}): WorklistItem => ({
  source: 'occurrence',
  id,
  title: id,
  severity: null,
  isPartial: false,
  note: null,
  path: null,
  on: null,
  closesOn: null,
  daysPastTimeToAct: 0,
  isEscalated: false,
  snoozedUntil: null,
  ...given,
});

const section = (group: WorklistGroup, ...ids: string[]) =>
  ({
    group,
    total: 1,
    page: 1,
    pages: 1,
    rows: [{ enrollmentId: 'man', items: ids.map((id) => item(id)) }],
  }) as unknown as WorklistSection;

const keysOf = (items: readonly WorklistItem[]) => items.map(({ id }) => id);

test('a call is about everything that is late, due or missed, and about nothing else', () => {
  const waiting = waitingItems([
    section('decision', 'review#1'),
    section('overdue', 'dispensing#4'),
    section('due', 'semen#1', 'phq#1'),
    section('missed', 'baseline#1'),
    section('upcoming', 'visit#4'),
    section('snoozed', 'labs#2'),
  ]).get('man');
  expect(keysOf(waiting ?? [])).toEqual(['dispensing#4', 'semen#1', 'phq#1', 'baseline#1']);
});

test('what the line shows is offered too, each item once', () => {
  const [late, due] = [item('dispensing#4'), item('semen#1')];
  expect(keysOf(contactItems([late, due], [due]))).toEqual(['dispensing#4', 'semen#1']);
  expect(keysOf(contactItems([late], [item('visit#4')]))).toEqual(['dispensing#4', 'visit#4']);
});

test('flags, signatures and branch points are not a matter for a call', () => {
  const others = [
    item('flag', { source: 'flag' }),
    item('stop', { source: 'stop' }),
    item('review#1', { path: '/patients/1/decisions/review' }),
  ];
  expect(contactItems(others, [])).toEqual([]);
});
