import 'server-only';
import type { z } from 'zod';
import { refusalsOfDay, withClosedDay } from '@/lib/course/calendar-moves';
import { closeDayInputSchema } from '@/lib/course/clinic-calendar-input';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import { isClinicOpen } from '@/lib/schedule/clinic-calendar';
import { AppError } from '../app-error';
import { type CommandContext, defineCommand } from '../command';
import { insertRows } from '../db/insert-rows';
import { newId } from '../db/new-id';
import type { Transaction } from '../db/transaction';
import { refuseFields } from '../refuse-fields';
import {
  calendarEffect,
  type EnrollmentMove,
  findPlannedOn,
  lockEnrollments,
  replanInBatches,
} from './calendar-effect';
import { calendarTimeoutMs, takeCalendar } from './calendar-version';

type Input = z.output<typeof closeDayInputSchema>;
type Agreed = Input['agreed'][number] & { readonly plannedOn: CivilDate };

export type ClosedDayResult = {
  readonly closedDayId: string;
  /** Items that the clinic's calendar moved inside their windows. */
  readonly moved: number;
  /** Items for which another day was agreed. */
  readonly agreed: number;
  /** Items that stay on the closed day and say so. */
  readonly left: number;
};

/**
 * Nobody can come on this day: what has no agreed date moves to the nearest open day of its window by itself; what has
 * one moves only to the day that a person gives here, outside the window only with a reason of its own.
 *
 * @throws STALE_VERSION when the calendar, or what was planned on the day, is no longer what the person saw.
 */
export const closeDay = defineCommand({
  name: 'site.close-day',
  schema: closeDayInputSchema,
  permission: 'plan:adjust',
  timeoutMs: calendarTimeoutMs,
  findSite: async (_tx, { siteId }) => siteId,
  run: async (context, input): Promise<ClosedDayResult> => {
    const { tx, actor, today } = context;
    const { siteId, day, calendarVersion, reason } = input;
    await refuseClosed(tx, siteId, day);
    const { calendar } = await takeCalendar(tx, siteId, calendarVersion);
    const on = toDay(day);
    refuseFields([
      ['day', day < today ? `This is in the past; today is ${today}.` : null],
      ['day', isClinicOpen(calendar, on) ? null : 'The clinic is closed on this weekday already.'],
    ]);
    const enrollmentIds = await findPlannedOn(tx, siteId, day);
    await lockEnrollments(tx, enrollmentIds);
    const after = withClosedDay(calendar, on, toDay(today));
    const effect = await calendarEffect(tx, enrollmentIds, after);
    const agreed = input.agreed.filter((one): one is Agreed => one.plannedOn !== null);
    const chosen = agreed.map((one) => ({ ...one, ...findMove(effect, one) }));
    refuseFields(
      input.agreed.flatMap((one, index) => {
        const found = chosen.find(
          ({ enrollmentId, occurrenceKey }) =>
            enrollmentId === one.enrollmentId && occurrenceKey === one.occurrenceKey,
        );
        if (found === undefined) {
          return [];
        }
        const wrong = refusalsOfDay(found.move, found, { calendar: after, today });
        return [
          [`agreed.${index}.plannedOn`, wrong.plannedOn],
          [`agreed.${index}.reason`, wrong.reason],
        ] as const;
      }),
    );
    const closedDayId = newId();
    await insertRows(tx, 'closed_day', [
      { id: closedDayId, site_id: siteId, day, reason, closed_on: today, closed_by: actor.userId },
    ]);
    await agreeAnew(context, chosen, `Clinic closed on ${day}: ${reason}`);
    await replanInBatches(tx, today, enrollmentIds);
    const isChosen = ({ enrollment, move }: EnrollmentMove) =>
      chosen.some(
        (one) => one.enrollmentId === enrollment.id && one.occurrenceKey === move.occurrenceKey,
      );
    const rest = effect.filter((one) => !isChosen(one));
    const moved = rest.filter(({ move }) => move.kind === 'moved').length;
    return { closedDayId, moved, agreed: chosen.length, left: rest.length - moved };
  },
});

async function refuseClosed(tx: Transaction, siteId: string, day: CivilDate): Promise<void> {
  const rows = await tx.$queryRaw<{ reason: string }[]>`
    SELECT reason FROM closed_day
    WHERE site_id = ${siteId}::uuid AND day = ${day}::date AND voided_at IS NULL`;
  const [closed] = rows;
  if (closed !== undefined) {
    throw new AppError('CONFLICT', {
      message: `This day is closed already: ${closed.reason}. Nothing was changed.`,
    });
  }
}

function findMove(effect: readonly EnrollmentMove[], { enrollmentId, occurrenceKey }: Agreed) {
  const found = effect.find(
    ({ enrollment, move }) =>
      enrollment.id === enrollmentId && move.occurrenceKey === occurrenceKey,
  );
  if (found === undefined) {
    throw new AppError('STALE_VERSION', {
      message:
        'What is planned on this day has changed since you opened this. Nothing was changed; reload to see who is planned now.',
    });
  }
  return found;
}

interface Chosen extends Agreed, EnrollmentMove {}

/** A new agreed date takes the place of the old one, which stays with its reason. */
async function agreeAnew(
  { tx, actor, now }: CommandContext,
  chosen: readonly Chosen[],
  closing: string,
): Promise<void> {
  if (chosen.length === 0) {
    return;
  }
  const targets = chosen.map(({ enrollmentId, occurrenceKey }) => ({
    enrollment_id: enrollmentId,
    occurrence_key: occurrenceKey,
  }));
  await tx.$executeRaw`
    UPDATE plan_adjustment a
    SET voided_at = ${now}, void_reason = ${closing}, version = a.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(targets)}::jsonb) AS t (
      enrollment_id uuid, occurrence_key text
    )
    WHERE a.enrollment_id = t.enrollment_id AND a.occurrence_key = t.occurrence_key
      AND a.kind = 'reschedule' AND a.voided_at IS NULL`;
  await insertRows(
    tx,
    'plan_adjustment',
    chosen.map(({ enrollment, occurrenceKey, plannedOn, reason }) => ({
      id: newId(),
      site_id: enrollment.siteId,
      patient_id: enrollment.patientId,
      enrollment_id: enrollment.id,
      kind: 'reschedule',
      occurrence_key: occurrenceKey,
      planned_on: plannedOn,
      reason: reason === '' ? closing : `${closing}. ${reason}`,
      created_by: actor.userId,
    })),
  );
}
