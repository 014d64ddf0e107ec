import { beforeAll, describe, expect, test } from 'vitest';
import { closeFlag } from '@/lib/server/flags/close-flag';
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

const triglycerides = (enrollmentId: string, value: string, on: string) =>
  submit(recordVisit, clinic.nurse, {
    enrollmentId,
    visitedOn: on,
    labReports: [
      {
        collectedOn: on,
        laboratory: 'Central',
        results: [{ analyte: 'triglycerides', value, unit: 'mg/dL' }],
        confirmed: ['triglycerides'],
      },
    ],
  });

async function manWithFlag(value: string) {
  const { enrollmentId } = await importMan(clinic);
  await triglycerides(enrollmentId, value, '2026-04-10');
  return { enrollmentId, flag: await flagOf(enrollmentId) };
}

async function flagOf(enrollmentId: string) {
  const { rows } = await owner.query(
    'SELECT id, version, severity, status, disposition, reopened_count FROM flag WHERE enrollment_id = $1',
    [enrollmentId],
  );
  expect(rows).toHaveLength(1);
  return rows[0];
}

test('an amber flag is closed by staff with what was done', async () => {
  const { enrollmentId, flag } = await manWithFlag('350');
  const input = { flagId: flag.id, version: flag.version, disposition: 'repeat-ordered' };
  await submit(closeFlag, clinic.nurse, input);
  expect(await flagOf(enrollmentId)).toMatchObject({
    severity: 'amber',
    status: 'closed',
    disposition: 'repeat-ordered',
  });
});

test('a closed flag stays closed over the same evidence and opens again over worse', async () => {
  const { enrollmentId, flag } = await manWithFlag('350');
  const input = { flagId: flag.id, version: flag.version, disposition: 'repeat-ordered' };
  await submit(closeFlag, clinic.nurse, input);
  await submit(recordVisit, clinic.nurse, { enrollmentId, visitedOn: '2026-04-11', note: 'Call' });
  expect(await flagOf(enrollmentId)).toMatchObject({ status: 'closed' });
  const { change } = await triglycerides(enrollmentId, '620', '2026-04-11');
  expect(change.flagsReopened).toMatchObject([{ severity: 'red' }]);
  expect(await flagOf(enrollmentId)).toMatchObject({
    status: 'open',
    severity: 'red',
    disposition: null,
    reopened_count: 1,
  });
});

test('a red flag blocks dispensing until a physician has decided', async () => {
  const { enrollmentId } = await importMan(clinic);
  await submit(recordVisit, clinic.nurse, {
    enrollmentId,
    visitedOn: '2026-04-10',
    symptomCheck: { answers: { 'suicidal-ideation': 'yes' } },
  });
  const supply = {
    enrollmentId,
    visitedOn: '2026-04-11',
    remsCheck: {
      enrolledOn: '2026-01-05',
      category: 'cannot-become-pregnant',
      consentOn: '2026-01-05',
      counseledOn: '2026-04-11',
      bloodDonationAcknowledged: true,
      noSharingAcknowledged: true,
    },
    dispensing: {
      prescribedOn: '2026-04-11',
      authorizationNumber: '4711',
      dispenseBy: '2026-05-10',
      quantity: 60,
      strengthMg: 20,
      daysSupply: 30,
    },
  };
  const refusal = await refusalOf(submit(recordVisit, clinic.nurse, supply));
  expect(refusal.code).toBe('DISPENSING_BLOCKED');
  expect(refusal.fields).toEqual({ dispensing: [expect.stringContaining('red flag')] });
  const flag = await flagOf(enrollmentId);
  const input = { flagId: flag.id, version: flag.version, disposition: 'referred' };
  await submit(closeFlag, clinic.physician, { ...input, password: testPassword });
  const { change } = await submit(recordVisit, clinic.nurse, supply);
  expect(change.satisfied.map(({ requirement }) => requirement)).toContain('dispensing');
});

describe('refused:', () => {
  test('staff closing a red flag', async () => {
    const { flag } = await manWithFlag('620');
    const input = { flagId: flag.id, version: flag.version, disposition: 'dose-held' };
    const refusal = await refusalOf(submit(closeFlag, clinic.nurse, input));
    expect(refusal).toMatchObject({ code: 'FORBIDDEN', message: 'A physician closes a red flag.' });
    await submit(closeFlag, clinic.physician, { ...input, password: testPassword });
  });

  test('no action without a reason', async () => {
    const { flag } = await manWithFlag('350');
    const input = { flagId: flag.id, version: flag.version, disposition: 'no-action' };
    const { fields } = await refusalOf(submit(closeFlag, clinic.nurse, input));
    expect(fields).toHaveProperty(['reason']);
  });

  test('evidence that came after the person looked', async () => {
    const { enrollmentId, flag } = await manWithFlag('350');
    await triglycerides(enrollmentId, '620', '2026-04-11');
    const input = { flagId: flag.id, version: flag.version, disposition: 'repeat-ordered' };
    const refusal = await refusalOf(submit(closeFlag, clinic.physician, input));
    expect(refusal).toMatchObject({ code: 'STALE_VERSION', current: { severity: 'red' } });
  });

  test('closing twice', async () => {
    const { flag } = await manWithFlag('350');
    const input = { flagId: flag.id, version: flag.version, disposition: 'repeat-ordered' };
    await submit(closeFlag, clinic.nurse, input);
    const refusal = await refusalOf(submit(closeFlag, clinic.nurse, input));
    expect(refusal.code).toBe('CONFLICT');
  });
});
