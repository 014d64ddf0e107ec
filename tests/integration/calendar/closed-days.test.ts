import { beforeEach, describe, expect, test } from 'vitest';
import { sitesWhere } from '@/lib/auth/can';
import { type CivilDate, civilDate } from '@/lib/dates/civil-date';
import { closeDay } from '@/lib/server/calendar/close-day';
import { getCalendarDay, getCalendarMonth } from '@/lib/server/calendar/queries';
import { reopenDay } from '@/lib/server/calendar/reopen-day';
import { siteDateAt } from '@/lib/server/clock';
import { checkProjection } from '@/lib/server/courses/check-projection';
import { inReadTransaction } from '@/lib/server/db/transaction';
import { rescheduleOccurrence } from '@/lib/server/plan/reschedule-occurrence';
import { recordVisit } from '@/lib/server/visits/record-visit';
import { listWork } from '@/lib/server/worklist/queries';
import { calendarMonthOf } from '@/lib/worklist/calendar-month';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

// On isotretinoin from Saturday 2026-01-10: month 3 is Friday 2026-04-10, and what belongs to it is permitted from
// 2026-04-03 to 2026-04-17 (semen and PHQ-9: 2026-03-27 to 2026-04-24). The capsules of the third supply would last
// until that day too, and the next are handed over in the week that ends with it.
const today = '2026-03-20';
const monthThree = [
  'dispensing#4',
  'monthly-check#3',
  'monthly-labs#2',
  'phq-9#1',
  'rems-check#3',
  'semen#1',
];

let count = 0;
let clinic: Clinic;
let enrollmentId: string;

beforeEach(async () => {
  setToday(today);
  count += 1;
  clinic = await openClinic(owner, `C${count}`);
  ({ enrollmentId } = await importMan(clinic));
});

async function planned(enrollment: string, day: string): Promise<string[]> {
  const { rows } = await owner.query<{ key: string }>(
    `SELECT key FROM occurrence
     WHERE enrollment_id = $1 AND planned_on = $2 AND kind NOT IN ('decision', 'injection-course')
     ORDER BY key`,
    [enrollment, day],
  );
  return rows.map(({ key }) => key);
}

async function occurrence(key: string) {
  const { rows } = await owner.query<{ planned_on: string; clinic_closed: boolean }>(
    `SELECT planned_on::text, clinic_closed FROM occurrence WHERE enrollment_id = $1 AND key = $2`,
    [enrollmentId, key],
  );
  return rows[0];
}

function siteOf({ nurse }: Clinic) {
  const [site] = nurse.memberships;
  if (site === undefined) {
    throw new Error('The nurse works nowhere.');
  }
  return site;
}

const dayView = (day: string) => getCalendarDay(clinic.nurse, siteOf(clinic), civilDate(day));

type Agreed = {
  readonly occurrenceKey: string;
  readonly plannedOn: string | null;
  readonly reason?: string;
};

async function close(day: string, agreed: readonly Agreed[] = []) {
  const { calendarVersion } = await dayView(day);
  return await submit(closeDay, clinic.nurse, {
    siteId: clinic.site.id,
    day,
    calendarVersion,
    reason: 'Public holiday',
    agreed: agreed.map((one) => ({ enrollmentId, reason: '', ...one })),
  });
}

async function reopen(day: string) {
  const { calendarVersion, closed } = await dayView(day);
  return await submit(reopenDay, clinic.nurse, {
    closedDayId: closed?.id,
    calendarVersion,
    reason: 'Open after all',
  });
}

const agree = (occurrenceKey: string, plannedOn: string) =>
  submit(rescheduleOccurrence, clinic.nurse, {
    enrollmentId,
    occurrenceKey,
    plannedOn,
    reason: 'Agreed by telephone',
  });

async function rebuiltDiffers(enrollment = enrollmentId) {
  return await inReadTransaction(clinic.physician, (tx) =>
    checkProjection(tx, enrollment, civilDate(today)),
  );
}

