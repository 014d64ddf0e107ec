import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { LinkButton } from '@/app/_components/ui/link-button';
import { PageHeader } from '@/app/_components/ui/page-header';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { listCohorts } from '@/lib/server/cohorts/queries';
import { requirePermission } from '@/lib/server/page';

export const metadata: Metadata = { title: 'Cohorts' };

export default async function CohortsPage() {
  const { actor, sites } = await requirePermission('export:study');
  const cohorts = await listCohorts(actor);
  const siteNames = new Map(sites.map(({ siteId, siteName }) => [siteId, siteName]));
  const define = (
    <LinkButton href={'/cohorts/new' as Route} variant="primary">
      Define a cohort
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Cohorts"
        description="Who is in a study, asked anew each time; a snapshot freezes it for tables that a paper can print"
        actions={cohorts.length === 0 ? undefined : define}
      />
      {cohorts.length === 0 ? (
        <EmptyState title="No cohort is defined yet" action={define}>
          Say who is in by conditions on protocol, dates, findings, laboratory, response, procedures
          and safety. Everything here works by study id.
        </EmptyState>
      ) : (
        <Table label="Cohorts">
          <TableHead>
            <TableRow>
              <TableHeader sticky>Cohort</TableHeader>
              <TableHeader>Protocol</TableHeader>
              <TableHeader>Sites</TableHeader>
              <TableHeader numeric>Men in now</TableHeader>
              <TableHeader>Last snapshot</TableHeader>
              <TableHeader>Changed</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {cohorts.map(({ cohortId, name, title, siteIds, count, lastSnapshot, ...cohort }) => (
              <TableRow key={cohortId}>
                <TableCell sticky className="min-w-40">
                  <Link href={`/cohorts/${cohortId}` as Route} className="font-medium underline">
                    {name}
                  </Link>
                </TableCell>
                <TableCell>{title}</TableCell>
                <TableCell>
                  {siteIds
                    .map((id) => siteNames.get(id) ?? id)
                    .sort()
                    .join(', ')}
                </TableCell>
                <TableCell numeric className="whitespace-nowrap">
                  {count.members} <span className="text-muted">of {count.men}</span>
                </TableCell>
                <TableCell>
                  {lastSnapshot === null ? (
                    <span className="text-muted">not frozen yet</span>
                  ) : (
                    `${lastSnapshot.name}, ${lastSnapshot.members} men, up to ${lastSnapshot.cutOff}`
                  )}
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  {cohort.changedAt.toISOString().slice(0, 10)}, {cohort.changedBy}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}
