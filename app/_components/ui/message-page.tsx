import type { ReactNode } from 'react';

type Props = {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  /** Within the shell, which has the page's landmark already. */
  isInShell?: boolean | undefined;
};

/** A whole page that says one thing and offers the way on: not found, failed, refused. */
export function MessagePage({ title, children, actions, isInShell }: Props) {
  const Landmark = isInShell === true ? 'div' : 'main';
  return (
    <Landmark
      {...(isInShell === true ? {} : { id: 'main' })}
      className="mx-auto flex max-w-xl flex-col gap-4 px-4 py-16"
    >
      <h1 className="font-semibold text-title">{title}</h1>
      <div className="flex flex-col gap-2 text-muted">{children}</div>
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </Landmark>
  );
}