describe('closing a day', () => {
  test('moves what is planned then to the nearest open day, of active men at this site only', async () => {
    const other = await openClinic(owner, `D${count}`);
    const elsewhere = await importMan(other);
    const ended = await importMan(clinic, {
      ended: { status: 'withdrawn', on: '2026-03-01', reason: 'moved away' },
    });
    const asPlanned = await planned(ended.enrollmentId, '2026-04-10');
    expect(await planned(enrollmentId, '2026-04-10')).toEqual(monthThree);
    expect(await close('2026-04-10')).toMatchObject({ moved: 6, agreed: 0, left: 0 });
    expect(await planned(enrollmentId, '2026-04-10')).toEqual([]);
    expect(await planned(enrollmentId, '2026-04-09')).toEqual(monthThree);
    expect(await planned(elsewhere.enrollmentId, '2026-04-10')).toEqual(monthThree);
    expect(await planned(ended.enrollmentId, '2026-04-10')).toEqual(asPlanned);
    expect(await rebuiltDiffers()).toEqual([]);
    expect(await rebuiltDiffers(ended.enrollmentId)).toEqual([]);
  });

  test('is shown before with every man, from where to where, and showing it writes nothing', async () => {
    const { effect } = await dayView('2026-04-10');
    expect(effect).toMatchObject({
      men: 1,
      counts: { moved: 6, agreed: 0, 'no-open-day': 0, 'open-again': 0 },
    });
    expect(effect?.moves.find(({ occurrenceKey }) => occurrenceKey === 'semen#1')).toMatchObject({
      enrollmentId,
      kind: 'moved',
      from: '2026-04-10',
      to: '2026-04-09',
      opensOn: '2026-03-27',
      closesOn: '2026-04-24',
    });
    expect(await planned(enrollmentId, '2026-04-10')).toEqual(monthThree);
  });

  test('with nothing to move says so and closes it', async () => {
    expect((await dayView('2026-04-15')).effect).toMatchObject({ men: 0, moves: [] });
    expect(await close('2026-04-15')).toMatchObject({ moved: 0, agreed: 0, left: 0 });
    expect((await dayView('2026-04-15')).closed).toMatchObject({
      reason: 'Public holiday',
      closedOn: today,
    });
  });

  test('a man who enrolls later is planned round it', async () => {
    await close('2026-04-10');
    const later = await importMan(clinic);
    expect(await planned(later.enrollmentId, '2026-04-09')).toEqual(monthThree);
    expect(await rebuiltDiffers(later.enrollmentId)).toEqual([]);
  });

  test('on the morning itself moves nobody to a day that has passed', async () => {
    setToday('2026-04-10');
    expect(await close('2026-04-10')).toMatchObject({ moved: 5, left: 1 });
    expect(await planned(enrollmentId, '2026-04-11')).toEqual(monthThree.slice(1));
    expect(await occurrence('dispensing#4')).toEqual({
      planned_on: '2026-04-10',
      clinic_closed: true,
    });
  });

  test('of every day of the window leaves him on the planned day, with the mark', async () => {
    setToday('2026-04-10');
    for (let day = 10; day <= 17; day += 1) {
      await close(`2026-04-${day}`);
    }
    expect(await occurrence('monthly-check#3')).toEqual({
      planned_on: '2026-04-10',
      clinic_closed: true,
    });
    expect(await occurrence('semen#1')).toEqual({ planned_on: '2026-04-18', clinic_closed: false });
    expect(await rebuiltDiffers()).toEqual([]);
  });

  test('changes neither windows nor what counts: done on the closed day is done on time', async () => {
    await close('2026-04-10');
    setToday('2026-04-10');
    await submit(recordVisit, clinic.nurse, {
      enrollmentId,
      visitedOn: '2026-04-10',
      symptomCheck: { answers: { headache: 'none' } },
    });
    const { rows } = await owner.query(
      `SELECT actual_on::text, timing, planned_on::text FROM occurrence
       WHERE enrollment_id = $1 AND key = 'monthly-check#3'`,
      [enrollmentId],
    );
    expect(rows).toEqual([
      { actual_on: '2026-04-10', timing: 'on-time', planned_on: '2026-04-10' },
    ]);
  });

  test.each([
    ['a day that has passed', '2026-03-19', 'day', /in the past/],
    ['no date', '10 April', 'day', /date that exists/],
  ])('%s is refused', async (_, day, field, message) => {
    const refusal = await refusalOf(
      submit(closeDay, clinic.nurse, {
        siteId: clinic.site.id,
        day,
        calendarVersion: 1,
        reason: 'Holiday',
        agreed: [],
      }),
    );
    expect(refusal.fields[field]?.join()).toMatch(message);
  });

  test('stands in the trail with who and why', async () => {
    const { closedDayId } = await close('2026-04-10');
    const { rows } = await owner.query(
      `SELECT event, actor_id, reason, after ->> 'day' AS day FROM audit_event WHERE row_id = $1`,
      [closedDayId],
    );
    expect(rows).toEqual([
      {
        event: 'insert',
        actor_id: clinic.nurse.userId,
        reason: 'Public holiday',
        day: '2026-04-10',
      },
    ]);
  });
});

