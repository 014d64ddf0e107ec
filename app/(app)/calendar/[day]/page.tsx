import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { LinkButton } from '@/app/_components/ui/link-button';
import { Notice } from '@/app/_components/ui/notice';
import { PageHeader } from '@/app/_components/ui/page-header';
import { can } from '@/lib/auth/can';
import { proseDate } from '@/lib/dates/prose-date';
import { getCalendarDay } from '@/lib/server/calendar/queries';
import { requirePermission } from '@/lib/server/page';
import {
  calendarHref,
  readCalendarDay,
  readCalendarSearch,
  weekdayNames,
} from '@/lib/worklist/calendar-month';
import { chosenSite } from '../_components/chosen-site';
import { CloseForm } from './_components/close-form';
import { EffectSummary, EffectTable } from './_components/effect-summary';
import { ReopenForm } from './_components/reopen-form';

export const metadata: Metadata = { title: 'Calendar day' };

export default async function CalendarDayPage({
  params,
  searchParams,
}: PageProps<'/calendar/[day]'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const search = readCalendarSearch(await searchParams);
  const site = chosenSite(sites, search.siteId);
  const day = readCalendarDay((await params).day) ?? notFound();
  const view = await getCalendarDay(actor, site, day);
  const { weekday, closed, effect, isWeekdayClosed, calendarVersion, today } = view;
  const isWithoutClinic = closed === null && isWeekdayClosed;
  const mayChange = can(actor, 'plan:adjust', site.siteId);
  const month = calendarHref({ siteId: search.siteId, month: day.slice(0, 7) }) as Route;
  return (
    <>
      <PageHeader
        title={`${weekdayNames[weekday]}, ${proseDate(day)}`}
        description={site.siteName}
        actions={<LinkButton href={month}>Back to the month</LinkButton>}
      />
      <div className="flex max-w-4xl flex-col gap-4">
        {closed === null ? null : (
          <Notice tone="info" title={`Closed: ${closed.reason}`}>
            {closed.by} closed it on {closed.closedOn}.
          </Notice>
        )}
        {effect === null ? (
          <Notice tone="info" title="This day has passed">
            A closed day can be added for today or later; what was, stays as it was.
          </Notice>
        ) : null}
        {effect !== null && isWithoutClinic ? (
          <>
            <Notice tone="info" title={`No clinic on ${weekdayNames[weekday]}s`}>
              Nothing is planned on this weekday by itself. An administrator changes the weekdays in
              the month view.
            </Notice>
            <EffectSummary
              title="Planned on this day all the same"
              empty="Nobody is planned on this day."
              summary="Agreed with the man, or without another open day in the window: another day has to be agreed."
              effect={effect}
            />
            <EffectTable effect={effect} />
          </>
        ) : null}
        {effect !== null && !isWithoutClinic ? (
          <>
            {closed === null ? (
              <EffectSummary
                title="If the clinic closes on this day"
                empty="Nobody is planned on this day: closing it moves nobody."
                effect={effect}
              />
            ) : (
              <EffectSummary
                title="If the clinic opens again"
                empty="The calendar has moved nobody from this day: opening it moves nobody."
                effect={effect}
              />
            )}
            {mayChange ? null : (
              <p className="text-muted">Staff and physicians close and reopen days.</p>
            )}
            {mayChange && closed === null ? (
              <CloseForm
                siteId={site.siteId}
                day={day}
                today={today}
                calendarVersion={calendarVersion}
                moves={effect.moves}
              />
            ) : null}
            {mayChange && closed !== null ? (
              <ReopenForm closedDayId={closed.id} calendarVersion={calendarVersion} />
            ) : null}
            <EffectTable effect={effect} />
          </>
        ) : null}
      </div>
    </>
  );
}
