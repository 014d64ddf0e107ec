import 'server-only';
import { type CivilDate, toCivilDate } from '@/lib/dates/civil-date';
import { refuseFields, whenFuture } from '../refuse-fields';
import type { LoadedCourse } from './load-course';

export interface DatedField {
  readonly field: string;
  readonly on: CivilDate;
}

/**
 * What happens on treatment happens between enrollment and today.
 *
 * @throws INVALID_INPUT with a message beside each date.
 */
export function refuseDates(
  { enrollment }: LoadedCourse,
  dates: readonly DatedField[],
  today: CivilDate,
): void {
  const enrolledOn = toCivilDate(enrollment.enrolledOn);
  refuseFields(
    dates.map(({ field, on }) => [field, whenFuture(on, today) ?? whenEarlier(on, enrolledOn)]),
  );
}

function whenEarlier(on: CivilDate, enrolledOn: CivilDate): string | null {
  return on < enrolledOn
    ? `This is before enrollment on ${enrolledOn}; enter earlier findings as history.`
    : null;
}
