import type { Day } from '@/lib/dates/civil-date';
import { stopOption } from '@/lib/protocols/schema';
import type { DispensingCase } from '@/lib/rems/dispensing-gate';
import type { Course } from './course';
import { type Therapy, therapyStateOn } from './therapy';

/**
 * What the therapy says about a supply on one day. The first supply is handed over before the first dose; once a
 * physician has signed the stop, nothing more is, although the last dose is not recorded yet.
 */
export function supplyStateOn(
  { decisions }: Pick<Course, 'decisions'>,
  therapy: Therapy,
  day: Day,
): DispensingCase['therapy'] {
  const state = therapyStateOn(therapy, day);
  if (state === 'stopped' || state === 'on-hold') {
    return state;
  }
  if (state === 'not-known') {
    return 'stopped';
  }
  const isStopSigned = decisions.some(
    ({ chosen, effectiveOn }) => chosen === stopOption && effectiveOn <= day,
  );
  return isStopSigned ? 'stop-signed' : 'in-progress';
}
