import { describe, expect, test } from 'vitest';
import {
  basisOf,
  changesOfRecord,
  changesOfResponse,
  describeChanges,
  responseBasis,
} from '@/lib/course/signed-basis';
import { civilDate } from '@/lib/dates/civil-date';
import { clinicalRecord } from '@/tests/support/builders/course';

const motile = (normal: number | null) => ({
  neat: { state: 'no-sperm-seen' },
  pellet: { state: 'sperm-seen', motile: 30, immotile: 3, normal },
});
const first = clinicalRecord('semen-analysis', '2026-04-10', motile(20));
const second = clinicalRecord('semen-analysis', '2026-05-08', motile(9));
const later = clinicalRecord('semen-analysis', '2026-07-10', motile(1));
const records = [first, second, later];

const response = {
  bestResponse: 'complete',
  responseOn: civilDate('2026-04-10'),
  pair: { first: first.id, second: second.id },
  evidence: [first.id, second.id],
} as const;
const signed = { ...response, basis: responseBasis(response, records) };

describe('what a signed response rests on', () => {
  test('is the pair, each sample with its fields', () => {
    expect(signed.basis.map(({ recordId }) => recordId)).toEqual([first.id, second.id]);
    expect(signed.basis[1]?.values).toMatchObject({
      Date: '2026-05-08',
      'Pellet: normal among the motile': '9 sperm',
    });
  });

  test('is everything that the status rests on where there is no pair', () => {
    const without = { ...response, pair: null, evidence: [later.id] };
    expect(responseBasis(without, records).map(({ recordId }) => recordId)).toEqual([later.id]);
  });
});

test.each([
  ['nothing', {}, ''],
  [
    'the status',
    { bestResponse: 'reliable-insufficient' },
    'Best response: Complete response became Reliable but insufficient sperm',
  ],
  ['the date', { responseOn: null }, 'Response date: 2026-04-10 became none'],
  [
    'the pair',
    { pair: { first: first.id, second: later.id } },
    'Confirming samples: 2026-04-10 and 2026-05-08 became 2026-04-10 and 2026-07-10',
  ],
  [
    'the pair, and there is none',
    { pair: null },
    'Confirming samples: 2026-04-10 and 2026-05-08 became none',
  ],
  ['more evidence of the same', { evidence: records.map(({ id }) => id) }, ''],
] as const)('changed: %s', (_what, changes, description) => {
  const now = { ...response, ...changes };
  expect(describeChanges(changesOfResponse(signed, now, records))).toBe(description);
});

test('a sample that is void or gone says so', () => {
  const voided = { ...second, voided: true };
  for (const rest of [[first, voided], [first]]) {
    expect(changesOfResponse(signed, response, rest)).toEqual([
      { what: 'Semen analysis of 2026-05-08', before: 'counted', after: 'void' },
    ]);
  }
});

test('a remark or another source is no change, and neither is a field that nobody asked for then', () => {
  const remarked = { ...second, source: 'Letter' };
  const { Volume: _unasked, ...values } = basisOf(second).values;
  expect(changesOfRecord(basisOf(second), [remarked])).toEqual([]);
  expect(changesOfRecord({ ...basisOf(second), values }, records)).toEqual([]);
  const withOneMore = { ...basisOf(second).values, 'No longer asked': 'yes' };
  expect(changesOfRecord({ ...basisOf(second), values: withOneMore }, records)).toEqual([]);
});
