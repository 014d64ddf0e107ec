import type { Actor } from '@/lib/auth/actor';
import { canAnywhere } from '@/lib/auth/can';
import type { Permission } from '@/lib/auth/permissions';
import type { NavigationItem } from './navigation';

type Entry = NavigationItem & { readonly permission: Permission | null };

const entries: readonly Entry[] = [
  { href: '/today', label: 'Today', permission: 'patient:read' },
  { href: '/calendar', label: 'Calendar', permission: 'patient:read' },
  { href: '/decisions', label: 'Decisions', permission: 'decision:make' },
  { href: '/patients', label: 'Patients', permission: 'patient:read' },
  { href: '/screening', label: 'Screening', permission: 'patient:read' },
  { href: '/protocols', label: 'Protocols', permission: 'patient:read' },
  { href: '/deviations', label: 'Deviations', permission: 'patient:read' },
  { href: '/outcomes', label: 'Outcomes', permission: 'patient:read' },
  { href: '/imports', label: 'Imports', permission: 'visit:record' },
  { href: '/cohorts', label: 'Cohorts', permission: 'export:study' },
  { href: '/export', label: 'Export', permission: 'export:study' },
  { href: '/audit', label: 'Audit', permission: 'audit:read' },
  { href: '/admin', label: 'Administration', permission: 'user:administer' },
  { href: '/account', label: 'Account', permission: null },
];

/** A person sees the pages that would let them in; each page decides again. */
export function navigationFor(actor: Actor): readonly NavigationItem[] {
  return entries
    .filter(({ permission }) => permission === null || canAnywhere(actor, permission))
    .map(({ href, label }) => ({ href, label }));
}
