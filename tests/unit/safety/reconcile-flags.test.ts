import { describe, expect, test } from 'vitest';
import type { SafetyFinding } from '@/lib/safety/evaluate-safety';
import {
  type FlagContent,
  type FlagEvidence,
  isEvidenceWithdrawn,
  reconcileFlags,
  type StoredFlag,
  settleEvidence,
} from '@/lib/safety/reconcile-flags';
import { evaluate, labResult } from '@/tests/support/safety-facts';

/** Triglycerides by report: `{ a: '350' }` is report "a" of the first day, "b" of the second, … */
function triglycerides(values: Readonly<Record<string, string>>): readonly SafetyFinding[] {
  const labResults = Object.entries(values).map(([recordId, value]) => {
    const on = `2026-03-0${'abc'.indexOf(recordId) + 1}`;
    return labResult('triglycerides', value, 'mg/dL', { recordId, on });
  });
  return evaluate('isotretinoin', { labResults }).findings;
}

const nothing = { raise: [], update: [], reopen: [], withdraw: [] };

function open(flag: FlagContent | undefined): StoredFlag {
  if (flag === undefined) {
    throw new Error('no flag to store');
  }
  return { id: 'flag-1', ruleId: flag.ruleId, status: 'open', evidence: flag.evidence };
}

function close(flag: StoredFlag): StoredFlag {
  return { ...flag, status: 'closed', evidence: settleEvidence(flag.evidence) };
}

function raised(values: Readonly<Record<string, string>>): StoredFlag {
  return open(reconcileFlags([], triglycerides(values)).raise[0]);
}

function states(evidence: readonly FlagEvidence[] | undefined): readonly string[] | undefined {
  return evidence?.map(({ evidenceKey, state }) => `${evidenceKey.split(':')[1]} ${state}`);
}

