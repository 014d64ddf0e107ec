import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { PageHeader } from '@/app/_components/ui/page-header';
import { proseDate } from '@/lib/dates/prose-date';
import { requirePermission } from '@/lib/server/page';
import { type ListedProtocol, listProtocols } from '@/lib/server/protocols/queries';
import { describeApproval } from './_components/describe-approval';

export const metadata: Metadata = { title: 'Protocols' };

export default async function ProtocolsPage() {
  const { actor, sites } = await requirePermission('patient:read');
  const protocols = await listProtocols(actor, sites);
  return (
    <>
      <PageHeader
        title="Protocols"
        description="What new enrollments take: the newest version of a protocol with the settings that the clinic approved."
      />
      <ul className="border-line border-t">
        {protocols.map((protocol) => (
          <Protocol key={protocol.code} protocol={protocol} />
        ))}
      </ul>
    </>
  );
}

function Protocol({ protocol: { code, title, versions, profiles } }: { protocol: ListedProtocol }) {
  return (
    <li className="flex flex-col gap-1 border-line border-b py-3">
      <h2>
        <Link
          href={`/protocols/${code}` as Route}
          className="font-semibold underline-offset-2 hover:underline"
        >
          {title}
        </Link>
      </h2>
      <p className="text-muted">
        {versions
          .map(
            ({ version, releasedOn }) => `Version ${version}, here since ${proseDate(releasedOn)}`,
          )
          .join(' · ')}
      </p>
      <ul>
        {profiles.map((profile) => (
          <li key={`${profile.siteCode} ${profile.name}`}>
            {profile.siteCode}: settings “{profile.name}”, version {profile.version},{' '}
            {describeApproval(profile)}
          </li>
        ))}
      </ul>
    </li>
  );
}
