import type { EnrollmentStatus } from '@/lib/worklist/patient-list';

export const statusNames: Readonly<Record<EnrollmentStatus, string>> = {
  active: 'Active',
  completed: 'Completed',
  withdrawn: 'Withdrawn',
  transferred: 'Transferred',
};
