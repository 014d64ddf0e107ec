import type { Route } from 'next';
import { LinkButton } from './link-button';

type Props<Path extends string> = {
  /** What is paged, for screen readers: "Overdue". */
  label: string;
  page: number;
  pageSize: number;
  total: number;
  hrefOf: (page: number) => Route<Path>;
};

/** Which part of a longer list is shown, and the way to the rest; nothing where all of it is shown. */
export function Pages<Path extends string>({ label, page, pageSize, total, hrefOf }: Props<Path>) {
  if (total <= pageSize && page === 1) {
    return null;
  }
  const last = Math.max(1, Math.ceil(total / pageSize));
  const from = Math.min((page - 1) * pageSize + 1, total);
  return (
    <nav aria-label={`Pages of ${label}`} className="flex items-center gap-2 py-2 text-dense">
      <span className="text-muted tabular-nums">
        {page > last ? `Nothing on page ${page}` : `${from}–${Math.min(page * pageSize, total)}`} of{' '}
        {total}
      </span>
      {page > 1 ? (
        <LinkButton size="small" scroll={false} href={hrefOf(Math.min(page - 1, last))}>
          Previous
        </LinkButton>
      ) : null}
      {page < last ? (
        <LinkButton size="small" scroll={false} href={hrefOf(page + 1)}>
          Next
        </LinkButton>
      ) : null}
    </nav>
  );
}
