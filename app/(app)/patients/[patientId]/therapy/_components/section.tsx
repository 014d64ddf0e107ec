import type { ReactNode } from 'react';

type Props = { title: string; description?: ReactNode; children: ReactNode };

/** One part of the page under its heading. */
export function Section({ title, description, children }: Props) {
  return (
    <section>
      <h2 className="font-semibold text-large">{title}</h2>
      {description === undefined ? null : <p className="text-muted">{description}</p>}
      <div className="mt-2">{children}</div>
    </section>
  );
}
