import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import { endEnrollmentInputSchema } from '@/lib/enrollment/end-enrollment';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { refuseWhileOnTherapy, writeEnrollmentEnd } from './write-enrollment-end';

export type EndedEnrollment = {
  readonly enrollmentId: string;
  readonly version: number;
  readonly change: PlanChange;
};

/** Completed, withdrawn or transferred: nothing opens afterwards. */
export const endEnrollment = defineCommand({
  name: 'enrollment.end',
  schema: endEnrollmentInputSchema,
  permission: 'patient:enroll',
  findSite: findEnrollmentSite,
  run: async ({ tx, today }, input): Promise<EndedEnrollment> => {
    const { enrollmentId, version, endedOn, status, reason } = input;
    const loaded = await lockCourse(tx, enrollmentId);
    const { enrollment, course } = loaded;
    if (enrollment.status !== 'active') {
      throw new AppError('CONFLICT', { message: 'This enrollment has ended already.' });
    }
    if (enrollment.version !== version) {
      throw new AppError('STALE_VERSION', { current: { version: enrollment.version } });
    }
    refuseDates(loaded, [{ field: 'endedOn', on: endedOn }], today);
    refuseWhileOnTherapy(course, 'endedOn');
    await writeEnrollmentEnd(tx, enrollmentId, { status, endedOn, reason });
    return {
      enrollmentId,
      version: version + 1,
      change: await replan(tx, { today }, enrollmentId),
    };
  },
});
