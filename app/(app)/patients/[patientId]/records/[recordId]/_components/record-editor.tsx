'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { SavedChange } from '@/app/(app)/patients/[patientId]/_components/saved-change';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import { AmendForm } from './amend-form';
import { VoidDialog } from './void-dialog';

type Props = {
  recordId: string;
  version: number;
  entry: RecordEntryInput;
  today: CivilDate;
  mayAmend: boolean;
  /** The record as it is read. */
  children: ReactNode;
};

type Saved = { title: string; change: PlanChange | null };

/** Reading, and in its place the form that corrects. */
export function RecordEditor({ recordId, version, entry, today, mayAmend, children }: Props) {
  const [isAmending, setIsAmending] = useState(false);
  const [saved, setSaved] = useState<Saved | null>(null);
  if (isAmending) {
    return (
      <AmendForm
        recordId={recordId}
        version={version}
        entry={entry}
        today={today}
        onCancel={() => setIsAmending(false)}
        onSaved={(change) => {
          setSaved({ title: 'The correction is saved', change });
          setIsAmending(false);
        }}
      />
    );
  }
  return (
    <>
      {saved === null ? null : <SavedChange {...saved} />}
      {children}
      {mayAmend ? (
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" onClick={() => setIsAmending(true)}>
            Correct
          </Button>
          <VoidDialog
            recordId={recordId}
            version={version}
            onSaved={(change) => setSaved({ title: 'The record is voided', change })}
          />
        </div>
      ) : null}
    </>
  );
}
