import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { membershipWith } from '@/lib/auth/can';
import { toDay } from '@/lib/dates/civil-date';
import { previewRemsDateInputSchema, type RemsDateEffect } from '@/lib/rems/site-rems-date';
import { AppError } from '../app-error';
import { siteToday } from '../clock';
import type { Command } from '../command';
import { computePlans } from '../courses/compute-plans';
import { inBatches } from '../courses/in-batches';
import { loadCourses } from '../courses/load-course';
import { inReadTransaction } from '../db/transaction';
import { parseInput } from '../parse-input';
import { effectOf, findRemsEnrollments } from './rems-courses';

/** What the date would change, by the engine that will change it; nothing is written. */
export const previewRemsDate: Command<RemsDateEffect> = {
  name: 'site.preview-rems-date',
  execute: (actor, input) => preview(actor, input),
};

async function preview(actor: Actor, input: unknown): Promise<RemsDateEffect> {
  const { siteId, enrollmentOnlyFrom } = parseInput(previewRemsDateInputSchema, input);
  const site = membershipWith(actor, 'site:administer', siteId);
  if (site === undefined) {
    const isMember = actor.memberships.some((membership) => membership.siteId === siteId);
    throw new AppError(isMember ? 'FORBIDDEN' : 'NOT_FOUND');
  }
  const remsEnrollmentOnlyFrom = enrollmentOnlyFrom === null ? null : toDay(enrollmentOnlyFrom);
  return await inReadTransaction(actor, async (tx) => {
    const enrollmentIds = await findRemsEnrollments(tx, siteId);
    const changes = await inBatches(enrollmentIds, async (ids) => {
      const loaded = await loadCourses(tx, ids);
      const courses = [...loaded.values()].map((one) => ({
        ...one,
        course: { ...one.course, remsEnrollmentOnlyFrom },
      }));
      const plans = await computePlans(tx, courses, siteToday(site.timeZone));
      return plans.map(({ enrollment, change }) => [enrollment.id, change] as const);
    });
    return effectOf(changes);
  });
}
