import { beforeAll, describe, expect, test } from 'vitest';
import type { RecordVisitInput } from '@/lib/records/visit';
import { correctAuthorization } from '@/lib/server/records/correct-authorization';
import { getRecordPage } from '@/lib/server/records/queries';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { visitPreview } from '@/lib/server/visits/visit-preview';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

const number = '471108150001';
const supply = {
  prescribedOn: '2026-04-10',
  authorizationNumber: number,
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

async function visitWith(
  dispensing: NonNullable<RecordVisitInput['dispensing']>,
): Promise<RecordVisitInput & { readonly patientId: string }> {
  const { enrollmentId, patientId } = await importMan(clinic);
  return { patientId, enrollmentId, visitedOn: '2026-04-10', remsCheck, dispensing };
}

describe('the number of the authorization', () => {
  async function dispensed() {
    const { patientId, ...input } = await visitWith({
      ...supply,
      authorizationNumber: ' 4711-0815 0001 ',
    });
    const { recordIds } = await submit(recordVisit, clinic.nurse, input);
    const { rows } = await owner.query<{ id: string; content: object }>(
      "SELECT id, content FROM record WHERE id = ANY ($1) AND kind = 'dispensing'",
      [recordIds],
    );
    return { patientId, record: rows[0] ?? { id: '', content: {} } };
  }

  test('stands apart from the record, which only says that there is one', async () => {
    const { record } = await dispensed();
    expect(record.content).toMatchObject({ authorizationPresent: true });
    expect(JSON.stringify(record.content)).not.toContain(number);
    const { rows } = await owner.query(
      'SELECT number FROM dispensing_authorization WHERE record_id = $1',
      [record.id],
    );
    expect(rows).toEqual([{ number }]);
  });

  test('is read by who reads names, and by nobody else', async () => {
    const { patientId, record } = await dispensed();
    const details = async (reader: Clinic['nurse']) =>
      JSON.stringify((await getRecordPage(reader, patientId, record.id))?.details);
    expect(await details(clinic.nurse)).toContain(number);
    expect(await details(clinic.coordinator)).not.toContain(number);
    expect(await details(clinic.coordinator)).toContain('Authorization of the pharmacy');
  });

  test('is in no event of the trail that somebody without names may read', async () => {
    await dispensed();
    const { rows } = await owner.query(
      `SELECT table_name FROM audit_event
       WHERE NOT identity AND (before::text LIKE $1 OR after::text LIKE $1)`,
      [`%${number}%`],
    );
    expect(rows).toEqual([]);
  });

  test('is corrected with a reason, and not over the head of somebody else', async () => {
    const { patientId, record } = await dispensed();
    const correction = {
      recordId: record.id,
      before: number,
      number: '4712',
      reason: 'Misheard on the phone',
    };
    await submit(correctAuthorization, clinic.nurse, correction);
    const page = await getRecordPage(clinic.nurse, patientId, record.id);
    expect(page?.authorizationNumber).toBe('4712');
    expect(await refusalOf(submit(correctAuthorization, clinic.nurse, correction))).toMatchObject({
      code: 'STALE_VERSION',
    });
  });

  test('belongs to a supply', async () => {
    const { enrollmentId } = await importMan(clinic);
    const { rows } = await owner.query<{ id: string }>(
      'SELECT id FROM record WHERE enrollment_id = $1',
      [enrollmentId],
    );
    const [dose] = rows;
    const correction = { recordId: dose?.id ?? '', before: null, number: '4712', reason: 'Wrong' };
    expect(await refusalOf(submit(correctAuthorization, clinic.nurse, correction))).toMatchObject({
      code: 'CONFLICT',
    });
  });

  test.each(['12a4', 'RMA 12', '1'.repeat(31)])('%s is not one', async (authorizationNumber) => {
    const { patientId: _, ...input } = await visitWith({ ...supply, authorizationNumber });
    const refusal = await refusalOf(submit(recordVisit, clinic.nurse, input));
    expect(refusal.fields['dispensing.authorizationNumber']?.join()).toContain('digits');
    expect(JSON.stringify(refusal.message)).not.toContain(authorizationNumber);
  });
});

describe('a supply that the rule set does not allow is refused beside its field', () => {
  test.each([
    ['31 days', { daysSupply: 31 }, 'dispensing.daysSupply', 'at most 30 days'],
    ['a refill', { refills: 1 as 0 }, 'dispensing.refills', 'No refills'],
    [
      'a pick-up before the prescription',
      { pickedUpOn: '2026-04-09' },
      'dispensing.pickedUpOn',
      'cannot be picked up before',
    ],
  ])('%s', async (_, change, field, message) => {
    const { patientId: __, ...input } = await visitWith({ ...supply, ...change });
    const refusal = await refusalOf(submit(recordVisit, clinic.nurse, input));
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.fields[field]?.join()).toContain(message);
  });
});

test('before saving, the form names what the gate would miss and where it is put right', async () => {
  const { patientId: _, ...input } = await visitWith({ ...supply, authorizationNumber: '' });
  const { refusals } = await submit(visitPreview, clinic.nurse, { ...input, remsCheck: null });
  expect(refusals).toEqual([
    'Enrollment in the REMS by a certified prescriber, before the prescription. See REMS check.',
    'REMS consent signed before the prescription. See REMS check.',
    'Counseling documented on or before the prescription date. See REMS check.',
    'The number of the pharmacy’s authorization. See Dispensing.',
    'Acknowledged: no blood donation until one month after the last dose. See REMS check.',
    'Acknowledged: the drug is never shared. See REMS check.',
  ]);
});
