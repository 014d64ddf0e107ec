// A red flag whose rule says hold blocks dispensing until a physician has decided (engine §7): every way around.
import { beforeAll, describe, expect, test } from 'vitest';
import { closeFlag } from '@/lib/server/flags/close-flag';
import { amendRecord } from '@/lib/server/records/amend-record';
import { voidRecord } from '@/lib/server/records/void-record';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

const labReport = (value: string) => ({
  laboratory: 'Central',
  results: [{ analyte: 'triglycerides' as const, value, unit: 'mg/dL' }],
  confirmed: ['triglycerides' as const],
});

const measure = (enrollmentId: string, value: string, on = '2026-04-10') =>
  submit(recordVisit, clinic.nurse, {
    enrollmentId,
    visitedOn: on,
    labReports: [{ collectedOn: on, ...labReport(value) }],
  });

/** With triglycerides of 620 mg/dL on 2026-04-10. */
async function manWithRedFlag(): Promise<string> {
  const { enrollmentId } = await importMan(clinic);
  await measure(enrollmentId, '620');
  return enrollmentId;
}

const supplyOn = (enrollmentId: string, on = '2026-04-11') => ({
  enrollmentId,
  visitedOn: on,
  remsCheck: {
    enrolledOn: '2026-01-05',
    category: 'cannot-become-pregnant' as const,
    consentOn: '2026-01-05',
    counseledOn: on,
    bloodDonationAcknowledged: true,
    noSharingAcknowledged: true,
  },
  dispensing: {
    prescribedOn: on,
    authorizationNumber: '4711',
    dispenseBy: '2026-05-10',
    quantity: 60,
    strengthMg: 20,
    daysSupply: 30,
  },
});

async function expectBlocked(enrollmentId: string, on?: string): Promise<void> {
  const refusal = await refusalOf(submit(recordVisit, clinic.nurse, supplyOn(enrollmentId, on)));
  expect(refusal).toMatchObject({ code: 'DISPENSING_BLOCKED' });
  expect(refusal.fields).toEqual({ dispensing: [expect.stringContaining('Triglycerides')] });
}

async function expectDispensed(enrollmentId: string): Promise<void> {
  const { change } = await submit(recordVisit, clinic.nurse, supplyOn(enrollmentId));
  expect(change.satisfied.map(({ requirement }) => requirement)).toContain('dispensing');
}

async function flagOf(enrollmentId: string) {
  const { rows } = await owner.query(
    'SELECT id, version, severity, status FROM flag WHERE enrollment_id = $1',
    [enrollmentId],
  );
  expect(rows).toHaveLength(1);
  return rows[0];
}

async function closing(enrollmentId: string, disposition = 'referred') {
  const { id, version } = await flagOf(enrollmentId);
  return { flagId: id, version, disposition };
}

async function decide(enrollmentId: string): Promise<void> {
  const input = { ...(await closing(enrollmentId)), password: testPassword };
  await submit(closeFlag, clinic.physician, input);
}

async function reportOf(enrollmentId: string) {
  const { rows } = await owner.query(
    `SELECT id, version FROM record WHERE enrollment_id = $1 AND kind = 'lab-report'`,
    [enrollmentId],
  );
  return rows[0];
}

async function correct(enrollmentId: string, value: string): Promise<void> {
  const { id, version } = await reportOf(enrollmentId);
  await submit(amendRecord, clinic.nurse, {
    recordId: id,
    version,
    reason: 'Typing error',
    entry: { kind: 'lab-report', on: '2026-04-10', content: labReport(value) },
  });
}

describe('dispensing stays blocked', () => {
  test('while nobody has decided, and no longer when a physician has', async () => {
    const man = await manWithRedFlag();
    await expectBlocked(man);
    await decide(man);
    await expectDispensed(man);
  });

  test('when a nurse or a coordinator tries to close the flag', async () => {
    const man = await manWithRedFlag();
    const input = { ...(await closing(man)), password: testPassword };
    for (const actor of [clinic.nurse, clinic.coordinator]) {
      expect(await refusalOf(submit(closeFlag, actor, input))).toMatchObject({ code: 'FORBIDDEN' });
    }
    await expectBlocked(man);
  });

  test('when a physician closes it without his password', async () => {
    const man = await manWithRedFlag();
    const refusal = await refusalOf(submit(closeFlag, clinic.physician, await closing(man)));
    expect(refusal.fields).toHaveProperty(['password']);
    await expectBlocked(man);
  });

  test('for a supply dated before the evidence', async () => {
    const man = await manWithRedFlag();
    await expectBlocked(man, '2026-04-09');
  });

  test('when the supply is entered with the very visit that finds it', async () => {
    const { enrollmentId } = await importMan(clinic);
    const labReports = [{ collectedOn: '2026-04-11', ...labReport('620') }];
    const visit = { ...supplyOn(enrollmentId), labReports };
    const refusal = await refusalOf(submit(recordVisit, clinic.nurse, visit));
    expect(refusal).toMatchObject({ code: 'DISPENSING_BLOCKED' });
  });

  test.each(['350', '120'])(
    'when the value is corrected to %s mg/dL, and then only a physician closes the flag',
    async (value) => {
      const man = await manWithRedFlag();
      await correct(man, value);
      expect(await flagOf(man)).toMatchObject({ severity: 'red', status: 'open' });
      await expectBlocked(man);
      const refusal = await refusalOf(submit(closeFlag, clinic.nurse, await closing(man)));
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
      await decide(man);
      await expectDispensed(man);
    },
  );

  test('when the report is voided', async () => {
    const man = await manWithRedFlag();
    const { id, version } = await reportOf(man);
    await submit(voidRecord, clinic.nurse, {
      recordId: id,
      version,
      reason: 'Another patient’s',
    });
    await expectBlocked(man);
    await decide(man);
    await expectDispensed(man);
  });

  test('when a milder value comes later', async () => {
    const man = await manWithRedFlag();
    await measure(man, '180', '2026-04-11');
    await expectBlocked(man);
  });

  test('again, when new evidence opens a decided flag', async () => {
    const man = await manWithRedFlag();
    await decide(man);
    await measure(man, '700', '2026-04-11');
    expect(await flagOf(man)).toMatchObject({ severity: 'red', status: 'open' });
    await expectBlocked(man);
  });

  test('again, when the decided value is corrected to a worse level', async () => {
    const man = await manWithRedFlag();
    await decide(man);
    await correct(man, '1200');
    await expectBlocked(man);
  });
});

test('an amber flag blocks nothing', async () => {
  const { enrollmentId } = await importMan(clinic);
  await measure(enrollmentId, '350');
  await expectDispensed(enrollmentId);
});
