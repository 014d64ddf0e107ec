import 'server-only';
import { invariant } from '@/lib/core/invariant';
import type { ClinicCalendar, IsoWeekday } from '@/lib/schedule/clinic-calendar';
import { dayFrom, dayOrNullFrom } from '../db/date-column';
import type { Transaction } from '../db/transaction';

export interface StoredCalendar {
  readonly calendar: ClinicCalendar;
  /** Grows with every change: what a person has seen of it is still so while this is. */
  readonly version: number;
}

/** The clinic calendars of sites that the user can see. */
export async function loadCalendars(
  tx: Transaction,
  siteIds: readonly string[],
): Promise<(siteId: string) => StoredCalendar> {
  const sites = await tx.site.findMany({
    where: { id: { in: [...new Set(siteIds)] } },
    select: {
      id: true,
      clinicWeekdays: true,
      clinicWeekdaysFrom: true,
      clinicWeekdaysVersion: true,
      closedDays: {
        select: { day: true, closedOn: true, version: true, voidedAt: true },
        orderBy: { day: 'asc' },
      },
    },
  });
  const calendars = new Map(
    sites.map((site): [string, StoredCalendar] => [
      site.id,
      {
        calendar: {
          weekdays: site.clinicWeekdays as IsoWeekday[],
          weekdaysFrom: dayOrNullFrom(site.clinicWeekdaysFrom),
          closedDays: site.closedDays
            .filter(({ voidedAt }) => voidedAt === null)
            .map(({ day, closedOn }) => ({ on: dayFrom(day), since: dayFrom(closedOn) })),
        },
        version: site.closedDays.reduce(
          (sum, { version }) => sum + version,
          site.clinicWeekdaysVersion,
        ),
      },
    ]),
  );
  return (siteId) => {
    const found = calendars.get(siteId);
    invariant(found, `no site ${siteId}`);
    return found;
  };
}
