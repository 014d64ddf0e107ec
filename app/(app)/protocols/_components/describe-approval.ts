import { proseDate } from '@/lib/dates/prose-date';
import type { ProfileVersion } from '@/lib/server/protocols/queries';

/** Who approved a version of the settings; shipped ones nobody has. */
export function describeApproval({ approvedBy, approvedOn }: ProfileVersion): string {
  return approvedBy === null || approvedOn === null
    ? 'approved by nobody yet'
    : `approved by ${approvedBy} on ${proseDate(approvedOn)}`;
}
