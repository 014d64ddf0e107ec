import { beforeAll, describe, expect, test } from 'vitest';
import type { EnrollPatientInput } from '@/lib/enrollment/enroll-patient';
import { enrollPatient } from '@/lib/server/patients/enroll-patient';
import { recordHistory } from '@/lib/server/records/record-history';
import { type Clinic, openClinic } from '@/tests/support/clinic';
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
  ({
    kind: 'finding',
    on: '2026-01-10',
    content: { finding, answer: value },
  }) as Findings[number];

const pellet = (on: string): Findings[number] => ({
  kind: 'semen-analysis',
  on,
  source: 'Referral letter',
  content: {
    neat: { state: 'no-sperm-seen' },
    pellet: { state: 'no-sperm-seen', gForce: 600, minutes: 10 },
  },
});

const answers = [
  answer('obstruction-excluded', 'yes'),
  answer('hormonal-therapy', 'never'),
  answer('adequate-ejaculated-sperm', 'no'),
  answer('hypersensitivity-isotretinoin', 'no'),
  answer('psychiatric-history', 'no'),
  answer('vitamin-a', 'no'),
  answer('tetracyclines', 'no'),
];

const pellets = [pellet('2025-11-20'), pellet('2025-12-20')];

function applicant(changes: Partial<EnrollPatientInput> = {}): EnrollPatientInput {
  count += 1;
  return {
    siteId: clinic.site.id,
    patient: {
      kind: 'new',
      identity: {
        givenName: 'Ada',
        familyName: `Ünïcödé 😀 ${count}`,
        birthDate: '1988-03-01',
        recordNumber: `MRN-${count}`,
      },
    },
    protocol: 'isotretinoin-noa',
    arm: 'isotretinoin',
    consentOn: '2026-01-09',
    enrolledOn: '2026-01-10',
    findings: [...answers, ...pellets],
    ...changes,
  };
}

const identityOf = (changes: object) => {
  const { patient } = applicant();
  return patient.kind === 'new'
    ? { patient: { ...patient, identity: { ...patient.identity, ...changes } } }
    : {};
};

const refuse = (changes: Partial<EnrollPatientInput>, actor = clinic.nurse) =>
  refusalOf(submit(enrollPatient, actor, applicant(changes)));

test('an eligible man is enrolled with his plan, his findings and the judgment', async () => {
  const { studyId, enrollmentId, change } = await submit(enrollPatient, clinic.nurse, applicant());
  expect(studyId).toBe('NYC-0001');
  expect(change.opened.map(({ key }) => key)).toContain('baseline-labs#1');
  expect(change.responseBefore).toBeNull();
  const { rows } = await owner.query(
    `SELECT a.outcome, jsonb_array_length(a.criteria) > 5 AS detailed, e.age_at_consent, p.value AS plan
     FROM enrollment e JOIN eligibility_assessment a ON a.enrollment_id = e.id
     CROSS JOIN LATERAL (SELECT count(*)::int AS value FROM occurrence o WHERE o.enrollment_id = e.id) p
     WHERE e.id = $1`,
    [enrollmentId],
  );
  expect(rows).toEqual([
    { outcome: 'eligible', detailed: true, age_at_consent: 37, plan: expect.any(Number) },
  ]);
});

test('the next man takes the next study id, and a chosen one is kept', async () => {
  const { patient } = applicant();
  const chosen = patient.kind === 'new' ? { ...patient, studyId: 'NYC-0041' } : patient;
  await submit(enrollPatient, clinic.nurse, applicant({ patient: chosen }));
  const { studyId } = await submit(enrollPatient, clinic.nurse, applicant());
  expect(studyId).toBe('NYC-0042');
});

describe('a man who is not eligible', () => {
  test('is refused with the reason for each criterion', async () => {
    const refusal = await refuse({
      findings: [...answers, answer('obstruction-excluded', 'no'), ...pellets],
    });
    expect(refusal.code).toBe('NOT_ELIGIBLE');
    expect(refusal.message).toContain('not eligible');
    expect(Object.keys(refusal.fields).every((field) => field.startsWith('criteria.'))).toBe(true);
  });

  test('is not headed by a list of more than three criteria; each has its line', async () => {
    const refusal = await refuse({ findings: [] });
    const criteria = Object.keys(refusal.fields).length;
    expect(criteria).toBeGreaterThan(3);
    expect(refusal.message).toBe(`Eligibility cannot be determined yet: ${criteria} criteria.`);
  });

  test('is not written', async () => {
    const before = await owner.query('SELECT count(*) FROM patient');
    await refuse({ findings: [] });
    expect((await owner.query('SELECT count(*) FROM patient')).rows).toEqual(before.rows);
  });

  test('learns from which day on he is', async () => {
    const since = { ...answer('hormonal-therapy-since', '2025-11-10') };
    const refusal = await refuse({
      findings: [
        ...answers.filter(({ content }) => !JSON.stringify(content).includes('hormonal-therapy')),
        answer('hormonal-therapy', 'current'),
        answer('hormonal-therapy-response', 'no'),
        since,
        ...pellets,
      ],
    });
    expect(refusal.message).toContain('eligible from 2026-02-10');
  });

  test('can be let in with a reason where the criterion allows it, and never otherwise', async () => {
    const findings = [...answers, answer('psychiatric-history', 'yes'), ...pellets];
    expect(await refuse({ findings })).toMatchObject({ code: 'NOT_ELIGIBLE' });
    const overrideReason = 'Psychiatrist agrees.';
    const final = [...answers, answer('hypersensitivity-isotretinoin', 'yes'), ...pellets];
    const refusal = await refuse({ findings: final, overrideReason }, clinic.physician);
    expect(refusal).toMatchObject({ code: 'NOT_ELIGIBLE' });
    const { enrollmentId, override } = await submit(
      enrollPatient,
      clinic.nurse,
      applicant({ findings, overrideReason }),
    );
    expect(override).toBe('requested');
    const { rows } = await owner.query(
      'SELECT outcome, reason FROM eligibility_assessment WHERE enrollment_id = $1',
      [enrollmentId],
    );
    expect(rows).toEqual([{ outcome: 'override-requested', reason: overrideReason }]);
  });
});

