import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { Plan } from '@/lib/schedule/occurrence';
import { scheduleRows } from '@/lib/timeline/schedule-rows';

/** One thing that a man comes for, on the day that was planned or agreed. */
export interface PlannedDate {
  /** Of the occurrence: the same after its date was moved. */
  readonly key: string;
  readonly on: CivilDate;
  readonly title: string;
  /** First and last day on which it is not late; null where there is no such day. */
  readonly opensOn: CivilDate | null;
  readonly closesOn: CivilDate | null;
}

/**
 * What is still to come, by date. A decision is the physician's, and what is past its planned day is for the clinic to
 * call about: neither is an appointment of his.
 */
export function plannedDates(protocol: CompiledProtocol, plan: Plan, today: Day): PlannedDate[] {
  return scheduleRows(protocol, plan, today).flatMap((row) => {
    const { key, kind, state, planned, title, opensOn, closesOn } = row;
    const isOpen = state === 'upcoming' || state === 'due';
    return isOpen && kind !== 'decision' && planned !== null && planned >= toCivilDate(today)
      ? [{ key, on: planned, title, opensOn, closesOn }]
      : [];
  });
}
