'use client';

import { type ReactNode, useRef } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Kbd } from '@/app/_components/ui/kbd';
import { useSaveKey } from '@/app/_components/ui/use-save-key';

type Props = {
  label: string;
  isPending: boolean;
  pendingLabel?: string | undefined;
  /** A way out, or a second thing to do. */
  secondary?: ReactNode;
  /** At left: the state of the draft, or why saving would be refused. */
  status?: ReactNode;
};

/** Last in the form, and in view at all times. Ctrl+Enter or Cmd+Enter anywhere in the form saves. */
export function SubmitBar({
  label,
  isPending,
  pendingLabel = 'Saving…',
  secondary,
  status,
}: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useSaveKey(button);
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 border-line border-t bg-surface py-3 print:hidden">
      <div className="min-w-0 flex-1 text-dense text-muted">{status}</div>
      {secondary}
      <Button ref={button} type="submit" variant="primary" pending={isPending}>
        {isPending ? pendingLabel : label}
      </Button>
      <span aria-hidden className="hidden sm:block">
        <Kbd>Ctrl+Enter</Kbd>
      </span>
    </div>
  );
}