describe('reconcileFlags', () => {
  test('a first finding raises a flag, several findings of a rule raise one', () => {
    const { raise } = reconcileFlags([], triglycerides({ a: '350', b: '620' }));
    expect(raise).toHaveLength(1);
    expect(raise[0]).toMatchObject({
      ruleId: 'SAF-ISO-TRIGLYCERIDES',
      severity: 'red',
      proposes: 'hold',
      blocksDispensing: true,
      raisedOn: '2026-03-01',
      actBy: '2026-03-02',
    });
    expect(states(raise[0]?.evidence)).toEqual(['b current', 'a current']);
  });

  test('findings that only inform raise no flag', () => {
    const labResults = [labResult('glucose', '120', 'mg/dL', { upper: '99' })];
    const { findings } = evaluate('isotretinoin', { labResults });
    expect(findings.map(({ severity }) => severity)).toEqual(['info']);
    expect(reconcileFlags([], findings)).toEqual(nothing);
  });

  test('the same findings change nothing, however the database orders the keys', () => {
    const flag = raised({ a: '350' });
    const reordered = flag.evidence.map(
      (item) => Object.fromEntries(Object.entries(item).toReversed()) as FlagEvidence,
    );
    expect(reconcileFlags([flag], triglycerides({ a: '350' }))).toEqual(nothing);
    expect(reconcileFlags([{ ...flag, evidence: reordered }], triglycerides({ a: '350' }))).toEqual(
      nothing,
    );
  });

  test('a worsening updates the open flag', () => {
    const { raise, update } = reconcileFlags(
      [raised({ a: '350' })],
      triglycerides({ a: '350', b: '1200' }),
    );
    expect(raise).toEqual([]);
    expect(update[0]).toMatchObject({ id: 'flag-1', flag: { severity: 'red', proposes: 'stop' } });
  });

  test('an improvement does not soften a flag that nobody has closed', () => {
    const { update } = reconcileFlags(
      [raised({ a: '620' })],
      triglycerides({ a: '620', b: '320' }),
    );
    expect(update[0]?.flag).toMatchObject({ severity: 'red', actBy: '2026-03-01' });
  });

  test('a closed flag stays closed over the same evidence', () => {
    const closed = close(raised({ a: '620' }));
    expect(reconcileFlags([closed], triglycerides({ a: '620' }))).toEqual(nothing);
  });

  test('a new record reopens it, and only the new record speaks for it', () => {
    const closed = close(raised({ a: '620' }));
    const { reopen } = reconcileFlags([closed], triglycerides({ a: '620', b: '320' }));
    expect(reopen[0]).toMatchObject({ id: 'flag-1', flag: { severity: 'amber' } });
    expect(states(reopen[0]?.flag.evidence)).toEqual(['b current', 'a settled']);
  });

  test('a record of an earlier day that was entered after the closing reopens it', () => {
    const closed = close(raised({ b: '320' }));
    const { reopen } = reconcileFlags([closed], triglycerides({ a: '900', b: '320' }));
    expect(reopen[0]?.flag).toMatchObject({ severity: 'red', raisedOn: '2026-03-01' });
  });

  test.each([
    ['350', '620', 1],
    ['620', '1200', 1],
    ['350', '400', 0],
    ['620', '350', 0],
  ])('a settled value corrected from %s to %s reopens %d flag', (before, after, count) => {
    const closed = close(raised({ a: before }));
    expect(reconcileFlags([closed], triglycerides({ a: after })).reopen).toHaveLength(count);
  });

  test('evidence that is corrected away leaves the flag open for a person, marked withdrawn', () => {
    const { withdraw, ...rest } = reconcileFlags([raised({ a: '620' })], []);
    expect(rest).toEqual({ raise: [], update: [], reopen: [] });
    expect(states(withdraw[0]?.evidence)).toEqual(['a withdrawn']);
    expect(isEvidenceWithdrawn(withdraw[0]?.evidence ?? [])).toBe(true);
  });

  test('withdrawing is said once', () => {
    const flag = raised({ a: '620' });
    const [change] = reconcileFlags([flag], []).withdraw;
    expect(reconcileFlags([{ ...flag, evidence: change?.evidence ?? [] }], [])).toEqual(nothing);
  });

  test('one of two findings corrected away updates the flag and keeps the trace and what it asks for', () => {
    const { update } = reconcileFlags(
      [raised({ a: '350', b: '620' })],
      triglycerides({ a: '350', b: '90' }),
    );
    expect(update[0]?.flag).toMatchObject({
      severity: 'red',
      whoActs: 'physician',
      proposes: 'hold',
      blocksDispensing: true,
      message: expect.stringContaining('350 mg/dL'),
    });
    expect(states(update[0]?.flag.evidence)).toEqual(['a current', 'b withdrawn']);
  });

  test('a value corrected to a milder level leaves what the worse one asked for to a person', () => {
    const flag = raised({ a: '620' });
    const milder = triglycerides({ a: '350' });
    const updated = open(reconcileFlags([flag], milder).update[0]?.flag);
    expect(states(updated.evidence)).toEqual(['a current', 'a withdrawn']);
    expect(reconcileFlags([flag], milder).update[0]?.flag).toMatchObject({
      severity: 'red',
      blocksDispensing: true,
    });
    expect(reconcileFlags([updated], milder)).toEqual(nothing);
    expect(reconcileFlags([close(updated)], milder)).toEqual(nothing);
    const again = reconcileFlags([updated], triglycerides({ a: '620' }));
    expect(states(again.update[0]?.flag.evidence)).toEqual(['a current']);
  });

  test('what was corrected away before the closing asks for nothing when the flag is opened again', () => {
    const updated = open(
      reconcileFlags([raised({ a: '620' })], triglycerides({ a: '350' })).update[0]?.flag,
    );
    const later = triglycerides({ a: '350', b: '320' });
    const { reopen } = reconcileFlags([close(updated)], later);
    expect(reopen[0]?.flag).toMatchObject({ severity: 'amber', blocksDispensing: false });
    expect(states(reopen[0]?.flag.evidence)).toEqual(['b current', 'a settled', 'a past']);
    expect(reconcileFlags([open(reopen[0]?.flag)], later)).toEqual(nothing);
  });

  test('a settled value that is corrected back to its worse level reopens the flag', () => {
    const updated = open(
      reconcileFlags([raised({ a: '620' })], triglycerides({ a: '350' })).update[0]?.flag,
    );
    const { reopen } = reconcileFlags([close(updated)], triglycerides({ a: '620' }));
    expect(reopen[0]?.flag).toMatchObject({ severity: 'red', blocksDispensing: true });
  });

  test('a withdrawn flag takes up new evidence', () => {
    const flag = raised({ a: '620' });
    const [change] = reconcileFlags([flag], []).withdraw;
    const withdrawn = { ...flag, evidence: change?.evidence ?? [] };
    const { update } = reconcileFlags([withdrawn], triglycerides({ b: '320' }));
    expect(states(update[0]?.flag.evidence)).toEqual(['b current', 'a withdrawn']);
  });

  test('a closed flag whose evidence disappears stays as it was', () => {
    expect(reconcileFlags([close(raised({ a: '620' }))], [])).toEqual(nothing);
  });

  test('closing again settles what had reopened it', () => {
    const closed = close(raised({ a: '620' }));
    const later = triglycerides({ a: '620', b: '320' });
    const reopened = open(reconcileFlags([closed], later).reopen[0]?.flag);
    expect(reconcileFlags([reopened], later)).toEqual(nothing);
    expect(reconcileFlags([close(reopened)], later)).toEqual(nothing);
  });

  test('the order of findings does not matter', () => {
    const findings = triglycerides({ a: '350', b: '620', c: '650' });
    const flags = [raised({ a: '350' })];
    expect(reconcileFlags(flags, findings.toReversed())).toEqual(reconcileFlags(flags, findings));
  });
});