describe('a date agreed with the man', () => {
  beforeEach(async () => {
    await agree('monthly-check#3', '2026-04-14');
  });

  test('is listed with the day that could be agreed instead', async () => {
    const { effect } = await dayView('2026-04-14');
    expect(effect?.moves).toMatchObject([
      { kind: 'agreed', occurrenceKey: 'monthly-check#3', from: '2026-04-14', to: '2026-04-13' },
    ]);
  });

  test('moves to the day that a person gives, with the reason of the closing', async () => {
    const answer = await close('2026-04-14', [
      { occurrenceKey: 'monthly-check#3', plannedOn: '2026-04-13' },
    ]);
    expect(answer).toMatchObject({ moved: 0, agreed: 1, left: 0 });
    const { rows } = await owner.query(
      `SELECT planned_on::text, reason, voided_at IS NULL AS stands, void_reason
       FROM plan_adjustment WHERE enrollment_id = $1 ORDER BY id`,
      [enrollmentId],
    );
    const closing = 'Clinic closed on 2026-04-14: Public holiday';
    expect(rows).toEqual([
      {
        planned_on: '2026-04-14',
        reason: 'Agreed by telephone',
        stands: false,
        void_reason: closing,
      },
      { planned_on: '2026-04-13', reason: closing, stands: true, void_reason: null },
    ]);
    expect(await occurrence('monthly-check#3')).toEqual({
      planned_on: '2026-04-13',
      clinic_closed: false,
    });
    expect(await rebuiltDiffers()).toEqual([]);
  });

  test.each([[[]], [[{ occurrenceKey: 'monthly-check#3', plannedOn: '' }]]])(
    'stays with the mark when nobody gives another day',
    async (agreed) => {
      expect(await close('2026-04-14', agreed)).toMatchObject({ moved: 0, agreed: 0, left: 1 });
      expect(await occurrence('monthly-check#3')).toEqual({
        planned_on: '2026-04-14',
        clinic_closed: true,
      });
    },
  );

  test('says on Today that the clinic is closed then', async () => {
    await close('2026-04-14');
    setToday('2026-04-12');
    const sections = await listWork(
      clinic.nurse,
      sitesWhere(clinic.nurse, 'patient:read'),
      readWorklistSearch({}),
    );
    const items = sections.flatMap(({ rows }) => rows.flatMap((row) => row.items));
    expect(items.find(({ id }) => id === 'monthly-check#3')?.note).toBe(
      'clinic closed on 2026-04-14',
    );
    expect(items.find(({ id }) => id === 'semen#1')?.note).toBeNull();
  });

  test('leaves the window only with a reason of its own', async () => {
    const outside = { occurrenceKey: 'monthly-check#3', plannedOn: '2026-04-20' };
    const refusal = await refusalOf(close('2026-04-14', [outside]));
    expect(refusal.fields).toEqual({
      'agreed.0.reason': [
        'The day lies outside the window, from 2026-04-03 to 2026-04-17: say why.',
      ],
    });
    await close('2026-04-14', [{ ...outside, reason: 'He is abroad until then' }]);
    expect(await occurrence('monthly-check#3')).toMatchObject({ planned_on: '2026-04-20' });
    setToday('2026-04-20');
    await submit(recordVisit, clinic.nurse, {
      enrollmentId,
      visitedOn: '2026-04-20',
      symptomCheck: { answers: { headache: 'none' } },
    });
    const { rows } = await owner.query(
      `SELECT timing FROM occurrence WHERE enrollment_id = $1 AND key = 'monthly-check#3'`,
      [enrollmentId],
    );
    expect(rows).toEqual([{ timing: 'late' }]);
  });

  test.each([
    ['the closed day itself', '2026-04-14', /closed on this day too/],
    ['a day that has passed', '2026-03-19', /in the past/],
  ])('does not move to %s', async (_, plannedOn, message) => {
    const refusal = await refusalOf(
      close('2026-04-14', [{ occurrenceKey: 'monthly-check#3', plannedOn }]),
    );
    expect(refusal.fields['agreed.0.plannedOn']?.join()).toMatch(message);
    expect((await dayView('2026-04-14')).closed).toBeNull();
  });

  test('what is not planned on that day any more is refused as changed', async () => {
    const refusal = await refusalOf(
      close('2026-04-14', [{ occurrenceKey: 'semen#1', plannedOn: '2026-04-13' }]),
    );
    expect(refusal.code).toBe('STALE_VERSION');
    expect(refusal.message).toContain('Nothing was changed');
  });
});

