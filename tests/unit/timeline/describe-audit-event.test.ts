import { expect, test } from 'vitest';
import { type AuditEvent, describeAuditEvent } from '@/lib/timeline/describe-audit-event';

const event = (more: Partial<AuditEvent>): AuditEvent => ({
  event: 'update',
  tableName: 'record',
  before: null,
  after: null,
  ...more,
});

test('an added row says what tells it apart', () => {
  const after = { id: '1', kind: 'lab-report', collected_on: '2026-03-31', source: null };
  expect(describeAuditEvent(event({ event: 'insert', after }))).toEqual({
    title: 'Lab report added',
    details: ['2026-03-31'],
  });
});

test('a lab result reads as on a report', () => {
  const after = { analyte: 'fsh', value_text: '<0.3', unit: '[IU]/L' };
  expect(describeAuditEvent(event({ event: 'insert', tableName: 'lab_result', after }))).toEqual({
    title: 'Lab result added',
    details: ['FSH <0.3 IU/L'],
  });
});

test('a correction says the field, the new value and the old one', () => {
  const before = { version: 1, content: { neat: { state: 'sperm-seen', motile: 12 }, note: 'a' } };
  const after = { version: 2, content: { neat: { state: 'sperm-seen', motile: 21 }, note: 'a' } };
  expect(describeAuditEvent(event({ before, after }))).toEqual({
    title: 'Record changed',
    details: ['content neat motile: 21, was 12'],
  });
});

test('what was empty, and what becomes empty, is said in words', () => {
  const before = { ended_on: null, end_reason: 'moved' };
  const after = { ended_on: '2026-05-01', end_reason: null };
  expect(describeAuditEvent(event({ tableName: 'enrollment', before, after })).details).toEqual([
    'ended on: 2026-05-01, was empty',
    'end reason: empty, was moved',
  ]);
});

test('a response and a decision read in words, not by their keys', () => {
  const before = { best_response: null, current_status: 'awaiting-confirmation' };
  const after = { best_response: 'not-retrieved', current_status: 'not-retrieved' };
  expect(describeAuditEvent(event({ tableName: 'enrollment', before, after })).details).toEqual([
    'best response: no sperm retrieved, was empty',
    'current status: no sperm retrieved, was awaiting confirmation',
  ]);
  const decided = { key: 'fsh-month-1', computed: 'add-ufsh', chosen: 'continue-hcg' };
  const added = event({ event: 'insert', tableName: 'decision', after: decided });
  expect(describeAuditEvent(added).details).toEqual(['fsh month 1', 'add ufsh', 'continue hcg']);
});

test.each([
  {
    rule: 'an export says of which protocol',
    done: { event: 'exported', after: { protocol: 'isotretinoin-noa', format: 'csv' } },
    expected: { title: 'Exported', details: ['isotretinoin-noa', 'csv'] },
  },
  {
    rule: 'a refusal says what was refused, and why',
    done: {
      event: 'refused',
      after: { command: 'flag.close', code: 'FORBIDDEN', detail: 'flag:close-red' },
    },
    expected: {
      title: 'Refused',
      details: ['flag.close', 'Your role does not allow this.', 'flag:close-red'],
    },
  },
])('$rule', ({ done, expected }) => {
  expect(describeAuditEvent(event(done))).toEqual(expected);
});

test('a closed flag says what was done, not its stored evidence', () => {
  const before = { status: 'open', disposition: null, closed_by: null, evidence: [{ level: 1 }] };
  const after = {
    status: 'closed',
    disposition: 'repeat-ordered',
    closed_by: '01a202bf',
    evidence: [{ level: 1, state: 'settled' }],
  };
  expect(describeAuditEvent(event({ tableName: 'flag', before, after })).details).toEqual([
    'status: closed, was open',
    'disposition: repeat ordered, was empty',
  ]);
});

test('a voided record is called so, and a change of the plan is withdrawn', () => {
  const before = { voided_at: null, void_reason: null };
  const after = { voided_at: '2026-05-01T10:00:00Z', void_reason: 'wrong patient' };
  expect(describeAuditEvent(event({ before, after }))).toEqual({
    title: 'Record voided',
    details: ['void reason: wrong patient, was empty'],
  });
  const change = event({ tableName: 'plan_adjustment', before, after });
  expect(describeAuditEvent(change).title).toBe('Change of the plan withdrawn');
});

test('a changed plan names the items, not all of them', () => {
  const after = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`semen#${n}`, null]));
  expect(
    describeAuditEvent(event({ event: 'plan-changed', tableName: 'enrollment', after })),
  ).toEqual({
    title: 'Plan changed',
    details: ['semen#1', 'semen#2', 'semen#3', 'semen#4', 'semen#5', 'semen#6', 'and 2 more'],
  });
});

test('a long value is cut', () => {
  const after = { message: 'x'.repeat(500) };
  const [detail] = describeAuditEvent(event({ event: 'insert', tableName: 'flag', after })).details;
  expect(detail).toHaveLength(121);
});

test('the REMS keeps its capitals', () => {
  const after = { kind: 'rems-check', collected_on: '2026-03-31', source: null };
  expect(describeAuditEvent(event({ event: 'insert', after })).title).toBe('REMS check added');
});
