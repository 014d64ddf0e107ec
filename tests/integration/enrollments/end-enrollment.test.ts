import { beforeAll, describe, expect, test } from 'vitest';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { endEnrollment } from '@/lib/server/enrollments/end-enrollment';
import { reopenEnrollment } from '@/lib/server/enrollments/reopen-enrollment';
import { changeTherapy } from '@/lib/server/therapy/change-therapy';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-04-12');
  clinic = await openClinic(owner);
});

const ending = (enrollmentId: string, changes: object = {}) => ({
  enrollmentId,
  version: 1,
  endedOn: '2026-04-12',
  status: 'withdrawn',
  category: 'patient-decision',
  reason: 'Moves abroad',
  ...changes,
});

async function stopped(): Promise<string> {
  const { enrollmentId } = await importMan(clinic);
  await submit(changeTherapy, clinic.nurse, {
    enrollmentId,
    change: { kind: 'stop', on: '2026-04-10', content: { reason: 'patient-choice' } },
  });
  return enrollmentId;
}

const fatal = {
  endedOn: '2026-03-02',
  outcome: 'fatal' as const,
  serious: 'yes' as const,
  seriousness: ['death' as const],
};

const event = (grade: number): ImportedCourseInput['records'][number] => ({
  kind: 'adverse-event',
  on: '2026-03-02',
  content: {
    term: 'other',
    description: 'Anxiety',
    grades: [{ from: '2026-03-02', grade }],
    ...(grade === 5 && fatal),
  },
});

async function manWithEvent(grade = 2) {
  const { enrollmentId } = await importMan(clinic, { records: [firstDose, event(grade)] });
  const { rows } = await owner.query<{ id: string }>(
    `SELECT id FROM record WHERE enrollment_id = $1 AND kind = 'adverse-event'`,
    [enrollmentId],
  );
  return { enrollmentId, adverseEventId: rows[0]?.id };
}

async function stored(enrollmentId: string) {
  const { rows } = await owner.query(
    `SELECT e.status, e.ended_on::text, e.end_category, e.end_adverse_event_id AS event,
       (SELECT string_agg(r.collected_on::text || ' ' || (r.content ->> 'reason'), ', ')
        FROM record r WHERE r.enrollment_id = e.id AND r.kind = 'stop' AND r.voided_at IS NULL) AS stop
     FROM enrollment e WHERE e.id = $1`,
    [enrollmentId],
  );
  return rows[0];
}

async function fieldsOf(attempt: Promise<unknown>) {
  const { fields } = await refusalOf(attempt);
  return Object.keys(fields);
}

test('nothing is due once an enrollment has ended, and what was missed stays missed', async () => {
  const enrollmentId = await stopped();
  const { change } = await submit(endEnrollment, clinic.nurse, ending(enrollmentId));
  expect(change.stillDue).toEqual([]);
  expect(change.dropped.map(({ key }) => key)).toContain('semen#1');
  const { rows } = await owner.query(
    `SELECT e.status, e.end_reason, app.occurrence_state(o, '2026-04-12') AS state
     FROM enrollment e JOIN occurrence o ON o.enrollment_id = e.id AND o.key = 'monthly-check#1'
     WHERE e.id = $1`,
    [enrollmentId],
  );
  expect(rows).toEqual([{ status: 'withdrawn', end_reason: 'Moves abroad', state: 'missed' }]);
});

test('an enrollment ends once, after it began and not in the future', async () => {
  const enrollmentId = await stopped();
  for (const endedOn of ['2026-04-13', '2026-01-04']) {
    const input = ending(enrollmentId, { endedOn });
    expect(await fieldsOf(submit(endEnrollment, clinic.nurse, input))).toEqual(['endedOn']);
  }
  await submit(endEnrollment, clinic.nurse, ending(enrollmentId));
  const again = submit(endEnrollment, clinic.nurse, ending(enrollmentId, { version: 2 }));
  expect(await refusalOf(again)).toMatchObject({ code: 'CONFLICT' });
});

