import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { membershipWith } from '@/lib/auth/can';
import { withWeekdays } from '@/lib/course/calendar-moves';
import { previewClinicWeekdaysInputSchema } from '@/lib/course/clinic-calendar-input';
import { toDay } from '@/lib/dates/civil-date';
import { AppError } from '../app-error';
import { siteToday } from '../clock';
import type { Command } from '../command';
import { loadCalendars } from '../courses/load-calendars';
import { inReadTransaction } from '../db/transaction';
import { parseInput } from '../parse-input';
import { calendarEffect, findActive } from './calendar-effect';
import { type CalendarEffectView, viewEffect } from './view-effect';

/** What the weekdays would change, by the engine that will change it; nothing is written. */
export const previewClinicWeekdays: Command<CalendarEffectView> = {
  name: 'site.preview-clinic-weekdays',
  execute: (actor, input) => preview(actor, input),
};

async function preview(actor: Actor, input: unknown): Promise<CalendarEffectView> {
  const { siteId, weekdays } = parseInput(previewClinicWeekdaysInputSchema, input);
  const site = membershipWith(actor, 'site:administer', siteId);
  if (site === undefined) {
    const isMember = actor.memberships.some((membership) => membership.siteId === siteId);
    throw new AppError(isMember ? 'FORBIDDEN' : 'NOT_FOUND');
  }
  const today = toDay(siteToday(site.timeZone));
  return await inReadTransaction(actor, async (tx) => {
    const { calendar } = (await loadCalendars(tx, [siteId]))(siteId);
    const after = withWeekdays(calendar, weekdays, today);
    return viewEffect(tx, await calendarEffect(tx, await findActive(tx, siteId), after));
  });
}