describe('reopening a day', () => {
  test('brings back what the calendar moved, and leaves what was agreed anew', async () => {
    await agree('semen#1', '2026-04-10');
    await close('2026-04-10', [{ occurrenceKey: 'semen#1', plannedOn: '2026-04-13' }]);
    expect((await dayView('2026-04-10')).effect?.counts).toMatchObject({ moved: 5 });
    expect(await reopen('2026-04-10')).toEqual({ moved: 5, openAgain: 0 });
    expect(await planned(enrollmentId, '2026-04-10')).toEqual(
      monthThree.filter((key) => key !== 'semen#1'),
    );
    expect(await occurrence('semen#1')).toMatchObject({ planned_on: '2026-04-13' });
    expect(await rebuiltDiffers()).toEqual([]);
  });

  test('takes the mark from who had stayed', async () => {
    await agree('semen#1', '2026-04-10');
    await close('2026-04-10');
    expect(await reopen('2026-04-10')).toEqual({ moved: 5, openAgain: 1 });
    expect(await occurrence('semen#1')).toEqual({ planned_on: '2026-04-10', clinic_closed: false });
  });

  test('is refused once the day has passed, and a second time', async () => {
    await close('2026-04-15');
    const { calendarVersion, closed } = await dayView('2026-04-15');
    const input = { closedDayId: closed?.id, calendarVersion, reason: 'Open after all' };
    setToday('2026-04-16');
    expect((await refusalOf(submit(reopenDay, clinic.nurse, input))).message).toContain(
      'has passed',
    );
    setToday(today);
    await submit(reopenDay, clinic.nurse, input);
    expect((await refusalOf(submit(reopenDay, clinic.nurse, input))).code).toBe('CONFLICT');
  });
});