describe('the last dose', () => {
  test.each([
    ['completed', {}, 'completed'],
    ['withdrawn', { category: 'physician-decision' }, 'physician-decision'],
    ['died', {}, 'other'],
    ['transferred', {}, 'other'],
  ])(
    'that is known becomes the stop, in the same transaction: %s',
    async (status, more, reason) => {
      const { enrollmentId } = await importMan(clinic);
      const input = ending(enrollmentId, { status, ...more, stop: { on: '2026-04-09' } });
      await submit(endEnrollment, clinic.nurse, input);
      expect(await stored(enrollmentId)).toMatchObject({ status, stop: `2026-04-09 ${reason}` });
    },
  );

  test.each(['completed', 'withdrawn'])('has to be known: %s', async (status) => {
    const { enrollmentId } = await importMan(clinic);
    const input = ending(enrollmentId, { status, isLastDoseUnknown: true });
    expect(await fieldsOf(submit(endEnrollment, clinic.nurse, input))).toEqual(['stop.on']);
    expect(await stored(enrollmentId)).toMatchObject({ status: 'active', stop: null });
  });

  test('that nobody knows stays unknown where he has died or moved, once a person says so', async () => {
    for (const status of ['died', 'transferred']) {
      const { enrollmentId } = await importMan(clinic);
      const silent = submit(endEnrollment, clinic.nurse, ending(enrollmentId, { status }));
      expect(await fieldsOf(silent)).toEqual(['stop.on']);
      const said = ending(enrollmentId, { status, isLastDoseUnknown: true });
      await submit(endEnrollment, clinic.nurse, said);
      expect(await stored(enrollmentId)).toMatchObject({ status, stop: null });
    }
  });

  test('is not after the end, not before the first dose, and not given twice', async () => {
    const { enrollmentId } = await importMan(clinic);
    for (const on of ['2026-04-11', '2026-01-09']) {
      const input = ending(enrollmentId, { endedOn: '2026-04-10', stop: { on } });
      expect(await fieldsOf(submit(endEnrollment, clinic.nurse, input))).toEqual(['stop.on']);
    }
    const twice = ending(await stopped(), { stop: { on: '2026-04-10' } });
    expect(await fieldsOf(submit(endEnrollment, clinic.nurse, twice))).toEqual(['stop.on']);
    const early = ending(await stopped(), { endedOn: '2026-04-09' });
    expect(await fieldsOf(submit(endEnrollment, clinic.nurse, early))).toEqual(['endedOn']);
  });
});

describe('withdrawn', () => {
  test('needs a category, and for an adverse event the event', async () => {
    const { enrollmentId } = await manWithEvent();
    const blank = ending(enrollmentId, { category: '' });
    expect(await fieldsOf(submit(endEnrollment, clinic.nurse, blank))).toEqual(['category']);
    const unnamed = ending(enrollmentId, { category: 'adverse-event' });
    expect(await fieldsOf(submit(endEnrollment, clinic.nurse, unnamed))).toEqual([
      'adverseEventId',
    ]);
  });

  test('because of an adverse event names it, and the stop has that reason', async () => {
    const { enrollmentId, adverseEventId } = await manWithEvent();
    const more = { category: 'adverse-event', adverseEventId, stop: { on: '2026-04-10' } };
    await submit(endEnrollment, clinic.nurse, ending(enrollmentId, more));
    expect(await stored(enrollmentId)).toEqual({
      status: 'withdrawn',
      ended_on: '2026-04-12',
      end_category: 'adverse-event',
      event: adverseEventId,
      stop: '2026-04-10 adverse-event',
    });
  });

  test('not because of another man’s event, nor of one that began later', async () => {
    const { enrollmentId, adverseEventId } = await manWithEvent();
    const other = await manWithEvent();
    const named = { category: 'adverse-event', stop: { on: '2026-02-01' } };
    for (const more of [
      { ...named, adverseEventId: other.adverseEventId },
      { ...named, adverseEventId, endedOn: '2026-03-01' },
    ]) {
      const attempt = submit(endEnrollment, clinic.nurse, ending(enrollmentId, more));
      expect(await fieldsOf(attempt)).toEqual(['adverseEventId']);
    }
  });
});

