import 'server-only';
import { waiveOccurrenceInputSchema } from '@/lib/course/plan-adjustment-input';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { adjustPlan, refuseUnlessOpen } from './adjust-plan';

/** Not needed for this man; if it is done nevertheless, it counts as done. */
export const waiveOccurrence = defineCommand({
  name: 'plan.waive',
  schema: waiveOccurrenceInputSchema,
  permission: 'plan:adjust',
  findSite: findEnrollmentSite,
  run: (context, target) => adjustPlan(context, target, { kind: 'waiver' }, refuseUnlessOpen),
});
