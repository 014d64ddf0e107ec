import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import type { RecordVisitInput } from '@/lib/records/visit';
import { checkProjection } from '@/lib/server/courses/check-projection';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { previewVisit } from '@/lib/server/visits/preview-visit';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();
const today = '2026-04-12';

let clinic: Clinic;

beforeAll(async () => {
  setToday(today);
  clinic = await openClinic(owner);
});

const noComplaint = { answers: { headache: 'none' } } as const;

const triglycerides = (value: string) => ({
  collectedOn: '2026-04-10',
  laboratory: 'Central',
  results: [{ analyte: 'triglycerides' as const, value, unit: 'mg/dL' }],
  confirmed: ['triglycerides' as const],
});

const negativeSemen = {
  collectedOn: '2026-04-10',
  content: { neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } },
} as const;

type Visit = Omit<RecordVisitInput, 'enrollmentId'>;

async function visitOf(visit: Partial<Visit>): Promise<RecordVisitInput> {
  const { enrollmentId } = await importMan(clinic);
  return { enrollmentId, visitedOn: '2026-04-10', ...visit };
}

const rowsOf = async (table: string, enrollmentId: string) =>
  (await owner.query(`SELECT * FROM ${table} WHERE enrollment_id = $1`, [enrollmentId])).rows;

