'use client';

import { Phone } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
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
  const change = (next: boolean) => {
    setIsOpen(next);
    if (!next) {
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
