import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import type { CivilDate, Day } from '@/lib/dates/civil-date';
import type { ClinicCalendar } from '@/lib/schedule/clinic-calendar';
import { siteToday } from '../clock';
import { loadCalendars } from '../courses/load-calendars';
import { dayOrNullFrom } from '../db/date-column';
import { inReadTransaction } from '../db/transaction';

/** What a plan at a site depends on beside the protocol. */
export interface SimulationSite {
  readonly today: CivilDate;
  readonly clinicCalendar: ClinicCalendar;
  readonly remsEnrollmentOnlyFrom: Day | null;
}

/** Null where the reader does not see the site. */
export async function getSimulationSite(
  actor: Actor,
  { siteId, timeZone }: Membership,
): Promise<SimulationSite | null> {
  return await inReadTransaction(actor, async (tx) => {
    const site = await tx.site.findUnique({
      where: { id: siteId },
      select: { remsEnrollmentOnlyFrom: true },
    });
    if (site === null) {
      return null;
    }
    const calendarOf = await loadCalendars(tx, [siteId]);
    return {
      today: siteToday(timeZone),
      clinicCalendar: calendarOf(siteId).calendar,
      remsEnrollmentOnlyFrom: dayOrNullFrom(site.remsEnrollmentOnlyFrom),
    };
  });
}
