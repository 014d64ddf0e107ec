import { outcomeLabels } from '@/lib/enrollment/enrollment-outcome';
import type { EnrollmentStatus } from '@/lib/worklist/patient-list';

export const statusNames: Readonly<Record<EnrollmentStatus, string>> = {
  active: 'Active',
  ...outcomeLabels,
};
