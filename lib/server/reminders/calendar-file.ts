import 'server-only';
import { createHash } from 'node:crypto';
import ical, { ICalEventTransparency } from 'ical-generator';
import type { PlannedDate } from '@/lib/reminders/planned-dates';

interface CalendarFile {
  readonly enrollmentId: string;
  readonly dates: readonly PlannedDate[];
  readonly writtenAt: Date;
}

/**
 * The planned dates as an iCalendar file (RFC 5545) for the man's own calendar: whole days, without his name, his study
 * id or the clinic's. A calendar that has read an earlier file moves its entries, because each keeps its UID.
 */
export function calendarFile({ enrollmentId, dates, writtenAt }: CalendarFile): string {
  const calendar = ical({ name: 'Planned visits', prodId: '//sertoli//planned visits//EN' });
  for (const { key, on, title, opensOn, closesOn } of dates) {
    calendar.createEvent({
      id: uidOf(enrollmentId, key),
      stamp: writtenAt,
      start: midnight(on),
      allDay: true,
      summary: title,
      description: describeWindow(opensOn, closesOn),
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

/** Tells nothing of the enrollment to whoever reads the calendar. */
function uidOf(enrollmentId: string, key: string): string {
  const hash = createHash('sha256').update(`${enrollmentId} ${key}`).digest('hex');
  return `${hash.slice(0, 32)}@sertoli`;
}

function midnight(on: string): Date {
  return new Date(`${on}T00:00:00Z`);
}

function describeWindow(opensOn: string | null, closesOn: string | null): string {
  const window =
    opensOn === null || closesOn === null ? '' : `Possible from ${opensOn} to ${closesOn}. `;
  return `${window}Ask the clinic before you move it.`;
}
