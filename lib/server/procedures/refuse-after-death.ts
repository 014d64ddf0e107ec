import 'server-only';
import { type CivilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { LoadedCourse } from '../courses/load-course';
import { refuseFields } from '../refuse-fields';

/**
 * A dead man is neither operated on nor seen; a cycle with his frozen sperm is possible.
 *
 * @throws INVALID_INPUT beside the date.
 */
export function refuseAfterDeath({ course }: LoadedCourse, on: CivilDate): void {
  const { died, endedOn } = course;
  const isAfter = died && endedOn !== null && toDay(on) > endedOn;
  refuseFields([['entry.on', isAfter ? `He died on ${toCivilDate(endedOn)}.` : null]]);
}
