import { type CivilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { type CompiledProtocol, findRequirement } from '@/lib/protocols/compile-protocol';
import {
  type ClinicCalendar,
  type IsoWeekday,
  isClinicOpen,
  nearestOpenDay,
} from '@/lib/schedule/clinic-calendar';
import type { Occurrence } from '@/lib/schedule/occurrence';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import type { Course } from './course';
import { planOf } from './evaluate-course';
import { therapyOf } from './therapy';

/** Who needs a person comes first. */
export const calendarMoveKinds = ['no-open-day', 'agreed', 'moved', 'open-again'] as const;
/**
 * Without any open day in its window; agreed with the patient, so that only a person moves it; moved to another open
 * day of its window; or open again on the day that it kept.
 */
export type CalendarMoveKind = (typeof calendarMoveKinds)[number];

/** What another calendar does to one item of a plan; dates as text, because it travels to the browser. */
export type CalendarMove = {
  readonly kind: CalendarMoveKind;
  readonly occurrenceKey: string;
  readonly title: string;
  readonly from: CivilDate;
  /** Where it is planned then; of an agreed date, the open day of the window that could be agreed instead. */
  readonly to: CivilDate | null;
  readonly opensOn: CivilDate;
  /** Null: the window has no end yet. */
  readonly closesOn: CivilDate | null;
  readonly isNeverLate: boolean;
};

export function withClosedDay(calendar: ClinicCalendar, on: Day, since: Day): ClinicCalendar {
  return { ...calendar, closedDays: [...calendar.closedDays, { on, since }] };
}

export function withoutClosedDay(calendar: ClinicCalendar, day: Day): ClinicCalendar {
  return { ...calendar, closedDays: calendar.closedDays.filter(({ on }) => on !== day) };
}

export function withWeekdays(
  calendar: ClinicCalendar,
  weekdays: readonly IsoWeekday[],
  weekdaysFrom: Day,
): ClinicCalendar {
  return { ...calendar, weekdays, weekdaysFrom };
}

/** What a course would be asked on another day, by the engine that will plan it. */
export function calendarMoves(
  protocol: CompiledProtocol,
  course: Course,
  calendar: ClinicCalendar,
): CalendarMove[] {
  const therapy = therapyOf(course.records);
  const before = new Map(
    planOf(protocol, course, therapy).occurrences.map((occurrence) => [occurrence.key, occurrence]),
  );
  const agreed = new Set(
    course.adjustments
      .filter(({ kind }) => kind === 'reschedule')
      .map(({ occurrenceKey }) => occurrenceKey),
  );
  return planOf(protocol, { ...course, clinicCalendar: calendar }, therapy)
    .occurrences.flatMap((after) => {
      const earlier = before.get(after.key);
      const kind = earlier === undefined ? null : kindOf(earlier, after, agreed);
      return earlier === undefined || kind === null
        ? []
        : moveOf(protocol, { kind, before: earlier, after, calendar });
    })
    .sort((one, other) => one.from.localeCompare(other.from));
}

function kindOf(
  before: Occurrence,
  after: Occurrence,
  agreed: ReadonlySet<string>,
): CalendarMoveKind | null {
  if (before.planned !== after.planned) {
    return 'moved';
  }
  if (before.clinicClosed === after.clinicClosed) {
    return null;
  }
  if (!after.clinicClosed) {
    return 'open-again';
  }
  return agreed.has(after.key) ? 'agreed' : 'no-open-day';
}

interface Moved {
  readonly kind: CalendarMoveKind;
  readonly before: Occurrence;
  readonly after: Occurrence;
  readonly calendar: ClinicCalendar;
}

function moveOf(
  protocol: CompiledProtocol,
  { kind, before, after, calendar }: Moved,
): CalendarMove[] {
  const { planned: from } = before;
  const { key, planned, opensOn, closesOn, ordinal } = after;
  const requirement = findRequirement(protocol, after.requirement);
  if (from === null || planned === null || opensOn === null || requirement === null) {
    return [];
  }
  const to = kind === 'agreed' ? dayToAgree(calendar, planned, { opensOn, closesOn }) : planned;
  return [
    {
      kind,
      occurrenceKey: key,
      title: occurrenceTitle(requirement, ordinal),
      from: toCivilDate(from),
      to: kind === 'no-open-day' ? null : to && toCivilDate(to),
      opensOn: toCivilDate(opensOn),
      closesOn: closesOn && toCivilDate(closesOn),
      isNeverLate: !requirement.lateAllowed,
    },
  ];
}

/** Nothing is proposed in place of a day that lies outside the window already. */
function dayToAgree(
  calendar: ClinicCalendar,
  agreed: Day,
  window: { readonly opensOn: Day; readonly closesOn: Day | null },
): Day | null {
  const isInside =
    agreed >= window.opensOn && (window.closesOn === null || agreed <= window.closesOn);
  return isInside ? nearestOpenDay(calendar, agreed, window) : null;
}

export function isInsideWindow(
  { opensOn, closesOn }: Pick<CalendarMove, 'opensOn' | 'closesOn'>,
  day: CivilDate,
): boolean {
  return day >= opensOn && (closesOn === null || day <= closesOn);
}

/** What keeps a person's own day from being agreed: sentences for the day and for its reason. */
export function refusalsOfDay(
  move: Pick<CalendarMove, 'opensOn' | 'closesOn' | 'isNeverLate'>,
  { plannedOn, reason }: { readonly plannedOn: CivilDate; readonly reason: string },
  { calendar, today }: { readonly calendar: ClinicCalendar; readonly today: CivilDate },
): { readonly plannedOn: string | null; readonly reason: string | null } {
  const { opensOn, closesOn, isNeverLate } = move;
  const window = closesOn === null ? `from ${opensOn} on` : `from ${opensOn} to ${closesOn}`;
  if (plannedOn < today) {
    return { plannedOn: `This is in the past; today is ${today}.`, reason: null };
  }
  if (!isClinicOpen(calendar, toDay(plannedOn))) {
    return { plannedOn: 'The clinic is closed on this day too.', reason: null };
  }
  if (isNeverLate && closesOn !== null && plannedOn > closesOn) {
    return { plannedOn: `This cannot be done after ${closesOn}.`, reason: null };
  }
  return {
    plannedOn: null,
    reason:
      isInsideWindow(move, plannedOn) || reason !== ''
        ? null
        : `The day lies outside the window, ${window}: say why.`,
  };
}
