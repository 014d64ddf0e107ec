import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import type { WorklistGroup, WorklistItem } from './worklist';

/** How late something is, or when it closes: relative time only beside the date itself. */
export function describeTiming(
  group: WorklistGroup,
  {
    source,
    on,
    closesOn,
    snoozedUntil,
  }: Pick<WorklistItem, 'source' | 'on' | 'closesOn' | 'snoozedUntil'>,
  today: CivilDate,
): string {
  if (snoozedUntil !== null) {
    return `snoozed until ${snoozedUntil}, ${daysAway(snoozedUntil, today)}`;
  }
  if (group === 'upcoming') {
    return on === null ? 'no date' : `planned ${on}, ${daysAway(on, today)}`;
  }
  if (group === 'missed') {
    return on === null ? 'missed' : `missed, was planned ${on}`;
  }
  if (source === 'response' || source === 'eligibility') {
    return 'not signed yet';
  }
  if (closesOn === null) {
    return on === null || source === 'occurrence' ? 'no closing date' : `since ${on}`;
  }
  const late = toDay(today) - toDay(closesOn);
  if (late > 0) {
    return source === 'flag'
      ? `past its time to act: ${late} ${late === 1 ? 'day' : 'days'}, by ${closesOn}`
      : `${late} d late, closed ${closesOn}`;
  }
  const verb = source === 'flag' ? 'act' : 'closes';
  return late === 0 ? `${verb} today` : `${verb} ${closesOn}, ${daysAway(closesOn, today)}`;
}

/** "in 3 d", "today" or "3 d ago". */
export function daysAway(date: CivilDate, today: CivilDate): string {
  const days = toDay(date) - toDay(today);
  if (days === 0) {
    return 'today';
  }
  return days > 0 ? `in ${days} d` : `${-days} d ago`;
}
