import { clsx } from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { type ButtonStyle, buttonStyle } from './button-style';

type Props = Omit<ComponentProps<'button'>, 'disabled'> &
  ButtonStyle & {
    /** Work is under way: the button stays focused and readable but does nothing. */
    pending?: boolean | undefined;
    /** Unavailable; say why in text near the button. It can still be focused and read. */
    unavailable?: boolean | undefined;
  };

/**
 * Never truly `disabled`: a disabled button drops the keyboard focus and cannot be explained to a
 * screen reader. `aria-disabled` says the same, and the click is stopped here.
 */
export function Button(props: Props) {
  const { variant, size, pending, unavailable, className, children, onClick, ...rest } = props;
  const isInert = pending === true || unavailable === true;
  const stop = (event: MouseEvent) => event.preventDefault();
  return (
    <button
      type="button"
      {...rest}
      {...(isInert ? { onClick: stop, 'aria-disabled': true } : { onClick })}
      aria-busy={pending}
      className={clsx(buttonStyle({ variant, size }), className)}
    >
      {pending === true ? (
        <LoaderCircle aria-hidden className="size-4 motion-safe:animate-spin" />
      ) : null}
      {children}
    </button>
  );
}
