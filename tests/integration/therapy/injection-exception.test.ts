import { beforeAll, describe, expect, test } from 'vitest';
import { amendRecord } from '@/lib/server/records/amend-record';
import { recordInjectionException } from '@/lib/server/therapy/record-injection-exception';
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

/** On hCG every 2 days from 2026-04-01. */
const manOnHcg = () =>
  importMan(clinic, {
    protocol: 'gonadotropin-noa',
    arm: 'gonadotropins',
    records: [
      {
        kind: 'dose',
        on: '2026-04-01',
        content: {
          drug: 'hcg',
          amount: 2000,
          unit: '[IU]',
          route: 'intramuscular',
          timesPerDay: 1,
          everyDays: 2,
        },
      },
    ],
  });

const happened = (on: string, content: object = { kind: 'missed' }) => ({
  on,
  content: { drug: 'hcg', reason: 'Travel', ...content },
});
const record = (enrollmentId: string, change: object) =>
  submit(recordInjectionException, clinic.nurse, { enrollmentId, change });

test('an exception is recorded for a planned day, once', async () => {
  const { enrollmentId } = await manOnHcg();
  await record(enrollmentId, happened('2026-04-05'));
  const refusal = await refusalOf(record(enrollmentId, happened('2026-04-05')));
  expect(refusal).toMatchObject({
    code: 'CONFLICT',
    message: 'An exception is recorded for this day; correct that record.',
  });
});

describe('refused, with a message beside the field:', () => {
  test.each([
    ['a day that is not planned', happened('2026-04-04'), 'change.on', 'No injection of hCG'],
    ['the future', happened('2026-04-13'), 'change.on', 'in the future; today is 2026-04-12'],
    [
      'a move to the planned day itself',
      happened('2026-04-05', { kind: 'moved', givenOn: '2026-04-05' }),
      'change.content.givenOn',
      'This is the planned day itself.',
    ],
  ])('%s', async (_what, change, field, message) => {
    const { enrollmentId } = await manOnHcg();
    const refusal = await refusalOf(record(enrollmentId, change));
    expect(refusal.fields[field]?.join()).toContain(message);
  });
});

test('a correction is judged like a new one', async () => {
  const { enrollmentId } = await manOnHcg();
  const { recordId } = await record(enrollmentId, happened('2026-04-05'));
  const amend = (on: string, version: number) =>
    submit(amendRecord, clinic.nurse, {
      recordId,
      version,
      reason: 'Typing error',
      entry: { kind: 'injection-exception', ...happened(on) },
    });
  const refusal = await refusalOf(amend('2026-04-06', 1));
  expect(refusal.fields['entry.on']?.join()).toContain('No injection of hCG is planned');
  await expect(amend('2026-04-07', 1)).resolves.toMatchObject({ version: 2 });
});
