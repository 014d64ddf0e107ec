'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { buttonStyle } from './button-style';
import { useSaveKey } from './use-save-key';

type Props = {
  /** The button that opens it; leave out when `open` is controlled from elsewhere. */
  trigger?: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  title: ReactNode;
  /** What the dialog is for, read out with the title. */
  description?: ReactNode;
  width?: 'regular' | 'wide' | undefined;
  children: ReactNode;
};

/** Focus stays inside, Escape closes, and focus returns to where it came from. Buttons belong to the
 * content, in a `DialogActions` at its end. */
export function Dialog(props: Props) {
  const { trigger, open, onOpenChange, title, description, width = 'regular', children } = props;
  const opener = useRef<Element | null>(null);
  return (
    <Primitive.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger === undefined ? null : <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.45)]" />
        <Primitive.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => returnFocus(event, opener.current)}
          className={clsx(
            'fixed top-1/2 left-1/2 z-40 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-1/2 overflow-y-auto rounded-lg bg-raised p-6 shadow-raised',
            width === 'wide' ? 'max-w-3xl' : 'max-w-lg',
          )}
        >
          <Primitive.Title className="pr-8 font-semibold text-large">{title}</Primitive.Title>
          {description === undefined ? null : (
            <Primitive.Description className="mt-1 text-muted">{description}</Primitive.Description>
          )}
          <div className="mt-4">{children}</div>
          {/* Last in the order, so that opening puts the focus on the first thing to do. */}
          <Primitive.Close
            aria-label="Close"
            className={clsx(
              buttonStyle({ variant: 'quiet', size: 'icon' }),
              'absolute top-4 right-4',
            )}
          >
            <X aria-hidden className="size-4" />
          </Primitive.Close>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** To where it came from, unless what says that it was saved has taken it by now. */
function returnFocus(event: Event, opener: Element | null) {
  const hasMoved = document.activeElement !== document.body;
  if (hasMoved || opener?.isConnected) {
    event.preventDefault();
  }
  if (!hasMoved && opener instanceof HTMLElement) {
    opener.focus();
  }
}

export function DialogActions({ children }: { children: ReactNode }) {
  const actions = useRef<HTMLDivElement>(null);
  useSaveKey(actions);
  return (
    <div ref={actions} className="mt-6 flex flex-wrap justify-end gap-2">
      {children}
    </div>
  );
}

/** Wrap the button that closes the dialog without doing anything. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Primitive.Close asChild>{children}</Primitive.Close>;
}
