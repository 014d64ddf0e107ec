import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';

/** What ties a control to its label, hint and error: spread it on the control. */
export type FieldControl = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
};

type Props = {
  label: ReactNode;
  /** What helps to fill it in; the last value and its date where there is one. */
  hint?: ReactNode;
  /** In words, naming what is wrong and what would be right. */
  error?: ReactNode;
  /**
   * Optional fields say so in the label; required ones are the rule and carry no mark. `understood` is for
   * a group in which every field is optional, said once for all.
   */
  optional?: boolean | 'understood' | undefined;
  className?: string | undefined;
  children: (control: FieldControl) => ReactNode;
};

export function Field({ label, hint, error, optional, className, children }: Props) {
  const id = useId();
  const notes = fieldNotes(id, hint, error);
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="font-medium">
        <FieldLabel optional={optional}>{label}</FieldLabel>
      </label>
      <FieldHint id={notes.hintId}>{hint}</FieldHint>
      {children({
        id,
        'aria-describedby': notes.describedBy,
        'aria-invalid': notes.isInvalid ? true : undefined,
        'aria-required': optional ? undefined : true,
      })}
      <FieldError id={notes.errorId}>{error}</FieldError>
    </div>
  );
}

export function FieldLabel({
  optional,
  children,
}: Pick<Props, 'optional'> & { children: ReactNode }) {
  return (
    <>
      {children}
      {optional === true ? <span className="font-normal text-muted"> (optional)</span> : null}
    </>
  );
}

export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return isShown(children) ? (
    <p id={id} className="text-dense text-muted">
      {children}
    </p>
  ) : null;
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return isShown(children) ? (
    <p id={id} className="flex gap-1 text-dense text-red">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        <span className="sr-only">Error: </span>
        {children}
      </span>
    </p>
  ) : null;
}

/** Ids of hint and error, and the description made of those that are shown, error first. */
export function fieldNotes(id: string, hint: ReactNode, error: ReactNode) {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const shown = [isShown(error) ? errorId : null, isShown(hint) ? hintId : null];
  const describedBy = shown.filter((note) => note !== null).join(' ');
  return {
    hintId,
    errorId,
    isInvalid: isShown(error),
    describedBy: describedBy === '' ? undefined : describedBy,
  };
}

function isShown(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false && node !== '';
}
