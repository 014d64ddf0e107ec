import type { ReactNode } from 'react';

type Item = {
  term: string;
  /** Never empty: what is unknown says so in words ("not recorded"). */
  value: ReactNode;
};

/** Facts about one thing: the term at left, its value beside it; stacked where there is no room. */
export function DefinitionList({ items }: { items: readonly Item[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 sm:grid-cols-[max-content_1fr]">
      {items.map(({ term, value }) => (
        <div
          key={term}
          className="grid border-line border-b py-2 last:border-b-0 sm:col-span-2 sm:grid-cols-subgrid"
        >
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
