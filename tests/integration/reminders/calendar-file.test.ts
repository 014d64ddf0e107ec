import ICAL from 'ical.js';
import { beforeAll, expect, test } from 'vitest';
import { toDay } from '@/lib/dates/civil-date';
import { plannedDates } from '@/lib/reminders/planned-dates';
import { siteToday } from '@/lib/server/clock';
import { loadChart } from '@/lib/server/patients/load-chart';
import { rescheduleOccurrence } from '@/lib/server/plan/reschedule-occurrence';
import { calendarFile } from '@/lib/server/reminders/calendar-file';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;
let man: Awaited<ReturnType<typeof importMan>>;

beforeAll(async () => {
  setToday('2026-01-12');
  clinic = await openClinic(owner);
  man = await importMan(clinic);
});

async function readFile() {
  const chart = await loadChart(clinic.nurse, man.patientId, null);
  const { loaded, evaluation, enrollment, patient } = chart ?? expect.unreachable();
  const dates = plannedDates(
    loaded.protocol,
    evaluation.plan,
    toDay(siteToday(clinic.nurse.memberships[0]?.timeZone ?? 'UTC')),
  );
  const text = calendarFile({
    enrollmentId: enrollment.id,
    dates,
    writtenAt: new Date('2026-01-12T09:00:00Z'),
  });
  const events = new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component));
  return { text, dates, events, patient };
}

test('another reader finds every planned date as a whole day', async () => {
  const { dates, events } = await readFile();
  expect(dates.length).toBeGreaterThan(10);
  expect(
    events.map(({ startDate, summary }) => [startDate.isDate, startDate.toString(), summary]),
  ).toEqual(dates.map(({ on, title }) => [true, on, title]));
  // Month 3 of isotretinoin from 10 January, engine §3: anchor and months.
  expect(dates).toContainEqual(
    expect.objectContaining({ on: '2026-04-10', title: expect.stringContaining('Semen') }),
  );
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
});

test('it says nothing about who he is', async () => {
  const { text, patient } = await readFile();
  const { name, recordNumber, birthDate } = patient;
  for (const secret of [
    patient.studyId,
    patient.id,
    man.enrollmentId,
    name,
    recordNumber,
    birthDate,
  ]) {
    expect(secret).toBeTruthy();
    expect(text).not.toContain(secret);
  }
  expect(text).not.toContain('Site NYC');
});

test('an entry keeps its UID when its date is moved', async () => {
  const before = await readFile();
  const moved = before.dates.find(({ title }) => title.includes('Semen')) ?? expect.unreachable();
  await submit(rescheduleOccurrence, clinic.nurse, {
    enrollmentId: man.enrollmentId,
    occurrenceKey: moved.key,
    plannedOn: '2026-04-13',
    reason: 'He is away on the tenth.',
  });
  const after = await readFile();
  const find = (file: typeof before, on: string) =>
    file.events.find(
      ({ startDate, summary }) => startDate.toString() === on && summary === moved.title,
    );
  expect(find(after, '2026-04-13')?.uid).toBe(find(before, moved.on)?.uid);
  expect(find(after, moved.on)).toBeUndefined();
});

test('what is over, waived or for the physician to decide is no appointment', async () => {
  setToday('2026-03-20');
  const { dates } = await readFile();
  setToday('2026-01-12');
  expect(dates.every(({ on }) => on >= '2026-03-20')).toBe(true);
  expect(dates.map(({ title }) => title)).not.toContainEqual(
    expect.stringMatching(/review|decide/i),
  );
});
