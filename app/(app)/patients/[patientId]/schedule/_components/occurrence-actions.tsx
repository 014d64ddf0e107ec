'use client';

import { Ellipsis } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { Button } from '@/app/_components/ui/button';
import { Menu, MenuItem } from '@/app/_components/ui/menu';
import type { Option } from '@/app/_components/ui/select';
import type { CivilDate } from '@/lib/dates/civil-date';
import { CloseForm } from './close-form';
import { LinkForm } from './link-form';
import { RescheduleForm } from './reschedule-form';
import { WaiveForm } from './waive-form';

type Props = {
  enrollmentId: string;
  occurrence: { key: string; title: string; planned: CivilDate | null };
  /** Records that it could be satisfied by. */
  records: readonly Option[];
  today: CivilDate;
};

type Topic = 'reschedule' | 'waive' | 'close' | 'link';

/** What a person can say about one item of the plan; each is a fact of its own with a reason. */
export function OccurrenceActions({ enrollmentId, occurrence, records, today }: Props) {
  const [topic, setTopic] = useState<Topic | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // The entry of the menu that opened the dialog is gone, so the focus goes to the menu's button.
    if (wasOpen.current && topic === null) {
      button.current?.focus();
    }
    wasOpen.current = topic !== null;
  }, [topic]);
  const { key: occurrenceKey, title, planned } = occurrence;
  const target = { enrollmentId, occurrenceKey, title, onDone: () => setTopic(null) };
  const dialogs = {
    reschedule: {
      heading: `Reschedule: ${title}`,
      content: <RescheduleForm {...target} planned={planned} today={today} />,
    },
    waive: { heading: `Waive: ${title}`, content: <WaiveForm {...target} /> },
    close: {
      heading: `Close as missed: ${title}`,
      content: <CloseForm {...target} today={today} />,
    },
    link: {
      heading: `Link a record: ${title}`,
      content: <LinkForm {...target} records={records} />,
    },
  };
  return (
    <>
      <Menu
        trigger={
          <Button ref={button} variant="quiet" size="small" aria-label={`Change: ${title}`}>
            <Ellipsis aria-hidden className="size-4" />
            Change
          </Button>
        }
      >
        <MenuItem onSelect={() => setTopic('reschedule')}>Reschedule…</MenuItem>
        <MenuItem onSelect={() => setTopic('waive')}>Waive…</MenuItem>
        <MenuItem onSelect={() => setTopic('close')}>Close as missed…</MenuItem>
        {records.length === 0 ? null : (
          <MenuItem onSelect={() => setTopic('link')}>Link a record…</MenuItem>
        )}
      </Menu>
      {topic === null ? null : (
        <GuardedDialog open onOpenChange={() => setTopic(null)} title={dialogs[topic].heading}>
          {dialogs[topic].content}
        </GuardedDialog>
      )}
    </>
  );
}
