'use client';

import { useState } from 'react';
import type { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import {
  DateInput,
  NoteField,
  NumberField,
  type RecordFields,
  recordFields,
} from '@/app/_components/records/record-field';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { CivilDate } from '@/lib/dates/civil-date';
import {
  amendPartnerInputSchema,
  type Partner,
  partnerLabel,
  recordPartnerInputSchema,
} from '@/lib/records/partner';
import { amendPartnerAction, recordPartnerAction } from '../actions';

type RecordProps = { patientId: string; today: CivilDate };

export function RecordPartnerDialog(props: RecordProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button>Record a partner</Button>}
      title="Record a partner"
      description="She gets a number and no name. A cycle needs her consent."
    >
      <RecordForm {...props} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}

function RecordForm({ patientId, today, onDone }: RecordProps & { onDone: () => void }) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm<
    z.input<typeof recordPartnerInputSchema>,
    { readonly partnerId: string }
  >({
    schema: recordPartnerInputSchema,
    defaultValues: { patientId, consentOn: '', birthYear: '', note: '' },
    action: recordPartnerAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The partner is recorded.' });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <PartnerFields fields={recordFields(form, '')} today={today} />
      <Actions isPending={isPending} />
    </Form>
  );
}

type AmendProps = { partner: Partner; today: CivilDate };

/** A correction, or the day on which the couple ended. */
export function AmendPartnerDialog(props: AmendProps) {
  const [isOpen, setIsOpen] = useState(false);
  const name = partnerLabel(props.partner);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button size="small" aria-label={`Change ${name}`}>
          Change
        </Button>
      }
      title={name}
    >
      <AmendForm {...props} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}

function AmendForm({ partner, today, onDone }: AmendProps & { onDone: () => void }) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm<
    z.input<typeof amendPartnerInputSchema>,
    { readonly partnerId: string }
  >({
    schema: amendPartnerInputSchema,
    defaultValues: {
      partnerId: partner.id,
      version: partner.version,
      consentOn: partner.consentOn,
      birthYear: partner.birthYear === null ? '' : String(partner.birthYear),
      endedOn: partner.endedOn ?? '',
      note: partner.note,
      reason: '',
    },
    action: amendPartnerAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `${partnerLabel(partner)} is changed.` });
      onDone();
    },
  });
  const fields = recordFields(form, '');
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <PartnerFields fields={fields} today={today}>
        <DateInput
          fields={fields}
          name="endedOn"
          label="Partner of his until"
          today={today}
          optional
        />
      </PartnerFields>
      <NoteField fields={fields} name="reason" label="Why is it changed?" />
      <Actions isPending={isPending} />
    </Form>
  );
}

type FieldsProps = { fields: RecordFields; today: CivilDate; children?: React.ReactNode };

function PartnerFields({ fields, today, children }: FieldsProps) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateInput fields={fields} name="consentOn" label="Her consent" today={today} />
        <NumberField fields={fields} name="birthYear" label="Year of birth" optional />
        {children}
      </div>
      <NoteField
        fields={fields}
        name="note"
        label="Note"
        hint="No names: who reads the study data reads this."
        optional
      />
    </>
  );
}

function Actions({ isPending }: { isPending: boolean }) {
  return (
    <DialogActions>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" variant="primary" pending={isPending}>
        {isPending ? 'Saving…' : 'Save'}
      </Button>
    </DialogActions>
  );
}
