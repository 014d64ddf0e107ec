import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { toneStyle } from './tone';

const icons = {
  info: Info,
  done: CircleCheck,
  amber: TriangleAlert,
  red: CircleAlert,
} satisfies Record<string, LucideIcon>;

type Props = Omit<ComponentProps<'div'>, 'title'> & {
  tone: keyof typeof icons;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
};

/**
 * A message in the flow of the page. Give `role="alert"` when it appears in answer to something the
 * user did, and no role when it was there from the start.
 */
export function Notice({ tone, title, children, action, className, ...rest }: Props) {
  const Icon = icons[tone];
  return (
    <div
      {...rest}
      className={clsx('flex flex-wrap gap-3 rounded p-3 print:border', toneStyle[tone], className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-1 basis-48 flex-col gap-1">
        <p className="font-medium">{title}</p>
        {children === undefined ? null : <div className="text-ink empty:hidden">{children}</div>}
      </div>
      {action}
    </div>
  );
}
