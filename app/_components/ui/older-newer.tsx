import type { Route } from 'next';
import { LinkButton } from './link-button';

type Props<Path extends string> = {
  label: string;
  page: number;
  hasMore: boolean;
  hrefOf: (page: number) => Route<Path>;
};

/** Steps through a list that nobody counts. */
export function OlderNewer<Path extends string>({ label, page, hasMore, hrefOf }: Props<Path>) {
  return page === 1 && !hasMore ? null : (
    <nav aria-label={label} className="flex items-center gap-2 py-2 text-dense">
      <span className="text-muted">Page {page}</span>
      {page > 1 ? (
        <LinkButton size="small" href={hrefOf(page - 1)}>
          Newer
        </LinkButton>
      ) : null}
      {hasMore ? (
        <LinkButton size="small" href={hrefOf(page + 1)}>
          Older
        </LinkButton>
      ) : null}
    </nav>
  );
}