describe('a visit', () => {
  test('says what it satisfied, what is still due and what it raised', async () => {
    const input = await visitOf({ symptomCheck: noComplaint, labReports: [triglycerides('512')] });
    const { change } = await submit(recordVisit, clinic.nurse, input);
    expect(change.satisfied).toMatchObject([
      {
        key: 'monthly-check#3',
        title: 'Monthly check 3',
        timing: 'on-time',
        actualOn: '2026-04-10',
      },
    ]);
    expect(change.stillDue).toContainEqual(
      expect.objectContaining({ key: 'semen#1', state: 'due', closesOn: '2026-04-24' }),
    );
    expect(change.flagsRaised).toMatchObject([{ severity: 'red' }]);
    expect(change.flagsRaised[0]?.message).toContain('512');
  });

  test('satisfies and raises what its preview said, and the preview writes nothing', async () => {
    const input = await visitOf({
      semenAnalyses: [negativeSemen],
      labReports: [triglycerides('512')],
    });
    const preview = await submit(previewVisit, clinic.nurse, input);
    expect(await rowsOf('record', input.enrollmentId)).toHaveLength(1);
    const { change, suggested } = await submit(recordVisit, clinic.nurse, input);
    expect(change).toEqual(preview.change);
    expect(suggested).toEqual(preview.suggested);
    expect(suggested).toMatchObject([{ name: 'Hypertriglyceridemia', grade: 3 }]);
    expect(change.satisfied).toMatchObject([{ key: 'semen#1' }]);
    expect(change.responseAfter).toEqual({ bestResponse: 'no-sperm', currentStatus: 'no-sperm' });
  });

  test('with a PHQ-9 completes the one that was due', async () => {
    const questionnaire = { total: '6', item9: '0' };
    const input = await visitOf({ questionnaire });
    const { change } = await submit(recordVisit, clinic.nurse, input);
    expect(change.satisfied).toMatchObject([
      { key: 'phq-9#1', title: 'PHQ-9 1', timing: 'on-time' },
    ]);
    const again = await refusalOf(submit(recordVisit, clinic.nurse, input));
    expect(again).toMatchObject({ code: 'DUPLICATE', fields: { visitedOn: expect.anything() } });
  });

  test.each([
    ['a total of 28', { total: '28', item9: '0' }, 'questionnaire.total'],
    ['an item 9 of 4', { total: '8', item9: '4' }, 'questionnaire.item9'],
    ['an item 9 above the total', { total: '1', item9: '2' }, 'questionnaire.total'],
    ['a total alone', { total: '8', item9: '' }, 'questionnaire.item9'],
  ])('refuses a PHQ-9 with %s', async (_, questionnaire, field) => {
    const input = await visitOf({ questionnaire });
    const refusal = await refusalOf(submit(recordVisit, clinic.nurse, input));
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(Object.keys(refusal.fields)).toEqual([field]);
  });

  test('copies the answers of the check before it when nothing has changed', async () => {
    const first = await visitOf({
      visitedOn: '2026-03-10',
      symptomCheck: { answers: { headache: 'mild' } },
    });
    await submit(recordVisit, clinic.nurse, first);
    const second = { ...first, visitedOn: '2026-04-10', symptomCheck: { unchanged: true } };
    await submit(recordVisit, clinic.nurse, second);
    const { rows } = await owner.query(
      "SELECT content -> 'answers' AS answers FROM record WHERE enrollment_id = $1 AND kind = 'symptom-check' ORDER BY collected_on",
      [first.enrollmentId],
    );
    expect(rows).toEqual([{ answers: { headache: 'mild' } }, { answers: { headache: 'mild' } }]);
  });

  test('keeps SQL, HTML and emoji as they were typed', async () => {
    const note = `Robert'); DROP TABLE patient;-- <script>alert(1)</script> 😀 Ünïcödé\nsecond line`;
    const input = await visitOf({ note });
    await submit(recordVisit, clinic.nurse, input);
    expect(await rowsOf('visit', input.enrollmentId)).toMatchObject([{ note }]);
  });

  test('is saved once when the button is pressed twice', async () => {
    const input = await visitOf({ symptomCheck: noComplaint });
    const submissionId = randomUUID();
    const [first, second] = await Promise.all([
      submit(recordVisit, clinic.nurse, input, submissionId),
      submit(recordVisit, clinic.nurse, input, submissionId),
    ]);
    expect(second).toEqual(first);
    expect(await rowsOf('visit', input.enrollmentId)).toHaveLength(1);
  });

  test('racing another one for the same check gives one plan that is right', async () => {
    const input = await visitOf({ symptomCheck: noComplaint });
    const [one, other] = await Promise.all([
      submit(recordVisit, clinic.nurse, input),
      submit(recordVisit, clinic.physician, { ...input, visitedOn: '2026-04-09' }),
    ]);
    const satisfied = [...one.change.satisfied, ...other.change.satisfied].map(({ key }) => key);
    expect(new Set(satisfied)).toEqual(new Set(['monthly-check#3']));
    expect(await rowsOf('visit', input.enrollmentId)).toHaveLength(2);
    const { rows } = await owner.query(
      `SELECT key, actual_on::text FROM occurrence
       WHERE enrollment_id = $1 AND requirement = 'monthly-check' AND actual_on IS NOT NULL`,
      [input.enrollmentId],
    );
    expect(rows).toEqual([{ key: 'monthly-check#3', actual_on: '2026-04-09' }]);
    const errors = await inReadTransaction(clinic.physician, (tx) =>
      checkProjection(tx, input.enrollmentId, civilDate(today)),
    );
    expect(errors).toEqual([]);
  });

  test('saved in two tabs at once is saved in one of them; the other asks', async () => {
    const input = await visitOf({ symptomCheck: noComplaint });
    const tabs = await Promise.allSettled([
      submit(recordVisit, clinic.nurse, input),
      submit(recordVisit, clinic.nurse, input),
    ]);
    expect(tabs.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { code, fields } = await refusalOf(submit(recordVisit, clinic.nurse, input));
    expect(code).toBe('DUPLICATE');
    expect(fields['visitedOn']?.join()).toContain('A symptom check of this day');
    await submit(recordVisit, clinic.nurse, { ...input, anotherContactConfirmed: true });
    expect(await rowsOf('visit', input.enrollmentId)).toHaveLength(2);
  });
});

describe('refused, with a message beside the field:', () => {
  const refuse = async (visit: Partial<Visit>, actor = clinic.nurse) =>
    refusalOf(submit(recordVisit, actor, await visitOf(visit)));

  test.each<[string, Partial<Visit>, string, string]>([
    ['a day that does not exist', { visitedOn: '2026-02-30', note: 'x' }, 'visitedOn', 'exists'],
    [
      'a visit in the future',
      { visitedOn: '2026-04-13', note: 'x' },
      'visitedOn',
      'in the future; today is 2026-04-12',
    ],
    [
      'a visit before enrollment',
      { visitedOn: '2026-01-04', note: 'x' },
      'visitedOn',
      'before enrollment on 2026-01-05',
    ],
    [
      'a sample from before enrollment',
      { semenAnalyses: [{ ...negativeSemen, collectedOn: '2026-01-01' }] },
      'semenAnalyses.0.collectedOn',
      'as history',
    ],
    [
      'a note that is too long',
      { note: 'x'.repeat(10_240) },
      'note',
      'at most 10000 characters; these are 10240',
    ],
    ['a NUL character', { note: 'a\0b' }, 'note', 'cannot be stored'],
    ['a control character', { note: 'a\u0007b' }, 'note', 'Remove control characters'],
    [
      'a decimal comma',
      { labReports: [triglycerides('1,5')] },
      'labReports.0.results.0.value',
      'Use a point',
    ],
    [
      'an unknown unit',
      {
        labReports: [
          {
            ...triglycerides('150'),
            results: [{ analyte: 'triglycerides', value: '150', unit: 'furlong' }],
          },
        ],
      },
      'labReports.0.results.0.unit',
      'is reported in mg/dL',
    ],
    [
      'no change without an earlier check',
      { symptomCheck: { unchanged: true } },
      'symptomCheck.unchanged',
      'no earlier',
    ],
  ])('%s', async (_what, visit, field, message) => {
    const { code, fields } = await refuse(visit);
    expect(code).toBe('INVALID_INPUT');
    expect(fields[field]?.join()).toContain(message);
  });

  test('an empty visit', async () => {
    expect((await refuse({})).fields).toEqual({
      root: ['Record at least one finding, or write a note.'],
    });
  });

  test('the same laboratory report again, until somebody confirms that it is another one', async () => {
    const input = await visitOf({ labReports: [triglycerides('150')] });
    await submit(recordVisit, clinic.nurse, input);
    const { code, fields } = await refusalOf(submit(recordVisit, clinic.nurse, input));
    expect(code).toBe('DUPLICATE');
    expect(fields['labReports.0.collectedOn']?.join()).toContain('Triglycerides');
    await submit(recordVisit, clinic.nurse, { ...input, repeatedReportsConfirmed: true });
    expect(await rowsOf('visit', input.enrollmentId)).toHaveLength(2);
  });

  test('a coordinator', async () => {
    expect(await refuse({ note: 'x' }, clinic.coordinator)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('an enrollment of another site, as if it did not exist', async () => {
    const elsewhere = await openClinic(owner, 'TYO', 'Asia/Tokyo');
    expect(await refuse({ note: 'x' }, elsewhere.nurse)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('dispensing', () => {
  const supply = {
    prescribedOn: '2026-04-10',
    authorizationNumber: '4711 0815',
    dispenseBy: '2026-05-09',
    quantity: 60,
    strengthMg: 20,
    daysSupply: 30,
  };
  const remsCheck = {
    enrolledOn: '2026-01-05',
    category: 'cannot-become-pregnant',
    consentOn: '2026-01-05',
    counseledOn: '2026-04-10',
    bloodDonationAcknowledged: true,
    noSharingAcknowledged: true,
  } as const;

  test('goes with the REMS check of the same visit', async () => {
    const input = await visitOf({ remsCheck, dispensing: supply });
    const { change } = await submit(recordVisit, clinic.nurse, input);
    expect(change.satisfied.map(({ key }) => key)).toEqual(['rems-check#3', 'dispensing#4']);
  });

  test('takes the capsules that come back as a record of their own', async () => {
    const drugReturn = { quantity: 6, strengthMg: 20 };
    const input = await visitOf({ remsCheck, dispensing: supply, drugReturn });
    await submit(recordVisit, clinic.nurse, input);
    const kinds = (await rowsOf('record', input.enrollmentId)).map((row) => row['kind']);
    expect(kinds).toEqual(expect.arrayContaining(['dispensing', 'drug-return']));
  });

  test('of more than 30 days is refused beside its field', async () => {
    const input = await visitOf({ remsCheck, dispensing: { ...supply, daysSupply: 31 } });
    const refusal = await refusalOf(submit(recordVisit, clinic.nurse, input));
    expect(refusal.fields).toEqual({
      'dispensing.daysSupply': ['A supply covers at most 30 days.'],
    });
  });

  test.each([
    ['counseling', { counseledOn: null }, {}, 'remsCheck.counseledOn', 'Counseling'],
    ['consent', { consentOn: null }, {}, 'remsCheck.consentOn', 'consent'],
    [
      'authorization',
      {},
      { authorizationNumber: '' },
      'dispensing.authorizationNumber',
      'number of the pharmacy’s authorization',
    ],
    [
      'a day to dispense by',
      {},
      { dispenseBy: '2026-04-09' },
      'dispensing.dispenseBy',
      'ended on 2026-04-09',
    ],
  ])('is refused without %s, which is named', async (_what, check, content, field, message) => {
    const input = await visitOf({
      remsCheck: { ...remsCheck, ...check },
      dispensing: { ...supply, ...content },
    });
    const refusal = await refusalOf(submit(recordVisit, clinic.nurse, input));
    expect(refusal.code).toBe('DISPENSING_BLOCKED');
    expect(refusal.fields[field]?.join()).toContain(message);
    expect(await rowsOf('visit', input.enrollmentId)).toEqual([]);
  });

  test('is blocked by the red flag that the same visit raises', async () => {
    const input = await visitOf({
      remsCheck,
      dispensing: supply,
      symptomCheck: { answers: { 'suicidal-ideation': 'yes' } },
    });
    const refusal = await refusalOf(submit(recordVisit, clinic.nurse, input));
    expect(refusal).toMatchObject({ code: 'DISPENSING_BLOCKED' });
    expect(refusal.fields['dispensing']?.join()).toContain('red flag');
  });
});
