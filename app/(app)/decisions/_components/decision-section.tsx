import type { Route } from 'next';
import Link from 'next/link';
import { SeverityBadge } from '@/app/_components/severity-badge';
import { TimeToAct } from '@/app/_components/time-to-act';
import { LinkButton } from '@/app/_components/ui/link-button';
import { Pages } from '@/app/_components/ui/pages';
import { TimingText } from '@/app/(app)/_components/timing-text';
import {
  type WorklistFilter,
  type WorklistItem,
  type WorklistRow,
  type WorklistSection,
  worklistGroupNames,
  worklistPageSize,
} from '@/lib/worklist/worklist';
import { worklistHref } from '@/lib/worklist/worklist-search';

type Props = { section: WorklistSection; filter: WorklistFilter };

export function DecisionSection({ section: { group, total, rows, page }, filter }: Props) {
  const name = worklistGroupNames[group];
  return (
    <section aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`} className="pb-1 font-semibold text-large">
        {name}{' '}
        <span className="font-normal text-muted tabular-nums">
          {total} {total === 1 ? 'patient' : 'patients'}
        </span>
      </h2>
      <ul className="border-line border-t">
        {rows.map((row) => (
          <PatientLine key={row.enrollmentId} row={row} />
        ))}
      </ul>
      <Pages
        label={name}
        page={page}
        pageSize={worklistPageSize}
        total={total}
        hrefOf={(next) => worklistHref(filter, { group, page: next }, '/decisions') as Route}
      />
    </section>
  );
}

function PatientLine({ row }: { row: WorklistRow }) {
  const { patientId, name, studyId, treatment, month, items, timing, siteCode } = row;
  return (
    <li className="grid gap-x-4 gap-y-1 border-line border-b py-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,3fr)]">
      <div className="min-w-0">
        <Link
          href={`/patients/${patientId}` as Route}
          prefetch={false}
          className="font-medium underline-offset-2 hover:underline"
        >
          {name ?? studyId}
        </Link>
        <p className="text-dense text-muted">
          {[name === null ? null : studyId, siteCode, treatment, month]
            .filter((part) => part !== null && part !== '')
            .join(' · ')}
        </p>
        <p className="text-dense">
          <TimingText>{timing}</TimingText>
        </p>
      </div>
      <ul className="flex min-w-0 flex-col">
        {items.map((item) => (
          <ItemLine key={`${item.source} ${item.id}`} item={item} row={row} />
        ))}
      </ul>
    </li>
  );
}

const verbs: Readonly<Record<WorklistItem['source'], string>> = {
  occurrence: 'Decide',
  flag: 'Decide',
  decision: 'Sign again',
  response: 'Sign',
  eligibility: 'Decide',
  stop: 'Record',
};

/** The button is what the keys j and k move to. */
function ItemLine({ item, row }: { item: WorklistItem; row: WorklistRow }) {
  const { source, title, note, severity, path, daysPastTimeToAct, isEscalated } = item;
  const patient = `/patients/${row.patientId}`;
  const verb = row.maySign ? verbs[source] : 'Open';
  return (
    <li className="-mx-2 flex items-start gap-x-3 rounded px-2 py-1 focus-within:bg-hover hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          {severity === null ? null : <SeverityBadge severity={severity} />}
          <span className="font-medium">{title}</span>
          <TimeToAct daysPastTimeToAct={daysPastTimeToAct} isEscalated={isEscalated} />
        </p>
        {note === null ? null : <p className="text-dense text-muted">{note}</p>}
      </div>
      <LinkButton
        data-row-action
        data-patient={patient}
        href={(path ?? patient) as Route}
        prefetch={false}
        size="small"
        aria-label={`${title}, ${row.name ?? row.studyId}: ${verb}`}
      >
        {verb}
      </LinkButton>
    </li>
  );
}
