'use client';

import { type ReactNode, useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { type ActionForm, useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Input } from '@/app/_components/ui/input';
import { useAnnounce } from '@/app/_components/ui/toast';
import {
  deleteFilterInputSchema,
  renameFilterInputSchema,
  type SavedFilter,
  saveFilterInputSchema,
} from '@/lib/worklist/saved-filter';
import { deleteFilterAction, renameFilterAction, saveFilterAction } from '../actions';

type Props = {
  /** The filter that the list shows now, where it has a name. */
  saved: SavedFilter | null;
  query: string;
};

/** One button for both: what the list shows gets a name, or its name is changed or dropped. */
export function FilterNameButton({ saved, query }: Props) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setOpen}
      title={saved === null ? 'Save this filter' : `Filter: ${saved.name}`}
      trigger={
        <Button size="small" variant="quiet">
          {saved === null ? 'Save this filter…' : 'Rename or delete…'}
        </Button>
      }
    >
      {saved === null ? (
        <SaveForm query={query} onDone={close} />
      ) : (
        <div className="flex flex-col gap-4">
          <RenameForm saved={saved} onDone={close} />
          <DeleteForm saved={saved} onDone={close} />
        </div>
      )}
    </GuardedDialog>
  );
}

function SaveForm({ query, onDone }: { query: string; onDone: () => void }) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: saveFilterInputSchema,
    defaultValues: { page: 'today', name: '', query },
    action: saveFilterAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The filter is saved.' });
      onDone();
    },
  });
  return (
    <NameForm
      actionForm={actionForm}
      submitLabel="Save"
      field={
        <FormField
          form={actionForm.form}
          name="name"
          label="Name"
          hint="As it stands above the list: My overdue semen. Nobody else sees it."
        >
          {(control) => <Input {...control} autoComplete="off" />}
        </FormField>
      }
    />
  );
}

type SavedProps = { saved: SavedFilter; onDone: () => void };

function RenameForm({ saved, onDone }: SavedProps) {
  const announce = useAnnounce();
  const actionForm = useActionForm({
    schema: renameFilterInputSchema,
    defaultValues: { filterId: saved.id, name: saved.name },
    action: renameFilterAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The filter has a new name.' });
      onDone();
    },
  });
  return (
    <NameForm
      actionForm={actionForm}
      submitLabel="Rename"
      field={
        <FormField form={actionForm.form} name="name" label="Name">
          {(control) => <Input {...control} autoComplete="off" />}
        </FormField>
      }
    />
  );
}

function DeleteForm({ saved, onDone }: SavedProps) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm({
    schema: deleteFilterInputSchema,
    defaultValues: { filterId: saved.id },
    action: deleteFilterAction,
    onSuccess: () => {
      announce({ tone: 'done', message: `The filter ${saved.name} is deleted.` });
      onDone();
    },
  });
  return (
    <Form onSubmit={submit} className="flex flex-col gap-2 border-line border-t pt-4">
      <FormErrorSummary form={form} failure={failure} />
      <div>
        <Button type="submit" variant="danger" pending={isPending}>
          Delete this filter
        </Button>
      </div>
    </Form>
  );
}

type NameFormProps<Values extends { name: string }> = {
  actionForm: ActionForm<Values>;
  field: ReactNode;
  submitLabel: string;
};

function NameForm<Values extends { name: string }>(props: NameFormProps<Values>) {
  const { actionForm, field, submitLabel } = props;
  return (
    <Form onSubmit={actionForm.submit} className="flex flex-col gap-4">
      <FormErrorSummary form={actionForm.form} failure={actionForm.failure} />
      {field}
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={actionForm.isPending}>
          {submitLabel}
        </Button>
      </DialogActions>
    </Form>
  );
}
