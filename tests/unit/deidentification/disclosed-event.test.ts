import { expect, test } from 'vitest';
import { disclosedRow } from '@/lib/deidentification/disclosed-event';

const idOf = () => '00000000-0000-4000-8000-00000000000f';
const id = '01a20485-f1e3-7011-bf6d-33296acbfc64';

test.each([
  ['a note', { note: 'Zebulon called' }, { note: '(text)' }],
  ['a note that holds an id', { note: `Zebulon, see ${id}` }, { note: '(text)' }],
  ['digits that somebody has typed', { number: '2125550199' }, { number: '(text)' }],
  ['an empty text', { note: '' }, { note: '' }],
  [
    'a number, a flag and nothing',
    { value: 4.5, partial: true, on: null },
    { value: 4.5, partial: true, on: null },
  ],
  ['a day', { collected_on: '2026-03-31' }, { collected_on: '2026-03-31' }],
  [
    'a moment',
    { voided_at: '2026-03-31T10:00:00.123456+00:00', collected_at: '08:15:00' },
    { voided_at: '2026-03-31T10:00:00.123456+00:00', collected_at: '08:15:00' },
  ],
  ['a day with words after it', { note: '2026-03-31 he called' }, { note: '(text)' }],
  ['an id', { record_id: id }, { record_id: idOf() }],
  [
    'a word of the program',
    { kind: 'lab-report', status: 'open' },
    { kind: 'lab-report', status: 'open' },
  ],
  [
    'the response of an enrollment',
    { best_response: 'complete', current_status: 'partial', end_reason: 'Zebulon' },
    { best_response: 'complete', current_status: 'partial', end_reason: '(text)' },
  ],
  [
    'the content of a record',
    { content: { neat: { state: 'sperm-seen', motile: 3 }, note: 'Zebulon', reason: 'Zebulon' } },
    { content: { neat: { state: 'sperm-seen', motile: 3 }, note: '(text)', reason: '(text)' } },
  ],
  [
    'the items of a plan by their keys',
    { [`confirmation@${id}`]: { state: 'due', reason: 'Zebulon', record_ids: [id] } },
    { [`confirmation@${idOf()}`]: { state: 'due', reason: '(text)', record_ids: [idOf()] } },
  ],
])('%s', (_, row, disclosed) => {
  expect(disclosedRow(row, idOf)).toEqual(disclosed);
});
