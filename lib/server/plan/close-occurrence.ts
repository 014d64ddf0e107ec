import 'server-only';
import { closeOccurrenceInputSchema } from '@/lib/course/plan-adjustment-input';
import { toCivilDate } from '@/lib/dates/civil-date';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { refuseFields, whenFuture } from '../refuse-fields';
import { adjustPlan, refuseUnlessOpen } from './adjust-plan';

/** Nobody waits any longer: it counts as missed from that day on, what is there stays linked. */
export const closeOccurrence = defineCommand({
  name: 'plan.close',
  schema: closeOccurrenceInputSchema,
  permission: 'plan:adjust',
  findSite: findEnrollmentSite,
  run: (context, { closedOn, ...target }) =>
    adjustPlan(context, target, { kind: 'closure', closedOn }, (occurrence) => {
      refuseUnlessOpen(occurrence);
      const opensOn = occurrence.opensOn === null ? null : toCivilDate(occurrence.opensOn);
      const isEarly = opensOn !== null && closedOn < opensOn;
      refuseFields([
        [
          'closedOn',
          whenFuture(closedOn, context.today) ??
            (isEarly ? `This is before it opened on ${opensOn}; waive it instead.` : null),
        ],
      ]);
    }),
});
