import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { makeDecision } from '@/lib/server/decisions/make-decision';
import { findStandingDecision } from '@/lib/server/decisions/queries';
import { closeFlag } from '@/lib/server/flags/close-flag';
import { listFlags } from '@/lib/server/flags/queries';
import { confirmResponse } from '@/lib/server/responses/confirm-response';
import { findSeenResponse } from '@/lib/server/responses/queries';
import { addUser, loadActor } from '@/tests/support/accounts';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner, app } = await openTestDatabase();
const zone = 'America/New_York';

let clinic: Clinic;
/** Without failed attempts of an earlier test. */
let physician: Actor;

beforeAll(async () => {
  setToday('2026-02-12');
  clinic = await openClinic(owner);
});

beforeEach(async () => {
  const person = { password: testPassword, displayName: 'Dr. Ana Silva' };
  physician = await loadActor(owner, await addUser(owner, 'physician', [clinic.site], person));
});

/** On hCG since 2026-01-10, with the FSH of month 1: the branch waits for a physician. */
async function decisionOf(changes: object = {}) {
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
      {
        kind: 'lab-report',
        on: '2026-02-10',
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'fsh', value: '4.20', unit: '[IU]/L' }],
        },
      },
    ],
  });
  return {
    enrollmentId,
    key: 'fsh-month-1',
    chosen: 'add-ufsh',
    decidedOn: '2026-02-12',
    effectiveOn: '2026-02-10',
    password: testPassword,
    ...changes,
  };
}

async function redFlag() {
  const { enrollmentId } = await importMan(clinic, {
    records: [
      {
        kind: 'lab-report',
        on: '2026-02-10',
        content: {
          laboratory: 'Central',
          results: [{ analyte: 'triglycerides', value: '612', unit: 'mg/dL' }],
          confirmed: ['triglycerides'],
        },
      },
      {
        kind: 'dose',
        on: '2026-01-10',
        content: {
          drug: 'isotretinoin',
          amount: 20,
          unit: 'mg',
          route: 'oral',
          timesPerDay: 2,
          everyDays: 1,
        },
      },
    ],
  });
  const { rows } = await owner.query<{ id: string; version: number }>(
    "SELECT id, version FROM flag WHERE enrollment_id = $1 AND severity = 'red'",
    [enrollmentId],
  );
  const input = {
    flagId: rows[0]?.id,
    version: rows[0]?.version,
    disposition: 'dose-held',
    reason: 'Fasting repeat first',
    password: testPassword,
  };
  return { enrollmentId, input };
}

const decisionsOf = async (enrollmentId: string) =>
  (await owner.query('SELECT * FROM decision WHERE enrollment_id = $1 ORDER BY id', [enrollmentId]))
    .rows;

const refusalsOf = async ({ userId }: Actor) =>
  (
    await owner.query<{ after: object }>(
      "SELECT after FROM audit_event WHERE event = 'refused' AND row_id = $1 ORDER BY id",
      [userId],
    )
  ).rows.map(({ after }) => after);

