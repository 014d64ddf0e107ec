import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** One small thing among several in a row, such as what is due at one visit. A long one takes two lines. */
export function Chip({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex min-h-6 min-w-0 max-w-full flex-wrap items-center gap-x-1 rounded-xl border px-2 text-dense">
      {children}
    </span>
  );
}

type FilterChipProps<Path extends string> = {
  /** The list with this filter switched over; filters live in the URL. */
  href: Route<Path>;
  isActive: boolean;
  count?: number | undefined;
  children: ReactNode;
};

export function FilterChip<Path extends string>({
  href,
  isActive,
  count,
  children,
}: FilterChipProps<Path>) {
  return (
    <Link
      href={href}
      aria-current={isActive ? 'true' : undefined}
      scroll={false}
      className={clsx(
        'inline-flex h-7 items-center gap-1 whitespace-nowrap rounded-full border px-3 text-dense',
        isActive ? 'border-accent bg-accent-soft text-accent' : 'border-line-strong hover:bg-hover',
      )}
    >
      {isActive ? <Check aria-hidden className="size-3.5" /> : null}
      {children}
      {count === undefined ? null : (
        <span className={isActive ? undefined : 'text-muted'}>{count}</span>
      )}
    </Link>
  );
}
