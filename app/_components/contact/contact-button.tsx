'use client';

import { Phone } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import type { StoredDraft } from '@/app/_components/form/use-server-draft';
import { Button } from '@/app/_components/ui/button';
import { ContactForm, type ContactSubject } from './contact-form';

type Props = {
  subject: ContactSubject;
  /** What was typed about him before and never saved. */
  draft: StoredDraft | null;
  /** `icon` for a line of a list, where `c` opens it too. */
  look?: 'icon' | 'text';
};

export function ContactButton({ subject, draft, look = 'text' }: Props) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const neighbor = useRef<HTMLElement | null>(null);
  useEffect(
    () => () => {
      // What was put off leaves the list and takes this line with it: the focus goes on to the next one.
      if (document.activeElement === document.body && neighbor.current?.isConnected) {
        neighbor.current.focus();
      }
    },
    [],
  );
  const change = (next: boolean) => {
    setIsOpen(next);
    if (next) {
      neighbor.current = findNeighbor(document.activeElement);
    } else {
      // A draft that was kept meanwhile is offered when it is opened again.
      router.refresh();
    }
  };
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={change}
      title={`Contact: ${subject.who}`}
      trigger={
        look === 'icon' ? (
          <Button
            data-row-contact
            size="small"
            variant="quiet"
            className="w-7 px-0!"
            aria-label={`Contact: ${subject.who}`}
            title="Contact (c)"
          >
            <Phone aria-hidden className="size-4" />
          </Button>
        ) : (
          <Button>
            <Phone aria-hidden className="size-4" />
            Log a contact…
          </Button>
        )
      }
    >
      <ContactForm subject={subject} draft={draft} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}

/** The button of the next line of the list, or of the one before the last. */
function findNeighbor(from: Element | null): HTMLElement | null {
  const buttons = [...document.querySelectorAll<HTMLElement>('[data-row-contact]')];
  const own = from?.closest('li, tr')?.querySelector<HTMLElement>('[data-row-contact]');
  const index = own ? buttons.indexOf(own) : -1;
  return buttons[index + 1] ?? buttons[index - 1] ?? null;
}