describe('a signature', () => {
  test('keeps the printed name, the role, the time and what it says', async () => {
    const input = await decisionOf();
    const before = new Date();
    await submit(makeDecision, physician, input);
    const [row] = await decisionsOf(input.enrollmentId);
    expect(row).toMatchObject({
      printed_name: 'Dr. Ana Silva',
      decided_by: physician.userId,
      decided_by_role: 'physician',
      meaning: 'branch-chosen',
      transcribed: false,
    });
    expect(row.decided_at.getTime()).toBeGreaterThanOrEqual(before.getTime());
    const standing = await findStandingDecision(physician, input.enrollmentId, input.key, zone);
    expect(standing?.signature).toMatchObject({
      isIntact: true,
      hash: row.content_hash,
      text: expect.stringMatching(
        /^Signed by Dr\. Ana Silva, physician, \d{4}-\d\d-\d\d \d\d:\d\d UTC \(.* at the site\): decided this branch of the protocol$/,
      ),
    });
  });

  test('keeps the name of that day when the person is renamed', async () => {
    const input = await decisionOf();
    await submit(makeDecision, physician, input);
    await owner.query("UPDATE user_account SET display_name = 'Dr. Ana Costa' WHERE id = $1", [
      physician.userId,
    ]);
    const standing = await findStandingDecision(physician, input.enrollmentId, input.key, zone);
    expect(standing?.signature.text).toContain('Signed by Dr. Ana Silva');
  });

  test.each([
    ['what was chosen', "chosen = 'stop'"],
    ['the value it rests on', "inputs = jsonb_set(inputs, '{0,standardValue}', '12')"],
    ['the reason', "reason = 'Another one'"],
    ['the day from which it holds', "effective_on = '2026-03-10'"],
    ['the rule', "rule_version = '2'"],
    ['who signed', "printed_name = 'Dr. Nobody'"],
    ['the role', "decided_by_role = 'staff'"],
    ['the time', "decided_at = decided_at + interval '1 second'"],
    ['what it says', "meaning = 'branch-chosen', key = 'fsh-month-1', computed = NULL"],
  ])('no longer matches when the owner of the database changes %s', async (_what, change) => {
    const input = await decisionOf();
    await submit(makeDecision, physician, input);
    const intact = await findStandingDecision(physician, input.enrollmentId, input.key, zone);
    expect(intact?.signature.isIntact).toBe(true);
    await owner.query(`UPDATE decision SET ${change} WHERE enrollment_id = $1`, [
      input.enrollmentId,
    ]);
    const altered = await findStandingDecision(physician, input.enrollmentId, input.key, zone);
    expect(altered?.signature.isIntact).toBe(false);
  });

  test('cannot be rewritten with the rights of the program', async () => {
    const client = await app.connect();
    try {
      await expect(client.query("UPDATE decision SET chosen = 'stop'")).rejects.toMatchObject({
        code: '42501',
      });
    } finally {
      client.release();
    }
  });

  test('of a decision that was taken over from its source is nobody’s', async () => {
    const { enrollmentId } = await importMan(clinic, {
      protocol: 'gonadotropin-noa',
      arm: 'gonadotropins',
      decisions: [
        { key: 'fsh-month-1', chosen: 'stop', decidedOn: '2026-02-11', reason: 'From the letter' },
      ],
    });
    const [row] = await decisionsOf(enrollmentId);
    expect(row).toMatchObject({ printed_name: null, transcribed: true });
    const standing = await findStandingDecision(physician, enrollmentId, 'fsh-month-1', zone);
    expect(standing?.signature).toMatchObject({
      isIntact: true,
      text: expect.stringContaining('nobody signed it here'),
    });
  });
});

describe('a red flag', () => {
  test('is closed by a signature under the rule, its evidence and what is done', async () => {
    const { enrollmentId, input } = await redFlag();
    await submit(closeFlag, physician, input);
    const [row] = await decisionsOf(enrollmentId);
    expect(row).toMatchObject({
      meaning: 'flag-decided',
      chosen: 'dose-held',
      reason: 'Fasting repeat first',
      printed_name: 'Dr. Ana Silva',
      inputs: { flagId: input.flagId, severity: 'red', evidence: [{ severity: 'red' }] },
    });
    expect(row.key).toBe(`flag:${row.rule_id}`);
    const [flag] = await listFlags(physician, enrollmentId, zone);
    expect(flag).toMatchObject({
      closing: { disposition: 'dose-held' },
      signatures: [{ disposition: 'dose-held', signature: { isIntact: true } }],
    });
    await owner.query(
      "UPDATE decision SET inputs = jsonb_set(inputs, '{severity}', '\"amber\"') WHERE id = $1",
      [row.id],
    );
    const [altered] = await listFlags(physician, enrollmentId, zone);
    expect(altered?.signatures[0]?.signature.isIntact).toBe(false);
  });

  test('stays open without the password or with a wrong one', async () => {
    const { enrollmentId, input } = await redFlag();
    for (const password of ['', 'not this one']) {
      const refusal = await refusalOf(submit(closeFlag, physician, { ...input, password }));
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', fields: { password: [/./] } });
    }
    expect(await decisionsOf(enrollmentId)).toEqual([]);
    const [flag] = await listFlags(physician, enrollmentId, zone);
    expect(flag?.closing).toBeNull();
  });
});

