'use client';

import { useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { Button } from '@/app/_components/ui/button';
import type { IsoWeekday } from '@/lib/schedule/clinic-calendar';
import { WeekdaysForm } from './weekdays-form';

type Props = {
  siteId: string;
  siteName: string;
  weekdays: readonly IsoWeekday[];
  calendarVersion: number;
};

export function WeekdaysDialog(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button>Change weekdays…</Button>}
      title={`Weekdays of ${props.siteName}`}
      description="What is planned on another weekday moves to the nearest open day of its window, from today on. Dates agreed with a man stay."
    >
      <WeekdaysForm {...props} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}
