import type { ReactNode } from 'react';

type Props = {
  title: string;
  /** What the reader can do about it, or why nothing being here is good. */
  children: ReactNode;
  action?: ReactNode;
};

export function EmptyState({ title, children, action }: Props) {
  return (
    <div className="flex flex-col items-start gap-2 border-line border-y px-4 py-8">
      <p className="font-medium">{title}</p>
      <div className="max-w-prose text-muted">{children}</div>
      {action}
    </div>
  );
}
