import type { ComponentProps } from 'react';

/**
 * A form that scripts send. Before they run, saving must lose nothing: outside of a dialog element the
 * method `dialog` sends nothing. A reload shows what is stored, not what the browser remembers for some of
 * the fields: what was typed is kept as a draft.
 */
export function Form(props: Omit<ComponentProps<'form'>, 'action' | 'method'>) {
  return <form noValidate autoComplete="off" {...props} method="dialog" />;
}
