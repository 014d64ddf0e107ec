'use server';

import { toAction } from '@/lib/server/action';
import { endEnrollment } from '@/lib/server/enrollments/end-enrollment';

export const endEnrollmentAction = toAction(endEnrollment, { refreshes: false });
