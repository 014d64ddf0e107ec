'use client';

import { useRef } from 'react';
import { useWatch } from 'react-hook-form';
import { bindBox } from '@/app/_components/form/bind-field';
import { DraftOffer } from '@/app/_components/form/draft-offer';
import { DraftStatus } from '@/app/_components/form/draft-status';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField, FormRadioGroup, useFieldError } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { type StoredDraft, useServerDraft } from '@/app/_components/form/use-server-draft';
import { Button } from '@/app/_components/ui/button';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { DateField } from '@/app/_components/ui/date-field';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { FieldGroup } from '@/app/_components/ui/field-group';
import { Textarea } from '@/app/_components/ui/textarea';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { CivilDate } from '@/lib/dates/civil-date';
import {
  contactChannelNames,
  contactChannels,
  contactOutcomeNames,
  contactOutcomes,
} from '@/lib/enrollment/contact';
import { recordContactInputSchema } from '@/lib/enrollment/contact-input';
import { contactDraftKey } from '@/lib/worklist/contact-draft-key';
import { recordContactAction } from './actions';

/** Something of his plan that a contact can be about. */
type ContactItem = { key: string; title: string; hint: string };

export type ContactSubject = {
  enrollmentId: string;
  siteId: string;
  patientId: string;
  /** As the reader knows him: name or study id. */
  who: string;
  items: readonly ContactItem[];
  today: CivilDate;
};

type Props = { subject: ContactSubject; draft: StoredDraft | null; onDone: () => void };

const channels = contactChannels.map((value) => ({ value, label: contactChannelNames[value] }));
const outcomes = contactOutcomes.map((value) => ({ value, label: contactOutcomeNames[value] }));

export function ContactForm({ subject, draft: stored, onDone }: Props) {
  const { enrollmentId, siteId, patientId, who, items, today } = subject;
  const announce = useAnnounce();
  const discardDraft = useRef(() => {});
  const { form, submit, isPending, failure } = useActionForm({
    schema: recordContactInputSchema,
    defaultValues: {
      enrollmentId,
      occurrenceKeys: items.map(({ key }) => key),
      contactedOn: today,
      channel: 'phone',
      outcome: '',
      agreedOn: '',
      remindOn: '',
      reason: '',
      note: '',
    },
    action: recordContactAction,
    onSuccess: () => {
      discardDraft.current();
      announce({ tone: 'done', message: `The contact with ${who} is written down.` });
      onDone();
    },
  });
  const place = { formKey: contactDraftKey(enrollmentId), siteId, patientId };
  const draft = useServerDraft({ form, place, stored });
  discardDraft.current = draft.discard;
  const outcome = useWatch({ control: form.control, name: 'outcome' });
  const itemsError = useFieldError({ form, name: 'occurrenceKeys' });
  const isAgreed = outcome === 'reached-agreed-date';
  const isRemoved = outcome === 'removed';
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <DraftOffer draft={draft} what="A contact" />
      <FormErrorSummary form={form} failure={failure} />
      <FormRadioGroup form={form} name="outcome" legend="What came of it" choices={outcomes} />
      {isAgreed ? (
        <FormField
          form={form}
          name="agreedOn"
          label="Agreed date"
          hint="Becomes the planned date; target and window stay."
        >
          {(control) => <DateField {...control} />}
        </FormField>
      ) : null}
      {isRemoved ? (
        <FormField
          form={form}
          name="reason"
          label="Reason"
          hint="What is ticked below is closed as missed, for this reason."
        >
          {(control) => <Textarea {...control} />}
        </FormField>
      ) : null}
      {isRemoved || outcome === '' ? null : (
        <FormField
          form={form}
          name="remindOn"
          label="Snooze until"
          optional
          hint={
            isAgreed
              ? 'Left blank: until the agreed date. What is snoozed is counted above the list.'
              : 'Left blank: it stays on the list. What is snoozed is counted above the list.'
          }
        >
          {(control) => <DateField {...control} />}
        </FormField>
      )}
      {items.length === 0 ? null : (
        <FieldGroup legend="About" error={itemsError}>
          {items.map(({ key, title, hint }) => (
            <Checkbox
              key={key}
              {...bindBox(form, 'occurrenceKeys', key)}
              label={
                <>
                  {title} <span className="text-dense text-muted">{hint}</span>
                </>
              }
            />
          ))}
        </FieldGroup>
      )}
      <FormRadioGroup form={form} name="channel" legend="How" choices={channels} layout="row" />
      <FormField form={form} name="contactedOn" label="Contacted on">
        {(control) => <DateField {...control} today={today} />}
      </FormField>
      <FormField form={form} name="note" label="Note" optional>
        {(control) => <Textarea {...control} />}
      </FormField>
      <DialogActions>
        <span className="mr-auto self-center text-dense text-muted">
          <DraftStatus draft={draft.status} />
        </span>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          Save contact
        </Button>
      </DialogActions>
    </Form>
  );
}
