import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import { FieldError, FieldHint, FieldLabel, fieldNotes } from './field';

type Props = {
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** Several controls that answer one question, such as checkboxes or a date with its precision. */
export function FieldGroup({ legend, hint, error, optional, className, children }: Props) {
  const notes = fieldNotes(useId(), hint, error);
  return (
    <fieldset
      aria-describedby={notes.describedBy}
      className={clsx('flex min-w-0 flex-col gap-1', className)}
    >
      <legend className="mb-1 font-medium">
        <FieldLabel optional={optional}>{legend}</FieldLabel>
      </legend>
      <FieldHint id={notes.hintId}>{hint}</FieldHint>
      {children}
      <FieldError id={notes.errorId}>{error}</FieldError>
    </fieldset>
  );
}
