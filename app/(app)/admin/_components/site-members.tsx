import { Ban, CircleCheck } from 'lucide-react';
import { StateBadge } from '@/app/_components/ui/state-badge';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { roleLabels } from '@/lib/auth/describe-roles';
import type { MemberView, SiteMembersView } from '@/lib/server/accounts/queries';
import { MemberActions } from './member-actions';

export function SiteMembers({ site }: { site: SiteMembersView }) {
  const { siteId, siteName, siteCode, timeZone, members } = site;
  const headingId = `site-${siteId}`;
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId} className="font-semibold text-large">
        {siteName}
      </h2>
      <p className="pb-2 text-muted">
        {siteCode} · {timeZone} · {members.length === 1 ? '1 person' : `${members.length} people`}
      </p>
      <Table label={`People at ${siteName}`}>
        <TableHead>
          <TableRow>
            <TableHeader sticky>Name</TableHeader>
            <TableHeader>E-mail</TableHeader>
            <TableHeader>Role</TableHeader>
            <TableHeader>Patients’ names</TableHeader>
            <TableHeader>Account</TableHeader>
            <TableHeader>Change</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {members.map((member) => (
            <MemberRow key={member.membershipId} member={member} siteName={siteName} />
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function MemberRow({ member, siteName }: { member: MemberView; siteName: string }) {
  return (
    <TableRow>
      <TableCell sticky className="font-medium">
        {member.displayName}
        {member.isSelf ? <span className="font-normal text-muted"> (you)</span> : null}
      </TableCell>
      <TableCell>{member.email}</TableCell>
      <TableCell>{roleLabels[member.role]}</TableCell>
      <TableCell>{describeNames(member)}</TableCell>
      <TableCell>
        {member.isDisabled ? (
          <StateBadge tone="amber" icon={Ban}>
            disabled
          </StateBadge>
        ) : (
          <StateBadge tone="done" icon={CircleCheck}>
            active
          </StateBadge>
        )}
      </TableCell>
      <TableCell>
        <MemberActions member={member} siteName={siteName} />
      </TableCell>
    </TableRow>
  );
}

function describeNames({ readsNames, seesIdentity }: MemberView): string {
  if (!readsNames) {
    return 'study ids only';
  }
  return seesIdentity ? 'reads names (granted)' : 'reads names (by role)';
}
