import 'server-only';
import type { PlanChange } from '@/lib/course/plan-change';
import { reopenEnrollmentInputSchema } from '@/lib/enrollment/end-enrollment';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import { loadCourse } from '../courses/load-course';
import { lockCourse } from '../courses/lock-course';
import { lockPatient } from '../courses/lock-patient';
import { replan } from '../courses/replan';

export type ReopenedEnrollment = {
  readonly enrollmentId: string;
  readonly version: number;
  readonly change: PlanChange;
};

/** A physician takes back an end that was a mistake. A stop that was recorded with it stays: it is a record of its own. */
export const reopenEnrollment = defineCommand({
  name: 'enrollment.reopen',
  schema: reopenEnrollmentInputSchema,
  permission: 'decision:make',
  findSite: findEnrollmentSite,
  run: async ({ tx, today }, { enrollmentId, version }): Promise<ReopenedEnrollment> => {
    const found = await loadCourse(tx, enrollmentId);
    await lockPatient(tx, found?.enrollment.patientId ?? enrollmentId);
    const { enrollment } = await lockCourse(tx, enrollmentId);
    if (enrollment.status === 'active') {
      throw new AppError('CONFLICT', { message: 'This enrollment has not ended.' });
    }
    if (enrollment.version !== version) {
      throw new AppError('STALE_VERSION', { current: { version: enrollment.version } });
    }
    const declined = await tx.decision.count({
      where: { enrollmentId, meaning: 'eligibility-declined', supersededBy: null },
    });
    if (declined > 0) {
      const message = 'A physician declined to let him in. Enroll him again instead.';
      throw new AppError('CONFLICT', { message });
    }
    await tx.enrollment.update({
      where: { id: enrollmentId },
      data: {
        status: 'active',
        endedOn: null,
        endReason: null,
        endCategory: null,
        endAdverseEventId: null,
        version: { increment: 1 },
      },
      select: { id: true },
    });
    return {
      enrollmentId,
      version: version + 1,
      change: await replan(tx, { today }, enrollmentId),
    };
  },
});
