import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { SeverityBadge } from '@/app/_components/severity-badge';
import { TimeToAct } from '@/app/_components/time-to-act';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { PageHeader } from '@/app/_components/ui/page-header';
import { requirePermission } from '@/lib/server/page';
import { listWork } from '@/lib/server/worklist/queries';
import {
  type WorklistGroup,
  type WorklistRow,
  type WorklistSection,
  worklistGroupNames,
} from '@/lib/worklist/worklist';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';

export const metadata: Metadata = { title: 'Decisions' };

/** A red flag is decided on the same day, so it comes first. */
const physiciansGroups = ['red-flag', 'decision'] as const satisfies readonly WorklistGroup[];

/** What waits for a physician: the same rows as on Today, each with the way to its form. */
export default async function DecisionsPage() {
  const { actor, sites } = await requirePermission('patient:read');
  const work = await listWork(actor, sites, readWorklistSearch({}));
  const sections = physiciansGroups.flatMap((wanted) =>
    work.filter(({ group, total }) => group === wanted && total > 0),
  );
  return (
    <>
      <PageHeader
        title="Decisions"
        description="Red flags, flags that wait for a physician, branch points, reviews and responses to sign. A physician signs; everybody can read."
      />
      {sections.length === 0 ? (
        <EmptyState title="Nothing waits for a physician">
          Decisions appear here when they fall due, and red flags when they are raised.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          {sections.map((section) => (
            <Section key={section.group} section={section} />
          ))}
        </div>
      )}
    </>
  );
}

function Section({ section: { group, total, rows } }: { section: WorklistSection }) {
  return (
    <section aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`} className="pb-1 font-semibold text-large">
        {worklistGroupNames[group]} <span className="font-normal text-muted">{total}</span>
      </h2>
      <ul className="border-line border-t">
        {rows.map((row) => (
          <Line key={row.enrollmentId} row={row} />
        ))}
      </ul>
      {total > rows.length ? (
        <p className="pt-2 text-muted">
          The first {rows.length};{' '}
          <Link href="/today" className="underline">
            Today
          </Link>{' '}
          pages through all.
        </p>
      ) : null}
    </section>
  );
}

function Line({ row }: { row: WorklistRow }) {
  const { patientId, name, studyId, treatment, month, items, timing, siteCode } = row;
  return (
    <li className="grid gap-x-4 gap-y-1 border-line border-b py-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_12rem]">
      <span className="min-w-0">
        <Link
          href={`/patients/${patientId}` as Route}
          className="font-medium underline-offset-2 hover:underline"
        >
          {name ?? studyId}
        </Link>
        <span className="block text-dense text-muted">
          {[name === null ? null : studyId, siteCode, treatment, month]
            .filter((part) => part !== null && part !== '')
            .join(' · ')}
        </span>
      </span>
      <ul className="flex min-w-0 flex-col gap-1">
        {items.map((item) => (
          <li key={`${item.source} ${item.id}`}>
            {item.severity === null ? null : <SeverityBadge severity={item.severity} />}{' '}
            <Link
              href={(item.path ?? `/patients/${patientId}`) as Route}
              className="underline underline-offset-2"
            >
              {item.title}
            </Link>{' '}
            <TimeToAct daysPastTimeToAct={item.daysPastTimeToAct} isEscalated={item.isEscalated} />
          </li>
        ))}
      </ul>
      <span className="text-muted">{timing}</span>
    </li>
  );
}