describe('refused, and nothing is written:', () => {
  test('the wrong role, before the password is looked at', async () => {
    const input = await decisionOf();
    const refusal = await refusalOf(submit(makeDecision, clinic.nurse, input));
    expect(refusal.code).toBe('FORBIDDEN');
    expect(await refusalsOf(clinic.nurse)).toContainEqual({
      command: 'decision.make',
      code: 'FORBIDDEN',
      detail: 'decision:make',
    });
    expect(await decisionsOf(input.enrollmentId)).toEqual([]);
  });

  test('a wrong password, beside its field and with a line in the audit trail', async () => {
    const input = await decisionOf({ password: 'my dog is called Rex' });
    const refusal = await refusalOf(submit(makeDecision, physician, input));
    expect(refusal).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { password: ['This is not your current password.'] },
    });
    expect(await decisionsOf(input.enrollmentId)).toEqual([]);
    expect(await refusalsOf(physician)).toEqual([
      { command: 'decision.make', code: 'INVALID_INPUT', detail: 'wrong password' },
    ]);
    const { rowCount } = await owner.query(
      "SELECT FROM audit_event WHERE event = 'refused' AND row_id = $1 AND site_id = $2",
      [physician.userId, clinic.site.id],
    );
    expect(rowCount).toBe(1);
  });

  test('the right password too, once wrong ones have locked the account', async () => {
    const input = await decisionOf({ password: 'not this one' });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await refusalOf(submit(makeDecision, physician, input));
    }
    const right = submit(makeDecision, physician, { ...input, password: testPassword });
    const refusal = await refusalOf(right);
    expect(refusal.code).toBe('RATE_LIMITED');
    expect(refusal.fields['password']?.join()).toMatch(
      /^Too many attempts\. Try again in \d+ s\.$/,
    );
    expect(await decisionsOf(input.enrollmentId)).toEqual([]);
  });

  test('a right password forgives the wrong ones before it', async () => {
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      const input = await decisionOf();
      const wrong = { ...input, password: 'not this one' };
      expect((await refusalOf(submit(makeDecision, physician, wrong))).code).toBe('INVALID_INPUT');
      await submit(makeDecision, physician, input);
    }
  });

  test('no password at all', async () => {
    const input = await decisionOf({ password: '' });
    const { fields } = await refusalOf(submit(makeDecision, physician, input));
    expect(fields['password']).toEqual(['Enter your password to sign.']);
  });

  test('a decision that somebody else has taken meanwhile', async () => {
    const input = await decisionOf();
    await submit(makeDecision, clinic.physician, input);
    const refusal = await refusalOf(submit(makeDecision, physician, input));
    expect(refusal).toMatchObject({ code: 'STALE_VERSION', current: { chosen: 'add-ufsh' } });
  });

  test('a response that is not the one he saw', async () => {
    const { enrollmentId } = await decisionOf();
    const refusal = await refusalOf(
      submit(confirmResponse, physician, {
        enrollmentId,
        seenHash: '0'.repeat(64),
        signed: 'complete',
        password: testPassword,
      }),
    );
    expect(refusal.code).toBe('STALE_VERSION');
    expect(await findSeenResponse(physician, enrollmentId, zone)).toBeNull();
  });
});

test('no password is stored anywhere: neither in the trail nor with the submission nor in the row', async () => {
  const { input } = await redFlag();
  await submit(closeFlag, physician, input);
  await submit(makeDecision, physician, await decisionOf());
  await refusalOf(submit(makeDecision, physician, await decisionOf({ password: 'horse battery' })));
  const { rows } = await owner.query<{ text: string }>(
    `SELECT to_jsonb(a)::text AS text FROM audit_event a
     UNION ALL SELECT to_jsonb(s)::text FROM submission s
     UNION ALL SELECT to_jsonb(d)::text FROM decision d
     UNION ALL SELECT to_jsonb(f)::text FROM flag f`,
  );
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter(({ text }) => /horse battery|a password for tests/.test(text))).toEqual([]);
});
