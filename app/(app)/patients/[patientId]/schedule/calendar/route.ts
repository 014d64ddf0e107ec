import { toDay } from '@/lib/dates/civil-date';
import { plannedDates } from '@/lib/reminders/planned-dates';
import { AppError } from '@/lib/server/app-error';
import { now } from '@/lib/server/clock';
import { loadChart } from '@/lib/server/patients/load-chart';
import { calendarFile } from '@/lib/server/reminders/calendar-file';
import { toRoute } from '@/lib/server/route';

export const GET = toRoute<{ patientId: string }>({
  name: 'plan.calendar-file',
  permission: 'patient:read',
  handle: async ({ actor, params }) => {
    const chart = await loadChart(actor, params.patientId, null);
    if (chart === null || chart.enrollment.status !== 'active') {
      throw new AppError('NOT_FOUND');
    }
    const { loaded, evaluation, enrollment, today } = chart;
    const dates = plannedDates(loaded.protocol, evaluation.plan, toDay(today));
    return new Response(calendarFile({ enrollmentId: enrollment.id, dates, writtenAt: now() }), {
      headers: {
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'attachment; filename="planned-visits.ics"',
        'cache-control': 'no-store',
      },
    });
  },
});
