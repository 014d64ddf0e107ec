'use client';

import {
  type ComponentProps,
  createContext,
  type RefObject,
  useContext,
  useEffect,
  useRef,
} from 'react';
import { Dialog } from '@/app/_components/ui/dialog';

const Unsaved = createContext<RefObject<boolean> | null>(null);

const question = 'What you typed is not saved. Close all the same?';

type Props = Omit<ComponentProps<typeof Dialog>, 'open' | 'onOpenChange'> & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** A dialog around a form: Escape, Cancel or a stray click ask once before typed text is dropped. */
export function GuardedDialog({ onOpenChange, children, ...rest }: Props) {
  const isUnsaved = useRef(false);
  return (
    <Dialog
      {...rest}
      onOpenChange={(isOpen) => {
        if (isOpen || !isUnsaved.current || window.confirm(question)) {
          isUnsaved.current = false;
          onOpenChange(isOpen);
        }
      }}
    >
      <Unsaved value={isUnsaved}>{children}</Unsaved>
    </Dialog>
  );
}

/** Says to the dialog around the form whether something stands in it that is not saved. */
export function useUnsavedMark(isDirty: boolean) {
  const isUnsaved = useContext(Unsaved);
  useEffect(() => {
    if (isUnsaved) {
      isUnsaved.current = isDirty;
    }
  }, [isUnsaved, isDirty]);
}
