'use client';

import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { Toast as Primitive } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { invariant } from '@/lib/core/invariant';
import { buttonStyle } from './button-style';

type Announcement = {
  tone: 'done' | 'red';
  /** What happened, in one line. */
  message: ReactNode;
  undo?: () => void;
};

type Shown = Announcement & { id: number };

const AnnounceContext = createContext<((announcement: Announcement) => void) | null>(null);

/** Says in one line what a change did; offers to undo it where that is possible. */
export function useAnnounce(): (announcement: Announcement) => void {
  const announce = useContext(AnnounceContext);
  invariant(announce !== null, 'useAnnounce needs a ToastProvider above it');
  return announce;
}

/** Failures stay until they are closed; the rest goes after eight seconds, unless pointed at. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const announce = useCallback((announcement: Announcement) => {
    setShown((before) => [...before.slice(-2), { ...announcement, id: nextId(before) }]);
  }, []);
  const close = (id: number) => setShown((before) => before.filter((toast) => toast.id !== id));
  return (
    <AnnounceContext value={announce}>
      <Primitive.Provider duration={8000} label="Message">
        {children}
        {shown.map((toast) => (
          <Toast key={toast.id} toast={toast} onClose={() => close(toast.id)} />
        ))}
        {/* Above the bar with the button that saves. */}
        <Primitive.Viewport className="fixed right-4 bottom-20 z-50 flex w-[calc(100vw-2rem)] max-w-sm flex-col gap-2 outline-none print:hidden" />
      </Primitive.Provider>
    </AnnounceContext>
  );
}

function nextId(shown: readonly Shown[]): number {
  return (shown.at(-1)?.id ?? 0) + 1;
}

function Toast({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const isFailure = toast.tone === 'red';
  const Icon = isFailure ? CircleAlert : CircleCheck;
  return (
    <Primitive.Root
      type={isFailure ? 'foreground' : 'background'}
      duration={isFailure ? Number.POSITIVE_INFINITY : 8000}
      onOpenChange={(open) => {
        if (!open) {
          onClose();
        }
      }}
      className="flex items-start gap-2 rounded border border-line bg-raised p-3 shadow-raised"
    >
      <Icon
        aria-hidden
        className={clsx('mt-0.5 size-4 shrink-0', isFailure ? 'text-red' : 'text-done')}
      />
      <Primitive.Description className="min-w-0 flex-1">{toast.message}</Primitive.Description>
      {toast.undo === undefined ? null : (
        <Primitive.Action
          altText="Undo this change on the page itself"
          onClick={toast.undo}
          className={clsx(buttonStyle({ variant: 'secondary', size: 'small' }), '-my-1')}
        >
          Undo
        </Primitive.Action>
      )}
      <Primitive.Close
        aria-label="Close message"
        className={clsx(buttonStyle({ variant: 'quiet', size: 'small' }), '-my-1')}
      >
        <X aria-hidden className="size-4" />
      </Primitive.Close>
    </Primitive.Root>
  );
}
