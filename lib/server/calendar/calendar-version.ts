import 'server-only';
import { AppError } from '../app-error';
import { lockCalendar } from '../courses/calendar-lock';
import { loadCalendars, type StoredCalendar } from '../courses/load-calendars';
import type { Transaction } from '../db/transaction';

/** A change of the weekdays rebuilds every plan of a site; nobody is half moved when it takes longer. */
export const calendarTimeoutMs = 120_000;

/**
 * The calendar of a site, which nobody else changes and no plan is made from until the transaction ends.
 *
 * @throws STALE_VERSION when it is no longer the one that the person saw.
 */
export async function takeCalendar(
  tx: Transaction,
  siteId: string,
  seenVersion: number,
): Promise<StoredCalendar> {
  await lockCalendar(tx, siteId);
  const stored = (await loadCalendars(tx, [siteId]))(siteId);
  if (stored.version !== seenVersion) {
    throw new AppError('STALE_VERSION', {
      message:
        'Somebody else has changed the calendar of the clinic since you opened this. Nothing was changed; reload to see what it does now.',
      current: { calendarVersion: stored.version },
    });
  }
  return stored;
}
