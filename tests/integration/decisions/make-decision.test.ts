import { beforeAll, describe, expect, test } from 'vitest';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import { makeDecision } from '@/lib/server/decisions/make-decision';
import { amendRecord } from '@/lib/server/records/amend-record';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-02-12');
  clinic = await openClinic(owner);
});

const fshReport = (value: string): RecordEntryInput => ({
  kind: 'lab-report',
  on: '2026-02-10',
  content: { laboratory: 'Central', results: [{ analyte: 'fsh', value, unit: '[IU]/L' }] },
});

/** On hCG since 2026-01-10, with this FSH at month 1. */
async function manWithFsh(value: string): Promise<string> {
  const { enrollmentId } = await importMan(clinic, {
    protocol: 'gonadotropin-noa',
    arm: 'gonadotropins',
    records: [
      {
        kind: 'dose',
        on: '2026-01-10',
        content: {
          drug: 'hcg',
          amount: 2000,
          unit: '[IU]',
          route: 'intramuscular',
          timesPerDay: 1,
          everyDays: 2,
        },
      },
      fshReport(value),
    ],
  });
  return enrollmentId;
}

const decision = (enrollmentId: string, changes: object = {}) => ({
  enrollmentId,
  key: 'fsh-month-1',
  chosen: 'add-ufsh',
  decidedOn: '2026-02-12',
  effectiveOn: '2026-02-10',
  password: testPassword,
  ...changes,
});

const storedOf = async (enrollmentId: string) =>
  (await owner.query('SELECT * FROM decision WHERE enrollment_id = $1 ORDER BY id', [enrollmentId]))
    .rows;

