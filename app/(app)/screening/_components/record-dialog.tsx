'use client';

import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { type Option, Select } from '@/app/_components/ui/select';
import { useAnnounce } from '@/app/_components/ui/toast';
import { type RecordScreeningInput, recordScreeningInputSchema } from '@/lib/enrollment/screening';
import { recordScreeningAction } from '../actions';
import { CountFields } from './count-fields';

type SiteOfLog = { siteId: string; siteName: string; today: string };

type Props = {
  /** At least one. */
  sites: readonly SiteOfLog[];
  protocols: readonly Option[];
  /** The one that the list is filtered by. */
  protocol: string | null;
};

export function RecordDialog(props: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button variant="primary">Record screening</Button>}
      title="Record screening"
      description="How many men were looked at in a month, or any other time, and did not enroll."
    >
      <RecordForm {...props} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}

function RecordForm({ sites, protocols, protocol, onDone }: Props & { onDone: () => void }) {
  const announce = useAnnounce();
  const [first] = sites;
  const today = first?.today ?? '';
  const { form, submit, isPending, failure } = useActionForm<
    RecordScreeningInput,
    { readonly entryId: string }
  >({
    schema: recordScreeningInputSchema,
    defaultValues: {
      siteId: first?.siteId ?? '',
      protocol: protocol ?? '',
      from: `${today.slice(0, 8)}01`,
      to: today,
      men: '',
      note: '',
    },
    action: recordScreeningAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'Counted in the screening log.' });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      {sites.length > 1 ? (
        <FormField form={form} name="siteId" label="Site">
          {(control) => (
            <Select
              {...control}
              options={sites.map(({ siteId, siteName }) => ({ value: siteId, label: siteName }))}
            />
          )}
        </FormField>
      ) : null}
      <CountFields form={form} protocols={protocols} today={today} />
      <DialogActions>
        <Button type="submit" variant="primary" pending={isPending}>
          Record
        </Button>
      </DialogActions>
    </Form>
  );
}
