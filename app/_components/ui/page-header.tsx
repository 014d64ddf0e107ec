import type { ReactNode } from 'react';

type Props = {
  title: ReactNode;
  /** One line under the title: a count, a date, what the page is about. */
  description?: ReactNode;
  /** At most one primary action. */
  actions?: ReactNode;
};

export function PageHeader({ title, description, actions }: Props) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 pb-4">
      <div className="min-w-0">
        <h1 className="font-semibold text-title">{title}</h1>
        {description === undefined ? null : <p className="text-muted">{description}</p>}
      </div>
      {actions === undefined ? null : (
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      )}
    </header>
  );
}
