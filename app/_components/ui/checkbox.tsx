import { clsx } from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { FieldError, FieldHint, fieldNotes } from './field';

type Props = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /**
   * The mouse leaves the focus in the field before it: where leaving that field shows a message above
   * this box, the box would move away from under the pointer and the click would be lost.
   */
  leavesFocus?: boolean;
};

export function Checkbox({ label, hint, error, className, leavesFocus, ...rest }: Props) {
  const id = useId();
  const notes = fieldNotes(id, hint, error);
  return (
    <div className={clsx('flex flex-col gap-1', className)}>
      <label
        htmlFor={id}
        className="flex min-h-7 items-start gap-2 py-1"
        onMouseDown={leavesFocus === true ? (event) => event.preventDefault() : undefined}
      >
        <input
          {...rest}
          id={id}
          type="checkbox"
          aria-describedby={notes.describedBy}
          aria-invalid={notes.isInvalid ? true : undefined}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>{label}</span>
      </label>
      <FieldHint id={notes.hintId}>{hint}</FieldHint>
      <FieldError id={notes.errorId}>{error}</FieldError>
    </div>
  );
}
