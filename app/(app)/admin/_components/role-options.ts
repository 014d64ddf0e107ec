import { roleLabels } from '@/lib/auth/describe-roles';
import { roles } from '@/lib/auth/roles';

export const roleOptions = roles.map((role) => ({ value: role, label: roleLabels[role] }));

export const identityHint =
  'Clinic staff and physicians always do. Coordinators and administrators work by study id unless this is granted.';