describe('refused, with a message beside the field:', () => {
  test.each<[string, () => Partial<EnrollPatientInput>, string, string]>([
    [
      'birth after enrollment',
      () => identityOf({ birthDate: '2026-02-01' }),
      'patient.identity.birthDate',
      'not before enrollment',
    ],
    [
      'a birth date that does not exist',
      () => identityOf({ birthDate: '1988-02-30' }),
      'patient.identity.birthDate',
      'exists',
    ],
    [
      'consent after enrollment',
      () => ({ consentOn: '2026-01-11' }),
      'consentOn',
      'after enrollment',
    ],
    [
      'enrollment in the future',
      () => ({ enrolledOn: '2026-01-11' }),
      'enrolledOn',
      'in the future',
    ],
    ['no name', () => identityOf({ familyName: '  ' }), 'patient.identity.familyName', 'Enter'],
    [
      'a control character in a name',
      () => identityOf({ givenName: 'A\tB' }),
      'patient.identity.givenName',
      'control characters',
    ],
    ['an unknown arm', () => ({ arm: 'placebo' }), 'arm', 'Choose'],
    ['an unknown protocol', () => ({ protocol: 'none' }), 'protocol', 'Choose'],
    [
      'a dose among the findings',
      () => ({ findings: [{ kind: 'stop', on: '2026-01-02', content: { reason: 'other' } }] }),
      'findings.0.kind',
      'Only findings',
    ],
  ])('%s', async (_what, changes, field, message) => {
    const { code, fields } = await refuse(changes());
    expect(code).toBe('INVALID_INPUT');
    expect(fields[field]?.join()).toContain(message);
  });

  test('a record number that another patient of the site has', async () => {
    const first = applicant();
    await submit(enrollPatient, clinic.nurse, first);
    const { code, fields } = await refusalOf(submit(enrollPatient, clinic.nurse, first));
    expect(code).toBe('DUPLICATE');
    expect(fields).toHaveProperty(['patient.identity.recordNumber']);
  });

  test('a man who is enrolled already', async () => {
    const { patientId } = await submit(enrollPatient, clinic.nurse, applicant());
    const refusal = await refuse({ patient: { kind: 'existing', patientId } });
    expect(refusal.code).toBe('CONFLICT');
    expect(refusal.message).toContain('enrolled already');
  });

  test('a coordinator', async () => {
    expect(await refuse({}, clinic.coordinator)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('history', () => {
  const labs = (on: string, source?: string) => ({
    kind: 'lab-report',
    on,
    source,
    content: {
      laboratory: 'Elsewhere',
      results: [{ analyte: 'fsh', value: '<0.3', unit: '[IU]/L' }],
    },
  });

  test('needs its source', async () => {
    const { patientId } = await submit(enrollPatient, clinic.nurse, applicant());
    const input = { patientId, entries: [labs('2026-01-02')] };
    const { fields } = await refusalOf(submit(recordHistory, clinic.nurse, input));
    expect(fields).toEqual({ 'entries.0.source': ['Say where this finding comes from.'] });
  });

  test('keeps what was reported, counts for baseline and belongs to no visit', async () => {
    const { patientId, enrollmentId } = await submit(enrollPatient, clinic.nurse, applicant());
    const input = { patientId, entries: [labs('2026-01-02', 'Letter of 2 January')] };
    const { change } = await submit(recordHistory, clinic.nurse, input);
    expect(change?.stillDue).toContainEqual(
      expect.objectContaining({
        key: 'baseline-labs#1',
        missing: expect.not.arrayContaining(['fsh']),
      }),
    );
    const { rows } = await owner.query(
      `SELECT r.enrollment_id, r.visit_id, l.value_text, l.comparator, l."value"::float8 AS value
       FROM record r JOIN lab_result l ON l.record_id = r.id WHERE r.patient_id = $1`,
      [patientId],
    );
    expect(rows).toEqual([
      { enrollment_id: null, visit_id: null, value_text: '<0.3', comparator: '<', value: 0.3 },
    ]);
    expect(enrollmentId).toBeDefined();
  });

  test.each([
    ['2026-01-11', 'in the future'],
    ['2026-13-01', 'exists'],
  ])('of %s is refused', async (on, message) => {
    const { patientId } = await submit(enrollPatient, clinic.nurse, applicant());
    const input = { patientId, entries: [labs(on, 'Letter')] };
    const { fields } = await refusalOf(submit(recordHistory, clinic.nurse, input));
    expect(fields['entries.0.on']?.join()).toContain(message);
  });
});
