import 'server-only';
import { rescheduleOccurrenceInputSchema } from '@/lib/course/plan-adjustment-input';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { refuseFields } from '../refuse-fields';
import { adjustPlan, refuseUnlessOpen } from './adjust-plan';

/** Another day is agreed with the patient; the target stays, and so does its window. */
export const rescheduleOccurrence = defineCommand({
  name: 'plan.reschedule',
  schema: rescheduleOccurrenceInputSchema,
  permission: 'plan:adjust',
  findSite: findEnrollmentSite,
  run: (context, { plannedOn, ...target }) =>
    adjustPlan(context, target, { kind: 'reschedule', plannedOn }, (occurrence) => {
      refuseUnlessOpen(occurrence);
      refuseFields([
        [
          'plannedOn',
          plannedOn < context.today ? `This is in the past; today is ${context.today}.` : null,
        ],
      ]);
    }),
});
