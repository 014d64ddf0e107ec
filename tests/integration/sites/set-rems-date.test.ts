import { beforeEach, describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import { checkProjection } from '@/lib/server/courses/check-projection';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { previewRemsDate } from '@/lib/server/sites/preview-rems-date';
import { setRemsDate } from '@/lib/server/sites/set-rems-date';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let count = 0;
let clinic: Clinic;
let enrollmentId: string;
let elsewhere: { readonly enrollmentId: string };

beforeEach(async () => {
  // On therapy from 2026-01-10, up to nine months.
  setToday('2026-06-01');
  count += 1;
  clinic = await openClinic(owner, `S${count}`);
  elsewhere = await importMan(await openClinic(owner, `T${count}`));
  ({ enrollmentId } = await importMan(clinic));
});

const reason = 'Letter of the REMS program';
const inputOf = (enrollmentOnlyFrom: string | null, before: string | null = null) => ({
  siteId: clinic.site.id,
  enrollmentOnlyFrom,
  before,
  reason,
});

async function checksAskedFor(enrollment: string): Promise<string[]> {
  const { rows } = await owner.query<{ key: string }>(
    `SELECT key FROM occurrence
     WHERE enrollment_id = $1 AND requirement = 'rems-check' AND not_applicable_reason IS NULL
     ORDER BY ordinal`,
    [enrollment],
  );
  return rows.map(({ key }) => key);
}

const checks = (...ordinals: number[]) => ordinals.map((ordinal) => `rems-check#${ordinal}`);

describe('the date from which a site follows the enrollment-only rules', () => {
  test('ends the monthly REMS checks of its men and of nobody else', async () => {
    expect(await checksAskedFor(enrollmentId)).toEqual(checks(1, 2, 3, 4, 5, 6, 7, 8, 9));
    const effect = await submit(setRemsDate, clinic.administrator, inputOf('2026-08-08'));
    const left = await checksAskedFor(enrollmentId);
    expect(left).toEqual(checks(1, 2, 3, 4, 5, 6));
    expect(effect).toEqual({ enrollments: 1, plansChanged: 1, checksDropped: 3, checksAdded: 0 });
    expect(await checksAskedFor(elsewhere.enrollmentId)).toHaveLength(9);
  });

  test('leaves a plan that rebuilding would not change', async () => {
    await submit(setRemsDate, clinic.administrator, inputOf('2026-08-08'));
    const differences = await inReadTransaction(clinic.physician, (tx) =>
      checkProjection(tx, enrollmentId, civilDate('2026-06-01')),
    );
    expect(differences).toEqual([]);
  });

  test('is previewed with what it would change, and the preview writes nothing', async () => {
    const { siteId, enrollmentOnlyFrom } = inputOf('2026-08-08');
    const preview = await submit(previewRemsDate, clinic.administrator, {
      siteId,
      enrollmentOnlyFrom,
    });
    expect(await checksAskedFor(enrollmentId)).toHaveLength(9);
    expect(await submit(setRemsDate, clinic.administrator, inputOf('2026-08-08'))).toEqual(preview);
  });

  test('taken back asks for the checks again', async () => {
    await submit(setRemsDate, clinic.administrator, inputOf('2026-08-08'));
    const effect = await submit(setRemsDate, clinic.administrator, inputOf('', '2026-08-08'));
    expect(effect).toMatchObject({ checksAdded: 3, checksDropped: 0 });
    expect(await checksAskedFor(enrollmentId)).toHaveLength(9);
  });

  test('stands in the trail with its reason', async () => {
    await submit(setRemsDate, clinic.administrator, inputOf('2026-08-08'));
    const { rows } = await owner.query(
      `SELECT actor_id, reason, before, after FROM audit_event
       WHERE table_name = 'site' AND event = 'update' AND site_id = $1`,
      [clinic.site.id],
    );
    expect(rows).toEqual([
      {
        actor_id: clinic.administrator.userId,
        reason,
        before: { rems_enrollment_only_from: null },
        after: { rems_enrollment_only_from: '2026-08-08' },
      },
    ]);
  });

  test('lies on or after the day on which the modification was approved', async () => {
    const refusal = await refusalOf(
      submit(setRemsDate, clinic.administrator, inputOf('2026-02-08')),
    );
    expect(refusal.fields['enrollmentOnlyFrom']?.join()).toContain('approved on 2026-02-09');
  });

  test.each([
    ['not a date', typed('8 August', reason), 'enrollmentOnlyFrom'],
    ['no reason', typed('2026-08-08', ' '), 'reason'],
  ])('%s is refused', async (_, values, field) => {
    const refusal = await refusalOf(
      submit(setRemsDate, clinic.administrator, { siteId: clinic.site.id, ...values }),
    );
    expect(Object.keys(refusal.fields)).toEqual([field]);
  });

  test('is refused to who saw another date', async () => {
    await submit(setRemsDate, clinic.administrator, inputOf('2026-08-08'));
    const refusal = await refusalOf(
      submit(setRemsDate, clinic.administrator, inputOf('2026-09-01', null)),
    );
    expect(refusal.code).toBe('STALE_VERSION');
  });
});

function typed(enrollmentOnlyFrom: string, why: string) {
  return { enrollmentOnlyFrom, before: null, reason: why };
}

describe('the rule set of a supply is that of the prescription date', () => {
  const enrollment = {
    enrolledOn: '2026-01-05',
    category: 'cannot-become-pregnant',
    consentOn: '2026-01-05',
    counseledOn: '2026-01-05',
    bloodDonationAcknowledged: true,
    noSharingAcknowledged: true,
  } as const;
  const visitOn = (day: string) => ({
    enrollmentId,
    visitedOn: day,
    remsCheck: enrollment,
    dispensing: {
      prescribedOn: day,
      authorizationNumber: '4711',
      dispenseBy: day,
      quantity: 60,
      strengthMg: 20,
      daysSupply: 30,
    },
  });

  test.each([
    ['2026-05-19', 'the day before', 'DISPENSING_BLOCKED'],
    ['2026-05-20', 'the day itself', null],
  ])('prescribed on %s, %s: %s', async (day, _, expected) => {
    await submit(setRemsDate, clinic.administrator, inputOf('2026-05-20'));
    const saved = submit(recordVisit, clinic.nurse, visitOn(day));
    if (expected === null) {
      expect((await saved).recordIds).toHaveLength(2);
      return;
    }
    const refusal = await refusalOf(saved);
    expect(refusal.code).toBe(expected);
    expect(Object.keys(refusal.fields)).toEqual(['remsCheck.counseledOn']);
  });
});