describe('died', () => {
  test('can name the event of grade 5, and no other', async () => {
    const { enrollmentId, adverseEventId } = await manWithEvent(5);
    const more = { status: 'died', endedOn: '2026-03-02', isLastDoseUnknown: true };
    await submit(endEnrollment, clinic.nurse, ending(enrollmentId, { ...more, adverseEventId }));
    expect(await stored(enrollmentId)).toMatchObject({ status: 'died', event: adverseEventId });
    const mild = await manWithEvent(2);
    const wrong = ending(mild.enrollmentId, { ...more, adverseEventId: mild.adverseEventId });
    expect(await fieldsOf(submit(endEnrollment, clinic.nurse, wrong))).toEqual(['adverseEventId']);
  });
});

describe('lost to follow-up', () => {
  const lost = (enrollmentId: string, more: object = {}) =>
    ending(enrollmentId, { status: 'lost-to-follow-up', isLastDoseUnknown: true, ...more });

  async function addContacts(enrollmentId: string, days: readonly string[]) {
    for (const on of days) {
      await owner.query(
        `INSERT INTO contact_log (site_id, patient_id, enrollment_id, contacted_on, channel, outcome, recorded_by)
         SELECT site_id, patient_id, id, $2, 'phone', 'no-answer', $3 FROM enrollment WHERE id = $1`,
        [enrollmentId, on, clinic.nurse.userId],
      );
    }
  }

  test('asks for three attempts since his last visit', async () => {
    const { enrollmentId } = await importMan(clinic, {
      records: [
        firstDose,
        {
          kind: 'vital-signs',
          on: '2026-02-10',
          content: { weight: '80' },
        } as ImportedCourseInput['records'][number],
      ],
    });
    // The first was before he was last seen.
    await addContacts(enrollmentId, ['2026-02-01', '2026-03-01', '2026-03-10']);
    const refusal = await refusalOf(submit(endEnrollment, clinic.nurse, lost(enrollmentId)));
    expect(refusal.code).toBe('CONFLICT');
    expect(refusal.fields['fewerContactsReason']?.join()).toContain('1 more attempt to reach him');
    await addContacts(enrollmentId, ['2026-03-20']);
    await submit(endEnrollment, clinic.nurse, lost(enrollmentId));
    expect(await stored(enrollmentId)).toMatchObject({ status: 'lost-to-follow-up', stop: null });
  });

  test('a physician may end it earlier, with a reason; others may not', async () => {
    const { enrollmentId } = await importMan(clinic);
    const early = lost(enrollmentId, { fewerContactsReason: 'His family says that he has moved.' });
    const byNurse = submit(endEnrollment, clinic.nurse, early);
    expect(await fieldsOf(byNurse)).toEqual(['fewerContactsReason']);
    const silent = submit(endEnrollment, clinic.physician, lost(enrollmentId));
    expect(await fieldsOf(silent)).toEqual(['fewerContactsReason']);
    await submit(endEnrollment, clinic.physician, early);
    expect(await stored(enrollmentId)).toMatchObject({ status: 'lost-to-follow-up' });
  });
});

describe('an end by mistake', () => {
  test('is taken back by a physician with a reason, and the plan goes on', async () => {
    const { enrollmentId, adverseEventId } = await manWithEvent();
    const more = { category: 'adverse-event', adverseEventId, stop: { on: '2026-04-10' } };
    await submit(endEnrollment, clinic.nurse, ending(enrollmentId, more));
    const again = { enrollmentId, version: 2, reason: 'Wrong man' };
    const byNurse = await refusalOf(submit(reopenEnrollment, clinic.nurse, again));
    expect(byNurse.code).toBe('FORBIDDEN');
    const { change } = await submit(reopenEnrollment, clinic.physician, again);
    expect(change.stillDue.map(({ key }) => key)).toContain('semen#1');
    expect(await stored(enrollmentId)).toEqual({
      status: 'active',
      ended_on: null,
      end_category: null,
      event: null,
      stop: '2026-04-10 adverse-event',
    });
  });

  test('is not taken back of an enrollment that goes on, nor by an old page', async () => {
    const enrollmentId = await stopped();
    const reopen = (version: number) =>
      submit(reopenEnrollment, clinic.physician, { enrollmentId, version, reason: 'Mistake' });
    expect((await refusalOf(reopen(1))).code).toBe('CONFLICT');
    await submit(endEnrollment, clinic.nurse, ending(enrollmentId));
    expect((await refusalOf(reopen(1))).code).toBe('STALE_VERSION');
  });
});