describe('the FSH decision', () => {
  test.each([
    ['0.7', 'add-ufsh', 'ufsh-course-month-1#1'],
    ['11.1', 'add-ufsh', 'ufsh-course-month-1#1'],
    ['11.2', 'continue-and-retest', 'fsh-decision-month-2#1'],
  ])('at %s goes the computed way without a reason', async (fsh, chosen, opened) => {
    const enrollmentId = await manWithFsh(fsh);
    const { change } = await submit(
      makeDecision,
      clinic.physician,
      decision(enrollmentId, { chosen }),
    );
    expect(change.satisfied.map(({ key }) => key)).toEqual(['fsh-decision-month-1#1']);
    expect(change.opened.map(({ key }) => key)).toContain(opened);
    expect(await storedOf(enrollmentId)).toMatchObject([
      {
        computed: chosen,
        chosen,
        decided_by: clinic.physician.userId,
        decided_by_role: 'physician',
        transcribed: false,
        meaning: 'branch-chosen',
        content_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        inputs: [{ analyte: 'fsh', valueText: fsh, unit: '[IU]/L', standardValue: Number(fsh) }],
      },
    ]);
  });

  test.each(['<0.3', '<5'])('at %s is the physician’s own, with a reason', async (fsh) => {
    const enrollmentId = await manWithFsh(fsh);
    const input = decision(enrollmentId, { chosen: 'continue-hcg' });
    const { fields } = await refusalOf(submit(makeDecision, clinic.physician, input));
    expect(fields['reason']?.join()).toContain('leaves this to the physician');
    await submit(makeDecision, clinic.physician, { ...input, reason: 'Suppressed by hCG' });
    expect(await storedOf(enrollmentId)).toMatchObject([
      { computed: null, chosen: 'continue-hcg', reason: 'Suppressed by hCG' },
    ]);
  });

  test('against the computed branch needs a reason', async () => {
    const input = decision(await manWithFsh('4.2'), { chosen: 'stop' });
    const { fields } = await refusalOf(submit(makeDecision, clinic.physician, input));
    expect(fields['reason']?.join()).toContain('computes another option');
  });

  test.each([
    ['2062-02-10', 'more than a year after the decision'],
    ['2025-02-10', 'before enrollment'],
  ])('is not in effect from %s', async (effectiveOn, why) => {
    const input = decision(await manWithFsh('4.2'), { effectiveOn });
    const { fields } = await refusalOf(submit(makeDecision, clinic.physician, input));
    expect(fields['effectiveOn']?.join()).toContain(why);
  });

  test('is a physician’s', async () => {
    const input = decision(await manWithFsh('4.2'));
    expect(await refusalOf(submit(makeDecision, clinic.nurse, input))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('taken twice at once is taken once', async () => {
    const input = decision(await manWithFsh('4.2'));
    await submit(makeDecision, clinic.physician, input);
    const refusal = await refusalOf(submit(makeDecision, clinic.physician, input));
    expect(refusal).toMatchObject({ code: 'STALE_VERSION', current: { chosen: 'add-ufsh' } });
  });

  test('can be replaced by another one, which closes it', async () => {
    const enrollmentId = await manWithFsh('4.2');
    const first = await submit(makeDecision, clinic.physician, decision(enrollmentId));
    const { decisionId, change } = await submit(
      makeDecision,
      clinic.physician,
      decision(enrollmentId, {
        chosen: 'continue-hcg',
        reason: 'Patient declines',
        replaces: first.decisionId,
      }),
    );
    expect(change.dropped.map(({ key }) => key)).toContain('ufsh-course-month-1#1');
    expect(await storedOf(enrollmentId)).toMatchObject([
      { id: first.decisionId, superseded_by: decisionId },
      { id: decisionId, superseded_by: null },
    ]);
  });

  test('is put before a physician again when its FSH is corrected, and changes nothing by itself', async () => {
    const enrollmentId = await manWithFsh('4.2');
    await submit(makeDecision, clinic.physician, decision(enrollmentId));
    const { rows } = await owner.query<{ id: string }>(
      "SELECT id FROM record WHERE enrollment_id = $1 AND kind = 'lab-report'",
      [enrollmentId],
    );
    const { change } = await submit(amendRecord, clinic.nurse, {
      recordId: rows[0]?.id,
      version: 1,
      reason: 'Read from the wrong line',
      entry: fshReport('14.2'),
    });
    expect(change?.dropped).toEqual([]);
    expect(await storedOf(enrollmentId)).toMatchObject([
      {
        chosen: 'add-ufsh',
        reopen_reason:
          'FSH 4.2 [IU]/L of 2026-02-10 became FSH 14.2 [IU]/L of 2026-02-10 (Read from the wrong line)',
      },
    ]);
    const flags = await owner.query(
      "SELECT status, severity, who_acts, message FROM flag WHERE enrollment_id = $1 AND rule_id = 'DEC-FSH-M1'",
      [enrollmentId],
    );
    expect(flags.rows).toMatchObject([
      {
        status: 'open',
        severity: 'amber',
        who_acts: 'physician',
        message: expect.stringContaining('FSH 4.2 [IU]/L of 2026-02-10 became FSH 14.2 [IU]/L'),
      },
    ]);
  });
});

describe('refused:', () => {
  test.each<[string, object, string]>([
    ['an option that is none', { chosen: 'double-it' }, 'chosen'],
    ['a decision that the protocol does not have', { key: 'nothing' }, 'key'],
    ['a decision in the future', { decidedOn: '2026-02-13' }, 'decidedOn'],
  ])('%s', async (_what, changes, field) => {
    const input = decision(await manWithFsh('4.2'), changes);
    const { fields } = await refusalOf(submit(makeDecision, clinic.physician, input));
    expect(fields).toHaveProperty([field]);
  });

  test('the re-test decision when no re-test is planned', async () => {
    const enrollmentId = await manWithFsh('4.2');
    await submit(makeDecision, clinic.physician, decision(enrollmentId));
    const input = decision(enrollmentId, { key: 'fsh-month-2' });
    const refusal = await refusalOf(submit(makeDecision, clinic.physician, input));
    expect(refusal.code).toBe('CONFLICT');
  });
});
