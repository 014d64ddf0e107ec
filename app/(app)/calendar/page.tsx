import type { Metadata, Route } from 'next';
import { FilterChip } from '@/app/_components/ui/chip';
import { LinkButton } from '@/app/_components/ui/link-button';
import { PageHeader } from '@/app/_components/ui/page-header';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { membershipWith } from '@/lib/auth/can';
import { proseDate, proseMonth } from '@/lib/dates/prose-date';
import { getCalendarMonth } from '@/lib/server/calendar/queries';
import { siteToday } from '@/lib/server/clock';
import { requirePermission } from '@/lib/server/page';
import {
  calendarHref,
  calendarMonthOf,
  describeWeekdays,
  neighborMonths,
  readCalendarSearch,
} from '@/lib/worklist/calendar-month';
import { chosenSite } from './_components/chosen-site';
import { ClosedDays } from './_components/closed-days';
import { MonthList } from './_components/month-list';
import { MonthTable } from './_components/month-table';
import { WeekdaysDialog } from './_components/weekdays-dialog';

export const metadata: Metadata = { title: 'Calendar' };

export default async function CalendarPage({ searchParams }: PageProps<'/calendar'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const search = readCalendarSearch(await searchParams);
  const site = chosenSite(sites, search.siteId);
  const month = calendarMonthOf(search.month, siteToday(site.timeZone));
  const view = await getCalendarMonth(actor, site, month);
  const { before, after } = neighborMonths(month);
  const hrefOf = (other: string | null) =>
    calendarHref({ siteId: search.siteId, month: other }) as Route;
  const { weekdays, weekdaysFrom, calendarVersion } = view;
  const since = weekdaysFrom === null ? '' : `, since ${proseDate(weekdaysFrom)}`;
  const monthName = proseMonth(month.firstDay);
  const props = { month, view, siteId: search.siteId };
  return (
    <>
      <PageHeader
        title="Calendar"
        description={`${site.siteName}: open ${describeWeekdays(weekdays)}${since}`}
        actions={
          membershipWith(actor, 'site:administer', site.siteId) === undefined ? undefined : (
            <WeekdaysDialog
              siteId={site.siteId}
              siteName={site.siteName}
              weekdays={weekdays}
              calendarVersion={calendarVersion}
            />
          )
        }
      />
      {sites.length > 1 ? (
        <div className="pb-4 print:hidden">
          <ChipGroup label="Site">
            {sites.map(({ siteId, siteCode }) => (
              <FilterChip
                key={siteId}
                isActive={siteId === site.siteId}
                href={calendarHref({ siteId, month: search.month }) as Route}
              >
                {siteCode}
              </FilterChip>
            ))}
          </ChipGroup>
        </div>
      ) : null}
      <section aria-labelledby="month" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <h2 id="month" className="min-w-24 font-semibold text-large">
            {monthName}
          </h2>
          <nav aria-label="Month" className="flex gap-2 print:hidden">
            <LinkButton size="small" href={hrefOf(before)}>
              Earlier
            </LinkButton>
            <LinkButton size="small" href={hrefOf(after)}>
              Later
            </LinkButton>
            {search.month === null ? null : (
              <LinkButton size="small" href={hrefOf(null)}>
                This month
              </LinkButton>
            )}
          </nav>
        </div>
        <p className="text-dense text-muted">
          How many men are planned on each day from today on. Choose a day to close or reopen it.
        </p>
        <div className="hidden md:block">
          <MonthTable {...props} label={`Planned in ${monthName}`} />
        </div>
        <div className="md:hidden">
          <MonthList {...props} />
        </div>
      </section>
      <ClosedDays closedDays={view.closedDays} monthName={monthName} siteId={search.siteId} />
    </>
  );
}
