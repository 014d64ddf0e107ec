import 'server-only';
import { linkRecordInputSchema } from '@/lib/course/plan-adjustment-input';
import { findRequirement } from '@/lib/protocols/compile-protocol';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { refuseFields } from '../refuse-fields';
import { adjustPlan } from './adjust-plan';

/** A person's choice of what a record satisfies, where the rule would choose otherwise. */
export const linkRecord = defineCommand({
  name: 'plan.link',
  schema: linkRecordInputSchema,
  permission: 'plan:adjust',
  findSite: findEnrollmentSite,
  run: (context, { recordId, ...target }) =>
    adjustPlan(context, target, { kind: 'link', recordId }, (occurrence, { course, protocol }) => {
      const record = course.records.find(({ id }) => id === recordId);
      const requirement = findRequirement(protocol, occurrence.requirement);
      const fits =
        record !== undefined && !record.voided && record.kind === requirement?.recordKind;
      refuseFields([['recordId', fits ? null : 'Choose a record of the kind that is asked for.']]);
    }),
});
