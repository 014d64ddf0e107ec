import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

const chipStyle = 'inline-flex items-center gap-1 whitespace-nowrap rounded-full border';

/** One small thing among several in a row, such as what is due at one visit. */
export function Chip({ children }: { children: ReactNode }) {
  return (
    <span className={clsx(chipStyle, 'h-6 min-w-0 max-w-full px-2 text-dense')}>
      <span className="flex min-w-0 items-center gap-1 truncate">{children}</span>
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
        chipStyle,
        'h-7 px-3 text-dense',
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
