'use client';

import { type ReactNode, useState } from 'react';
import type { DraftPlace, StoredDraft } from '@/app/_components/form/use-server-draft';
import { Button } from '@/app/_components/ui/button';
import { LinkButton } from '@/app/_components/ui/link-button';
import { SavedChange } from '@/app/(app)/patients/[patientId]/_components/saved-change';
import type { PlanChange } from '@/lib/course/plan-change';
import type { CivilDate } from '@/lib/dates/civil-date';
import { isLedgerKind } from '@/lib/records/record';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import type { LabFormView } from '@/lib/visits/lab-form-view';
import { AmendForm } from './amend-form';
import { VoidDialog } from './void-dialog';

type Props = {
  recordId: string;
  version: number;
  entry: RecordEntryInput;
  today: CivilDate;
  labs: LabFormView | null;
  place: DraftPlace;
  /** A correction that was left unsaved: the form stands open for it. */
  draft: StoredDraft | null;
  mayAmend: boolean;
  /** The record as it is read. */
  children: ReactNode;
};

type Saved = { title: string; change: PlanChange | null };

/** Reading, and in its place the form that corrects. */
export function RecordEditor({ mayAmend, children, ...record }: Props) {
  const { recordId, version, entry, place } = record;
  const isLedgerEntry = isLedgerKind(entry.kind);
  const [isAmending, setIsAmending] = useState(record.draft !== null && !isLedgerEntry);
  const [saved, setSaved] = useState<Saved | null>(null);
  if (isAmending) {
    return (
      <AmendForm
        {...record}
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
          {isLedgerEntry ? null : (
            <Button variant="primary" onClick={() => setIsAmending(true)}>
              Correct
            </Button>
          )}
          <VoidDialog
            recordId={recordId}
            version={version}
            isLedgerEntry={isLedgerEntry}
            onSaved={(change) => setSaved({ title: 'The record is voided', change })}
          />
        </div>
      ) : null}
      {isLedgerEntry && saved !== null && place.patientId ? (
        <div>
          <LinkButton href={`/patients/${place.patientId}/visits/new`} variant="primary">
            Enter it again with a visit
          </LinkButton>
        </div>
      ) : null}
    </>
  );
}
