'use client';

import { useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { Button } from '@/app/_components/ui/button';
import type { SiteRemsView } from '@/lib/server/sites/queries';
import { RemsDateForm } from './rems-date-form';

export function RemsDateDialog({ site }: { site: SiteRemsView }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button size="small" aria-label={`Change REMS rules: ${site.siteName}`}>
          Change
        </Button>
      }
      title={`Enrollment-only rules at ${site.siteName}`}
      description="Prescriptions of that day and later follow them; earlier ones keep the monthly rules."
    >
      <RemsDateForm site={site} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}
