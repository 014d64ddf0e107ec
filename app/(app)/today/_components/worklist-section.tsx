import type { Route } from 'next';
import Link from 'next/link';
import type { StoredDraft } from '@/app/_components/form/use-server-draft';
import { Pages } from '@/app/_components/ui/pages';
import { contactDraftKey } from '@/lib/worklist/contact-draft-key';
import {
  type WorklistFilter,
  type WorklistItem,
  type WorklistSection,
  worklistGroupNames,
  worklistPageSize,
} from '@/lib/worklist/worklist';
import { worklistHref } from '@/lib/worklist/worklist-search';
import { WorklistLine, worklistColumns } from './worklist-line';

type Props = {
  section: WorklistSection;
  filter: WorklistFilter;
  /** What waits for each man, in any group, by enrollment. */
  waiting: ReadonlyMap<string, readonly WorklistItem[]>;
  /** Contacts that were begun and not saved, by form key. */
  drafts: ReadonlyMap<string, StoredDraft>;
};

export function WorklistGroupSection({ section, filter, waiting, drafts }: Props) {
  const { group, total, page, rows } = section;
  const name = worklistGroupNames[group];
  const isOnly = filter.only === group;
  return (
    <section id={group} aria-labelledby={`${group}-title`} className="scroll-mt-16">
      <div className="flex items-baseline gap-3 pb-1">
        <h2 id={`${group}-title`} className="flex items-baseline gap-2 font-semibold text-large">
          {name} <span className="font-normal text-muted tabular-nums">{total}</span>
        </h2>
        <Link
          href={worklistHref({ ...filter, only: isOnly ? null : group }) as Route}
          scroll={false}
          aria-label={isOnly ? undefined : `Show only these: ${name}`}
          className="text-dense text-muted underline-offset-2 hover:underline print:hidden"
        >
          {isOnly ? 'Show all groups' : 'Show only these'}
        </Link>
      </div>
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
            waiting={waiting.get(row.enrollmentId) ?? []}
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