describe('two people at the calendar', () => {
  test('who closes a day that somebody has closed is told why it is closed', async () => {
    await close('2026-04-10');
    const refusal = await refusalOf(close('2026-04-10'));
    expect(refusal.code).toBe('CONFLICT');
    expect(refusal.message).toBe(
      'This day is closed already: Public holiday. Nothing was changed.',
    );
  });

  test('who saw another calendar is refused, and nothing is half done', async () => {
    const { calendarVersion } = await dayView('2026-04-10');
    await close('2026-04-09');
    const refusal = await refusalOf(
      submit(closeDay, clinic.physician, {
        siteId: clinic.site.id,
        day: '2026-04-10',
        calendarVersion,
        reason: 'Holiday',
        agreed: [],
      }),
    );
    expect(refusal).toMatchObject({ code: 'STALE_VERSION', current: { calendarVersion: 2 } });
    expect(await planned(enrollmentId, '2026-04-10')).toEqual(monthThree);
  });

  test('closing one day at the same moment, one succeeds and the other is refused', async () => {
    const outcomes = await Promise.allSettled([close('2026-04-10'), close('2026-04-10')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await planned(enrollmentId, '2026-04-09')).toEqual(monthThree);
    expect(await rebuiltDiffers()).toEqual([]);
  });

  test('whatever is saved while a day is closed, the stored plans are those of the facts', async () => {
    const others = await Promise.all([importMan(clinic), importMan(clinic)]);
    await Promise.allSettled([
      close('2026-04-10'),
      agree('monthly-check#3', '2026-04-10'),
      importMan(clinic),
      submit(recordVisit, clinic.nurse, {
        enrollmentId: others[0].enrollmentId,
        visitedOn: today,
        symptomCheck: { answers: { headache: 'none' } },
      }),
    ]);
    const { rows } = await owner.query<{ id: string }>(
      'SELECT id FROM enrollment WHERE site_id = $1',
      [clinic.site.id],
    );
    for (const { id } of rows) {
      expect(await rebuiltDiffers(id)).toEqual([]);
    }
  });
});

describe('nobody leaves the permitted window silently', () => {
  test('when two weeks round month ends and the leap day are closed, day by day', async () => {
    setToday('2028-01-31');
    const starts = ['2027-11-29', '2027-11-30', '2027-12-29', '2027-12-31', '2028-01-29'];
    for (const on of starts) {
      await importMan(clinic, {
        consentOn: '2027-11-20',
        enrolledOn: '2027-11-20',
        records: [{ ...firstDose, on }],
      });
    }
    for (let day = 21; day <= 29; day += 1) {
      await close(`2028-02-${day}`);
    }
    for (let day = 1; day <= 5; day += 1) {
      await close(`2028-03-0${day}`);
    }
    const { rows } = await owner.query<{ key: string }>(
      `SELECT o.key, o.planned_on, o.clinic_closed FROM occurrence o
       LEFT JOIN closed_day c ON c.site_id = o.site_id AND c.day = o.planned_on
       WHERE o.site_id = $1 AND o.planned_on >= '2028-02-01' AND o.actual_on IS NULL
         AND o.not_applicable_reason IS NULL AND o.kind NOT IN ('decision', 'injection-course')
         AND (
           o.planned_on NOT BETWEEN o.opens_on AND coalesce(o.closes_on, o.planned_on)
           OR (c.id IS NOT NULL) <> o.clinic_closed
           OR (o.clinic_closed AND EXISTS (
             SELECT FROM generate_series(o.opens_on, o.closes_on, '1 day') AS open (day)
             WHERE open.day >= '2028-01-31' AND open.day NOT IN (
               SELECT day FROM closed_day WHERE site_id = o.site_id
             )
           ))
         )`,
      [clinic.site.id],
    );
    expect(rows).toEqual([]);
    const { rows: kept } = await owner.query(
      `SELECT count(*)::integer AS count FROM occurrence WHERE site_id = $1 AND clinic_closed`,
      [clinic.site.id],
    );
    // Capsules of a last day on 27, 28 or 29 February or 1 March whose whole week before is closed.
    expect(kept[0]?.count).toBeGreaterThan(0);
  });

  test('the day is that of the site: it has passed in Kiritimati when it begins in Pago Pago', async () => {
    delete process.env['SERTOLI_TODAY'];
    const west = await openClinic(owner, `W${count}`, 'Pacific/Pago_Pago');
    const east = await openClinic(owner, `E${count}`, 'Pacific/Kiritimati');
    const day: CivilDate = siteDateAt(new Date(), 'Pacific/Pago_Pago');
    const closing = (where: Clinic) =>
      submit(closeDay, where.nurse, {
        siteId: where.site.id,
        day,
        calendarVersion: 1,
        reason: 'Storm',
        agreed: [],
      });
    await closing(west);
    expect((await refusalOf(closing(east))).fields['day']?.join()).toContain('in the past');
  });
});

test('the month counts who is planned on each day from today on, decisions left out', async () => {
  await importMan(clinic);
  await close('2026-04-10');
  const month = await getCalendarMonth(
    clinic.nurse,
    siteOf(clinic),
    calendarMonthOf('2026-04', civilDate(today)),
  );
  expect(month.planned.find(({ on }) => on === '2026-04-09')).toMatchObject({
    men: 2,
    items: 12,
    onClosedDay: 0,
  });
  expect(month.planned.map(({ on }) => on)).not.toContain('2026-04-10');
  expect(month.closedDays).toMatchObject([{ day: '2026-04-10', reason: 'Public holiday' }]);
});
