import { beforeAll, describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import type { TherapyInput } from '@/lib/records/therapy';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { findEnrollmentSummaries } from '@/lib/server/enrollments/summaries';
import { amendRecord } from '@/lib/server/records/amend-record';
import { voidRecord } from '@/lib/server/records/void-record';
import { changeTherapy } from '@/lib/server/therapy/change-therapy';
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

const dose = (on: string, changes: object = {}) => ({
  kind: 'dose',
  on,
  content: {
    drug: 'isotretinoin',
    amount: 20,
    unit: 'mg',
    route: 'oral',
    timesPerDay: 2,
    everyDays: 1,
    ...changes,
  },
});
const hold = (on: string) => ({ kind: 'hold', on, content: { reason: 'laboratory-result' } });
const resume = (on: string) => ({ kind: 'resume', on, content: { reason: 'Values are normal' } });
const stop = (on: string, reason = 'completed') => ({ kind: 'stop', on, content: { reason } });

type Change = { readonly kind: string; readonly on: string; readonly content: object };

const change = (enrollmentId: string, input: Change | TherapyInput) =>
  submit(changeTherapy, clinic.nurse, { enrollmentId, change: input });

async function manAfter(...changes: readonly Change[]): Promise<string> {
  const { enrollmentId } = await importMan(clinic);
  for (const input of changes) {
    await change(enrollmentId, input);
  }
  return enrollmentId;
}

const untreated = async () => (await importMan(clinic, { records: [] })).enrollmentId;

test('the first dose dates the plan and names the baseline that it finds undone', async () => {
  const { change: result, unmetBaseline } = await change(await untreated(), dose('2026-04-01'));
  expect(unmetBaseline.map(({ key }) => key)).toEqual([
    'baseline-labs#1',
    'baseline-phq-9#1',
    'baseline-semen#1',
  ]);
  expect(result.opened).toContainEqual(
    expect.objectContaining({ key: 'monthly-check#1', targetOn: '2026-05-01' }),
  );
});

test('a hold suspends dispensing, asks for a follow-up and keeps checks, labs and semen due', async () => {
  const enrollmentId = await manAfter();
  const { recordId, change: result } = await change(enrollmentId, hold('2026-04-10'));
  expect(result.opened.map(({ requirement }) => requirement)).toEqual(['hold-follow-up']);
  expect(result.opened[0]?.key.endsWith(`@${recordId}`)).toBe(true);
  const due = result.stillDue.map(({ requirement }) => requirement);
  expect(due).toEqual(expect.arrayContaining(['monthly-check', 'semen']));
  expect(due).not.toContain('dispensing');
});

test('a stop entered late ends the plan as if it had been entered on its day', async () => {
  const late = await manAfter();
  const { change: result } = await change(late, stop('2026-02-20', 'adverse-event'));
  expect(result.dropped.map(({ key }) => key)).toContain('semen#2');
  expect(result.opened.map(({ requirement }) => requirement)).toEqual(['stop-follow-up']);
  setToday('2026-02-20');
  const onTime = await manAfter(stop('2026-02-20', 'adverse-event'));
  setToday('2026-04-12');
  const planOf = async (id: string) =>
    (
      await owner.query(
        `SELECT split_part(key, '@', 1) AS key, target_on::text, not_applicable_reason
         FROM occurrence WHERE enrollment_id = $1 ORDER BY 1`,
        [id],
      )
    ).rows;
  expect(await planOf(late)).toEqual(await planOf(onTime));
});

describe('refused, with a message beside the field:', () => {
  test.each<[string, readonly Change[], Change, string, string]>([
    [
      'a second stop',
      [stop('2026-03-01')],
      stop('2026-03-02'),
      'ALREADY_STOPPED',
      'stopped; the last dose was on 2026-03-01',
    ],
    [
      'a dose after the stop',
      [stop('2026-03-01')],
      dose('2026-03-02'),
      'ALREADY_STOPPED',
      'stopped',
    ],
    [
      'a hold on hold',
      [hold('2026-03-01')],
      hold('2026-03-05'),
      'CONFLICT',
      'on hold already, since 2026-03-01',
    ],
    ['a resume without a hold', [], resume('2026-03-05'), 'CONFLICT', 'not on hold'],
    [
      'a resume before its hold',
      [hold('2026-03-01')],
      resume('2026-02-28'),
      'INVALID_INPUT',
      'before the hold on 2026-03-01',
    ],
    [
      'a stop before the first dose',
      [],
      stop('2026-01-09'),
      'INVALID_INPUT',
      'before the first dose on 2026-01-10',
    ],
    [
      'a stop before a later dose',
      [dose('2026-03-01', { amount: 40 })],
      stop('2026-02-20'),
      'INVALID_INPUT',
      'change of 2026-03-01',
    ],
    ['a day in the future', [], hold('2026-04-13'), 'INVALID_INPUT', 'in the future'],
    ['a day before enrollment', [], dose('2026-01-04'), 'INVALID_INPUT', 'before enrollment'],
  ])('%s', async (_what, before, input, code, message) => {
    const refusal = await refusalOf(change(await manAfter(...before), input));
    expect(refusal.code).toBe(code);
    expect(refusal.fields['change.on']?.join()).toContain(message);
  });

  test('a first dose before consent', async () => {
    const { enrollmentId } = await importMan(clinic, {
      records: [],
      enrolledOn: '2026-01-05',
      consentOn: '2026-01-09',
    });
    const refusal = await refusalOf(change(enrollmentId, dose('2026-01-08')));
    expect(refusal.fields['change.on']).toEqual(['This is before consent on 2026-01-09.']);
  });

  test('a hold before any dose', async () => {
    const refusal = await refusalOf(change(await untreated(), hold('2026-04-01')));
    expect(refusal).toMatchObject({ code: 'CONFLICT', message: 'No dose has been given yet.' });
  });

  test('a drug of another protocol', async () => {
    const refusal = await refusalOf(change(await untreated(), dose('2026-04-01', { drug: 'hcg' })));
    expect(refusal.fields).toHaveProperty(['change.content.drug']);
  });
});

describe('a correction of a change is judged like a new one:', () => {
  async function changesOf(...changes: readonly Change[]) {
    const { enrollmentId } = await importMan(clinic);
    const ids: string[] = [];
    for (const input of changes) {
      ids.push((await change(enrollmentId, input)).recordId);
    }
    return ids;
  }
  const amend = (recordId: string | undefined, entry: Change) =>
    submit(amendRecord, clinic.nurse, { recordId, version: 1, reason: 'Typing error', entry });
  const withdraw = (recordId: string | undefined) =>
    submit(voidRecord, clinic.nurse, { recordId, version: 1, reason: 'Typing error' });

  test('a hold moves within the days before its resume', async () => {
    const [held] = await changesOf(hold('2026-03-01'), resume('2026-03-10'), hold('2026-04-01'));
    await expect(amend(held, hold('2026-03-04'))).resolves.toMatchObject({ version: 2 });
  });

  test.each<[string, readonly Change[], Change, string]>([
    [
      'a hold cannot move behind its resume',
      [hold('2026-03-01'), resume('2026-03-10')],
      hold('2026-03-12'),
      'The resume of 2026-03-10 has no hold to end. Correct or void that one first.',
    ],
    [
      'a resume cannot move before its hold',
      [resume('2026-03-10'), hold('2026-03-01')],
      resume('2026-02-20'),
      'before the hold on 2026-03-01',
    ],
    [
      'a stop cannot move before a later change',
      [stop('2026-04-01'), hold('2026-03-01')],
      stop('2026-02-20'),
      'A change of 2026-03-01 is recorded',
    ],
    [
      'a dose cannot move behind the stop',
      [dose('2026-03-01', { amount: 10 }), stop('2026-04-01')],
      dose('2026-04-02', { amount: 10 }),
      'stopped; the last dose was on 2026-04-01',
    ],
  ])('%s', async (_rule, changes, entry, message) => {
    const order = changes.toSorted((one, other) => one.on.localeCompare(other.on));
    const ids = await changesOf(...order);
    const corrected = ids[order.findIndex(({ kind }) => kind === entry.kind)];
    const refusal = await refusalOf(amend(corrected, entry));
    expect(refusal.fields['entry.on']?.join()).toContain(message);
  });

  test('a hold on which a resume depends is not voided before it', async () => {
    const [held, resumed] = await changesOf(hold('2026-03-01'), resume('2026-03-10'));
    const refusal = await refusalOf(withdraw(held));
    expect(refusal).toMatchObject({
      code: 'CONFLICT',
      message: 'The resume of 2026-03-10 has no hold to end. Correct or void that one first.',
    });
    await withdraw(resumed);
    await withdraw(held);
  });
});

describe('one of two drugs', () => {
  const injection = (drug: string, on: string) =>
    dose(on, {
      drug,
      amount: 150,
      unit: '[IU]',
      route: 'intramuscular',
      timesPerDay: 1,
      everyDays: 4,
    });
  const stopOf = (drug: string | null, on: string) => ({
    kind: 'stop',
    on,
    content: { reason: 'completed', drug },
  });

  async function manOnBoth() {
    const { enrollmentId } = await importMan(clinic, {
      protocol: 'gonadotropin-noa',
      arm: 'gonadotropins',
      records: [],
    });
    await change(enrollmentId, injection('hcg', '2026-02-01'));
    await change(enrollmentId, injection('ufsh', '2026-03-01'));
    return enrollmentId;
  }

  test('is stopped alone, once; therapy ends with the other one', async () => {
    const enrollmentId = await manOnBoth();
    await change(enrollmentId, stopOf('ufsh', '2026-03-20'));
    const second = await refusalOf(change(enrollmentId, stopOf('ufsh', '2026-03-25')));
    expect(second.message).toBe('uFSH has been stopped; its last dose was on 2026-03-20.');
    await change(enrollmentId, stopOf('hcg', '2026-03-31'));
    const third = await refusalOf(change(enrollmentId, stopOf(null, '2026-04-02')));
    expect(third.code).toBe('ALREADY_STOPPED');
    expect(third.message).toContain('the last dose was on 2026-03-31');
    const listed = await inReadTransaction(clinic.nurse, (tx) =>
      findEnrollmentSummaries(tx, [enrollmentId], {
        sites: [{ siteId: clinic.site.id, today: civilDate('2026-04-12') }],
        identitySiteIds: [],
      }),
    );
    expect(listed.get(enrollmentId)?.lastDoseOn).toBe('2026-03-31');
  });

  test('is not stopped before it was given', async () => {
    const refusal = await refusalOf(change(await manOnBoth(), stopOf('ufsh', '2026-02-20')));
    expect(refusal.fields).toEqual({
      'change.content.drug': ['uFSH was not given on this day.'],
    });
  });
});
