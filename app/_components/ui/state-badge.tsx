import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Tone, toneStyle } from './tone';

type Props = {
  tone: Tone;
  icon: LucideIcon;
  /** The word, which carries the meaning; color and icon repeat it. */
  children: ReactNode;
  className?: string | undefined;
};

export function StateBadge({ tone, icon: Icon, children, className }: Props) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 align-middle font-medium text-small print:border print:border-current',
        toneStyle[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {children}
    </span>
  );
}
