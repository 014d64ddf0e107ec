import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { controlFrame, focusWithin } from './control-style';

type Props = ComponentProps<'input'> & {
  /** Stands inside the right edge: text, or a `UnitSelect` where the unit can be chosen. */
  unit?: ReactNode;
};

/** One line of text or one number. Numbers are text with `inputMode="decimal"`, so that "<0.1" and a
 * comma reach the schema and get a sentence there, instead of vanishing in a number box. */
export function Input({ unit, className, ...rest }: Props) {
  const unitId = typeof unit === 'string' && rest.id !== undefined ? `${rest.id}-unit` : undefined;
  const describedBy = [rest['aria-describedby'], unitId].filter((id) => id !== undefined).join(' ');
  return (
    <span className={clsx('flex h-9 min-w-0 items-center', controlFrame, focusWithin, className)}>
      <input
        autoComplete="off"
        {...rest}
        aria-describedby={describedBy === '' ? undefined : describedBy}
        className="h-full w-full min-w-0 rounded bg-transparent px-2 outline-none"
      />
      {typeof unit === 'string' ? (
        <span id={unitId} className="shrink-0 pr-2 text-muted">
          {unit}
        </span>
      ) : (
        unit
      )}
    </span>
  );
}
