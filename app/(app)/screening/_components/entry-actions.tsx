'use client';

import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions } from '@/app/_components/ui/dialog';
import { Input } from '@/app/_components/ui/input';
import type { Option } from '@/app/_components/ui/select';
import { useAnnounce } from '@/app/_components/ui/toast';
import {
  amendScreeningInputSchema,
  screeningCategoryNames,
  voidScreeningInputSchema,
} from '@/lib/enrollment/screening';
import type { ScreeningEntryView } from '@/lib/server/screening/queries';
import { amendScreeningAction, voidScreeningAction } from '../actions';
import { CountFields } from './count-fields';

type Props = { entry: ScreeningEntryView; protocols: readonly Option[] };

export function EntryActions({ entry, protocols }: Props) {
  const [topic, setTopic] = useState<'amend' | 'void' | null>(null);
  const close = () => setTopic(null);
  const name = `${entry.men} ${screeningCategoryNames[entry.category].toLowerCase()}, ${entry.from} to ${entry.to}`;
  return (
    <div className="flex gap-1">
      <Button size="small" aria-label={`Correct: ${name}`} onClick={() => setTopic('amend')}>
        Correct
      </Button>
      <Button size="small" aria-label={`Take out: ${name}`} onClick={() => setTopic('void')}>
        Take out
      </Button>
      <GuardedDialog
        open={topic !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) {
            close();
          }
        }}
        title={topic === 'void' ? 'Take this count out?' : 'Correct this count'}
        description={
          topic === 'void'
            ? `${name}. The audit trail keeps it with the reason.`
            : 'The audit trail keeps what it said before.'
        }
      >
        {topic === 'void' ? (
          <VoidForm entry={entry} onDone={close} />
        ) : (
          <AmendForm entry={entry} protocols={protocols} onDone={close} />
        )}
      </GuardedDialog>
    </div>
  );
}

function AmendForm({ entry, protocols, onDone }: Props & { onDone: () => void }) {
  const announce = useAnnounce();
  const { entryId, version, protocol, from, to, category, men, note } = entry;
  const { form, submit, isPending, failure } = useActionForm({
    schema: amendScreeningInputSchema,
    defaultValues: { entryId, version, protocol, from, to, category, men, note, reason: '' },
    action: amendScreeningAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'Corrected.' });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <CountFields form={form} protocols={protocols} today={to} />
      <FormField form={form} name="reason" label="Why is it corrected?">
        {(control) => <Input {...control} />}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="primary" pending={isPending}>
          Save
        </Button>
      </DialogActions>
    </Form>
  );
}

function VoidForm({ entry, onDone }: { entry: ScreeningEntryView; onDone: () => void }) {
  const announce = useAnnounce();
  const { entryId, version } = entry;
  const { form, submit, isPending, failure } = useActionForm({
    schema: voidScreeningInputSchema,
    defaultValues: { entryId, version, reason: '' },
    action: voidScreeningAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'Taken out of the screening log.' });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField form={form} name="reason" label="Why is it taken out?">
        {(control) => <Input {...control} />}
      </FormField>
      <DialogActions>
        <Button type="submit" variant="danger" pending={isPending}>
          {isPending ? 'Saving…' : 'Take out'}
        </Button>
      </DialogActions>
    </Form>
  );
}
