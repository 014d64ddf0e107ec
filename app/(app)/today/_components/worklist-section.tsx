import type { Route } from 'next';
import Link from 'next/link';
import type { StoredDraft } from '@/app/_components/form/use-server-draft';
import { Pages } from '@/app/_components/ui/pages';
import { contactDraftKey } from '@/lib/worklist/contact-draft-key';
import {
  type WorklistFilter,
  type WorklistSection,
  worklistGroupNames,
  worklistPageSize,
} from '@/lib/worklist/worklist';
import { worklistHref } from '@/lib/worklist/worklist-search';
import { WorklistLine, worklistColumns } from './worklist-line';

type Props = {
  section: WorklistSection;
  filter: WorklistFilter;
  /** Contacts that were begun and not saved, by form key. */
  drafts: ReadonlyMap<string, StoredDraft>;
};

export function WorklistGroupSection({ section, filter, drafts }: Props) {
  const { group, total, page, rows } = section;
  const name = worklistGroupNames[group];
  return (
    <section id={group} aria-labelledby={`${group}-title`} className="scroll-mt-16">
      <h2 id={`${group}-title`} className="flex items-baseline gap-2 pb-1 font-semibold text-large">
        {name} <span className="font-normal text-muted tabular-nums">{total}</span>
        <Link
          href={worklistHref({ ...filter, only: filter.only === group ? null : group }) as Route}
          scroll={false}
          className="ml-2 font-normal text-dense text-muted underline-offset-2 hover:underline print:hidden"
        >
          {filter.only === group ? 'Show all groups' : 'Show only these'}
          <span className="sr-only">: {name}</span>
        </Link>
      </h2>
      <div
        aria-hidden
        className={`${worklistColumns} hidden bg-sunken px-2 py-1.5 font-medium text-dense text-muted lg:grid`}
      >
        <span>Patient</span>
        <span>Treatment</span>
        <span>To do</span>
        <span>When</span>
        <span>Last visit</span>
        <span>Next planned</span>
        <span />
      </div>
      <ul>
        {rows.map((row) => (
          <WorklistLine
            key={row.enrollmentId}
            row={row}
            draft={drafts.get(contactDraftKey(row.enrollmentId)) ?? null}
          />
        ))}
      </ul>
      <Pages
        label={name}
        page={page}
        pageSize={worklistPageSize}
        total={total}
        hrefOf={(next) => worklistHref(filter, { group, page: next }) as Route}
      />
    </section>
  );
}
