import { type ReactNode, useId } from 'react';

type Props = { title: string; description?: ReactNode; children: ReactNode };

/** One part of the page under its heading. */
export function Section({ title, description, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="font-semibold text-large">
        {title}
      </h2>
      {description === undefined ? null : <p className="text-muted">{description}</p>}
      <div className="mt-2">{children}</div>
    </section>
  );
}
