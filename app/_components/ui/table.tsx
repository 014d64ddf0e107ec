import { clsx } from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ComponentProps } from 'react';

type TableProps = ComponentProps<'table'> & {
  /** Names the table for screen readers, and its scroll area on narrow screens. */
  label: string;
  /** It scrolls down within itself too, so that its head stays in view. */
  scrollsDown?: boolean | undefined;
};

/**
 * Dense table: 13 px text, 36 px rows. On a narrow screen it scrolls sideways within itself, by touch
 * or arrow keys, and the first column stays in view.
 */
export function Table({ label, scrollsDown = false, className, ...rest }: TableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a labelled scroll area is not a page section
    <div
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={clsx(
        'relative overflow-x-auto print:overflow-visible',
        scrollsDown && 'max-h-[70dvh] overflow-y-auto print:max-h-none',
      )}
    >
      <table
        {...rest}
        aria-label={label}
        className={clsx('w-full border-collapse text-dense', className)}
      />
    </div>
  );
}

export function TableHead(props: ComponentProps<'thead'>) {
  return <thead {...props} className={clsx('bg-sunken', props.className)} />;
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />;
}

export function TableRow(props: ComponentProps<'tr'>) {
  return <tr {...props} className={clsx('h-9 border-line border-b', props.className)} />;
}

type CellProps = {
  /** Aligned right, so that digits of one weight stand under each other. */
  numeric?: boolean | undefined;
  /** The column that stays in view when the table scrolls sideways. */
  sticky?: boolean | undefined;
};

const cellStyle = ({ numeric, sticky }: CellProps) =>
  clsx(
    'px-2 py-1.5',
    numeric === true ? 'text-right' : 'text-left',
    sticky === true && 'sticky left-0',
  );

type HeaderProps = ComponentProps<'th'> & CellProps;

export function TableHeader({ numeric, sticky, className, ...rest }: HeaderProps) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        cellStyle({ numeric, sticky }),
        'whitespace-nowrap font-medium text-muted',
        sticky === true && 'bg-sunken',
        className,
      )}
    />
  );
}

type SortHeaderProps<Path extends string> = HeaderProps & {
  /** The list sorted by this column, or the other way round when it already is. */
  href: Route<Path>;
  direction: 'ascending' | 'descending' | null;
};

export function SortHeader<Path extends string>({
  href,
  direction,
  children,
  ...rest
}: SortHeaderProps<Path>) {
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <TableHeader {...rest} aria-sort={direction ?? 'none'}>
      <Link
        href={href}
        scroll={false}
        className="-my-1 inline-flex h-7 items-center gap-1 underline-offset-2 hover:underline"
      >
        {children}
        <Arrow aria-hidden className={clsx('size-3.5', direction === null && 'invisible')} />
      </Link>
    </TableHeader>
  );
}

type TableCellProps = ComponentProps<'td'> & CellProps;

export function TableCell({ numeric, sticky, className, ...rest }: TableCellProps) {
  return (
    <td
      {...rest}
      className={clsx(cellStyle({ numeric, sticky }), sticky === true && 'bg-surface', className)}
    />
  );
}
