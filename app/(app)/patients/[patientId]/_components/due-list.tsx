import { OccurrenceStateBadge } from '@/app/_components/occurrence-state-badge';
import type { DueItem } from '@/lib/course/summarize-course';
import { toCivilDate } from '@/lib/dates/civil-date';

const shown = 8;

/** What is wanted now and next. */
export function DueList({ due }: { due: readonly DueItem[] }) {
  return (
    <section aria-labelledby="due-title">
      <h2 id="due-title" className="pb-1 font-semibold">
        Due and planned
      </h2>
      {due.length === 0 ? <p className="text-muted">Nothing is planned.</p> : null}
      <ul className="text-dense">
        {due.slice(0, shown).map(({ key, title, state, planned }) => (
          <li
            key={key}
            className="flex flex-wrap items-center justify-between gap-x-2 border-line border-b py-1.5"
          >
            <span>{title}</span>
            <span className="flex items-center gap-2">
              {toCivilDate(planned)}
              <OccurrenceStateBadge state={state} />
            </span>
          </li>
        ))}
      </ul>
      {due.length > shown ? (
        <p className="pt-1 text-dense text-muted">and {due.length - shown} later</p>
      ) : null}
    </section>
  );
}
