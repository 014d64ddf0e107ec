import { beforeAll, describe, expect, test } from 'vitest';
import type { EnrollPatientInput } from '@/lib/enrollment/enroll-patient';
import { decideOverride } from '@/lib/server/eligibility/decide-override';
import { findAssessment } from '@/lib/server/eligibility/queries';
import { enrollPatient } from '@/lib/server/patients/enroll-patient';
import { amendRecord } from '@/lib/server/records/amend-record';
import { changeTherapy } from '@/lib/server/therapy/change-therapy';
import { startRegimen } from '@/lib/server/therapy/start-regimen';
import { listWork } from '@/lib/server/worklist/queries';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { type Clinic, firstDose, openClinic, testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;
let count = 0;

beforeAll(async () => {
  setToday('2026-01-10');
  clinic = await openClinic(owner);
});

type Findings = NonNullable<EnrollPatientInput['findings']>;

const answer = (finding: string, value: string) =>
  ({ kind: 'finding', on: '2026-01-10', content: { finding, answer: value } }) as Findings[number];

const pellet = (on: string): Findings[number] => ({
  kind: 'semen-analysis',
  on,
  content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
});

/** Eligible but for his psychiatric history, which a physician may override. */
function applicant(changes: Partial<EnrollPatientInput> = {}): EnrollPatientInput {
  count += 1;
  return {
    siteId: clinic.site.id,
    patient: {
      kind: 'new',
      identity: {
        givenName: 'Ada',
        familyName: `Heron ${count}`,
        birthDate: '1988-03-01',
        recordNumber: `MRN-${count}`,
      },
    },
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    consentOn: '2026-01-09',
    enrolledOn: '2026-01-10',
    findings: [
      answer('obstruction-excluded', 'yes'),
      answer('hormonal-therapy', 'never'),
      answer('adequate-ejaculated-sperm', 'no'),
      answer('hypersensitivity-isotretinoin', 'no'),
      answer('psychiatric-history', 'yes'),
      answer('vitamin-a', 'no'),
      answer('tetracyclines', 'no'),
      pellet('2025-11-20'),
      pellet('2025-12-20'),
    ],
    overrideReason: 'Stable for ten years; his psychiatrist agrees.',
    ...changes,
  };
}

async function request() {
  const { enrollmentId } = await submit(enrollPatient, clinic.nurse, applicant());
  const assessment = await findAssessment(clinic.nurse, enrollmentId, 'America/New_York');
  if (assessment === null) {
    throw new Error('He was not judged.');
  }
  return { enrollmentId, assessmentId: assessment.id };
}

const decide = (
  asked: { enrollmentId: string; assessmentId: string; replaces?: string | null },
  changes: object = {},
  actor = clinic.physician,
) =>
  submit(decideOverride, actor, { ...asked, chosen: 'enroll', password: testPassword, ...changes });

const firstDoseOf = (enrollmentId: string) =>
  submit(changeTherapy, clinic.nurse, { enrollmentId, change: firstDose });

/** What waits for a physician about this enrollment. */
async function waitingFor(enrollmentId: string) {
  const search = readWorklistSearch({});
  const sections = await listWork(clinic.physician, clinic.physician.memberships, search);
  return sections
    .filter(({ group }) => group === 'decision')
    .flatMap(({ rows }) => rows.filter((row) => row.enrollmentId === enrollmentId))
    .flatMap(({ items }) => items.map(({ title, path }) => [title, path?.split('/').at(-1)]));
}

describe('enrolled by staff against a criterion', () => {
  test('he waits for a physician, with his plan, and the first dose waits with him', async () => {
    const asked = await request();
    expect(await waitingFor(asked.enrollmentId)).toContainEqual([
      'Eligibility override to sign',
      'eligibility',
    ]);
    const refusal = await refusalOf(firstDoseOf(asked.enrollmentId));
    expect(refusal).toMatchObject({ code: 'CONFLICT' });
    expect(refusal.message).toContain('no physician has signed');
    expect(refusal.fields).toHaveProperty(['change.on']);
    const regimen = { regimen: 'isotretinoin-20-twice-daily', on: '2026-01-10', reason: '' };
    const started = submit(startRegimen, clinic.nurse, {
      enrollmentId: asked.enrollmentId,
      change: regimen,
    });
    expect(await refusalOf(started)).toMatchObject({ code: 'CONFLICT' });
  });

  test('a physician signs, and the first dose can be given', async () => {
    const asked = await request();
    await decide(asked);
    expect(await waitingFor(asked.enrollmentId)).not.toContainEqual(
      expect.arrayContaining(['Eligibility override to sign']),
    );
    const assessment = await findAssessment(clinic.nurse, asked.enrollmentId, 'America/New_York');
    expect(assessment?.decision).toMatchObject({
      chosen: 'enroll',
      signature: { isIntact: true, text: expect.stringContaining(clinic.physician.displayName) },
    });
    const { unmetBaseline } = await firstDoseOf(asked.enrollmentId);
    expect(unmetBaseline.map(({ requirement }) => requirement)).toContain('baseline-labs');
  });

  test('a physician declines with a reason, which ends the enrollment', async () => {
    const asked = await request();
    const silent = await refusalOf(decide(asked, { chosen: 'decline' }));
    expect(silent.fields).toHaveProperty(['reason']);
    await decide(asked, { chosen: 'decline', reason: 'Too early after the last episode.' });
    const { rows } = await owner.query(
      'SELECT status, ended_on::text, end_reason FROM enrollment WHERE id = $1',
      [asked.enrollmentId],
    );
    expect(rows).toEqual([
      {
        status: 'withdrawn',
        ended_on: '2026-01-10',
        end_reason: 'Eligibility override declined: Too early after the last episode.',
      },
    ]);
    expect(await waitingFor(asked.enrollmentId)).toEqual([]);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['a nurse', async () => decide(await request(), {}, clinic.nurse), 'FORBIDDEN'],
    [
      'a wrong password',
      async () => decide(await request(), { password: 'not my password' }),
      'INVALID_INPUT',
    ],
    [
      'another assessment than the one that stands',
      async () =>
        decide({ ...(await request()), assessmentId: '01a201f5-faae-7000-b85c-c4a7fde8a9f8' }),
      'STALE_VERSION',
    ],
    [
      'a second signature',
      async () => {
        const asked = await request();
        await decide(asked);
        return decide(asked);
      },
      'CONFLICT',
    ],
  ])('refused: %s', async (_what, work, code) => {
    expect(await refusalOf(work())).toMatchObject({ code });
  });
});

describe('a signed override whose basis is corrected', () => {
  async function signedAndCorrected() {
    const asked = await request();
    await decide(asked);
    const { rows } = await owner.query(
      `SELECT r.id, r.version FROM record r JOIN enrollment e ON e.patient_id = r.patient_id
       WHERE e.id = $1 AND r.content->>'finding' = 'psychiatric-history'`,
      [asked.enrollmentId],
    );
    const { id: recordId, version } = rows[0];
    const entry = answer('psychiatric-history', 'unknown');
    const correction = { recordId, version, entry, reason: 'He was asked about his brother.' };
    await submit(amendRecord, clinic.nurse, correction);
    const assessment = await findAssessment(clinic.nurse, asked.enrollmentId, 'America/New_York');
    return { ...asked, decision: assessment?.decision ?? null };
  }

  test('stays in force, is marked with what changed, and is signed again', async () => {
    const { decision, ...asked } = await signedAndCorrected();
    expect(decision?.reopenReason).toContain('He was asked about his brother.');
    expect(await waitingFor(asked.enrollmentId)).toContainEqual([
      'Changed since signed: eligibility override',
      'eligibility',
    ]);
    await expect(firstDoseOf(asked.enrollmentId)).resolves.toBeDefined();
    expect(await refusalOf(decide(asked))).toMatchObject({ code: 'STALE_VERSION' });
    await decide({ ...asked, replaces: decision?.id ?? null });
    const again = await findAssessment(clinic.nurse, asked.enrollmentId, 'America/New_York');
    expect(again?.decision).toMatchObject({ chosen: 'enroll', reopenReason: null });
    expect(await waitingFor(asked.enrollmentId)).not.toContainEqual(
      expect.arrayContaining(['eligibility']),
    );
  });

  test('can be declined the second time', async () => {
    const { decision, ...asked } = await signedAndCorrected();
    const reason = 'Unknown is not enough.';
    await decide({ ...asked, replaces: decision?.id ?? null }, { chosen: 'decline', reason });
    const declined = await findAssessment(clinic.nurse, asked.enrollmentId, 'America/New_York');
    expect(declined?.decision).toMatchObject({ chosen: 'decline', reason });
    expect(await waitingFor(asked.enrollmentId)).toEqual([]);
  });
});

describe('enrolled by a physician against a criterion', () => {
  test('he signs it with the enrollment', async () => {
    const { enrollmentId, override } = await submit(
      enrollPatient,
      clinic.physician,
      applicant({ password: testPassword }),
    );
    expect(override).toBe('signed');
    expect(await waitingFor(enrollmentId)).not.toContainEqual(
      expect.arrayContaining(['Eligibility override to sign']),
    );
    await expect(firstDoseOf(enrollmentId)).resolves.toBeDefined();
  });

  test.each([
    ['without his password', ''],
    ['with a wrong one', 'not my password'],
  ])('%s nothing is written', async (_what, password) => {
    const before = await owner.query('SELECT count(*) FROM enrollment');
    const refusal = await refusalOf(
      submit(enrollPatient, clinic.physician, applicant({ password })),
    );
    expect(refusal.fields).toHaveProperty(['password']);
    expect((await owner.query('SELECT count(*) FROM enrollment')).rows).toEqual(before.rows);
  });
});

describe('a clinic that asks for a complete baseline', () => {
  test('the first dose is refused with what is missing', async () => {
    await owner.query(
      `INSERT INTO settings_profile (site_id, protocol_version_id, name, version, "values")
       SELECT site_id, protocol_version_id, name, 2, '{"first-dose-needs-baseline": true}'
       FROM settings_profile p JOIN protocol_version v ON v.id = p.protocol_version_id
       WHERE p.site_id = $1 AND p.name = 'clinic' AND v.code = 'isotretinoin-noa'`,
      [clinic.site.id],
    );
    const { enrollmentId } = await submit(
      enrollPatient,
      clinic.physician,
      applicant({ password: testPassword }),
    );
    const refusal = await refusalOf(firstDoseOf(enrollmentId));
    expect(refusal).toMatchObject({ code: 'CONFLICT' });
    expect(refusal.message).toBe(
      'The first dose needs a complete baseline. Missing: Baseline labs, Baseline PHQ-9.',
    );
  });
});
