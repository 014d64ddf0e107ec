import { expect, test } from 'vitest';
import type { JsonObject } from '@/lib/core/json';
import { type RecordEvent, recordVersions } from '@/lib/records/record-versions';

const event = (
  at: string,
  tableName: RecordEvent['tableName'],
  rowId: string,
  after: JsonObject,
  reason: string | null = null,
): RecordEvent => ({ at, actor: 'Nora', role: 'staff', reason, tableName, rowId, after });

const report = {
  kind: 'lab-report',
  collected_on: '2026-03-01',
  collected_at: '08:30:00',
  source: null,
  content: { laboratory: 'Central' },
  version: 1,
  voided_at: null,
};

const fsh = (text: string, value: number) => ({
  analyte: 'fsh',
  value_text: text,
  value,
  comparator: null,
  unit: '[IU]/L',
  standard_value: value,
  standard_unit: '[IU]/L',
  conversion_id: null,
  laboratory_factor: null,
  reference_low: null,
  reference_high: null,
  fasting: null,
  voided_at: null,
});

const recorded = [
  event('1', 'record', 'r', report),
  event('1', 'lab_result', 'a', fsh('14.2', 14.2)),
];
const corrected = [
  event('2', 'record', 'r', { version: 2, collected_on: '2026-03-02' }, 'Typing error'),
  event('2', 'lab_result', 'a', { voided_at: '2026-03-05T10:00:00Z' }, 'Typing error'),
  event('2', 'lab_result', 'b', fsh('1.42', 1.42), 'Typing error'),
];
const voided = [
  event('3', 'record', 'r', { version: 3, voided_at: '2026-03-06T10:00:00Z' }, 'Other patient'),
  event('3', 'lab_result', 'b', { voided_at: '2026-03-06T10:00:00Z' }, 'Other patient'),
];

test('what was first recorded is a version without changes', () => {
  expect(recordVersions(recorded)).toMatchObject([{ version: 1, reason: null, changes: [] }]);
});

test('a correction shows both values of every field that changed, results included', () => {
  const [newest] = recordVersions([...recorded, ...corrected]);
  expect(newest).toMatchObject({ version: 2, actor: 'Nora', reason: 'Typing error' });
  expect(newest?.changes).toEqual([
    { term: 'Date', one: '2026-03-01', other: '2026-03-02' },
    { term: 'FSH', one: '14.2 IU/L (no reference range)', other: '1.42 IU/L (no reference range)' },
  ]);
});

test('a voided report still tells what it said', () => {
  const [newest] = recordVersions([...recorded, ...corrected, ...voided]);
  expect(newest?.changes).toEqual([{ term: 'Counts', one: 'yes', other: 'no, it is voided' }]);
});
