'use client';

import { useEffect, useRef } from 'react';
import { useWatch } from 'react-hook-form';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField, FormRadioGroup } from '@/app/_components/form/form-field';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { Textarea } from '@/app/_components/ui/textarea';
import { useAnnounce } from '@/app/_components/ui/toast';
import { useSaveKey } from '@/app/_components/ui/use-save-key';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';
import type { ExportFormatKey } from '@/lib/export/export-formats';
import { type RequestExportInput, requestExportInputSchema } from '@/lib/export/export-request';
import { requestExportAction } from '../actions';

interface Choice<Key extends string> {
  readonly key: Key;
  readonly title: string;
  readonly sentence: string;
}

type Props = {
  snapshotId: string;
  formats: readonly (Choice<ExportFormatKey> & { readonly modes: readonly DisclosureMode[] })[];
  /** Those that the person may ask for. */
  modes: readonly Choice<DisclosureMode>[];
};

export function ExportForm({ snapshotId, formats, modes }: Props) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm<
    RequestExportInput,
    { readonly jobId: string }
  >({
    schema: requestExportInputSchema,
    defaultValues: {
      snapshotId,
      format: formats[0]?.key ?? 'subjects-csv',
      mode: 'safe-harbor',
      reason: '',
    },
    action: requestExportAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'The export stands in the list below.' });
      form.setValue('reason', '');
    },
  });
  const button = useRef<HTMLButtonElement>(null);
  useSaveKey(button);
  const [format, mode] = useWatch({ control: form.control, name: ['format', 'mode'] });
  const allowed = modes.filter(({ key }) =>
    formats.find((known) => known.key === format)?.modes.includes(key),
  );
  const strictest = allowed.at(-1)?.key;
  const isAllowed = allowed.some(({ key }) => key === mode);
  useEffect(() => {
    if (!isAllowed && strictest !== undefined) {
      form.setValue('mode', strictest);
    }
  }, [form, isAllowed, strictest]);
  const isIdentified = mode === 'identified';
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <div className="grid gap-4 lg:grid-cols-2 lg:gap-8">
        <FormRadioGroup
          form={form}
          name="format"
          legend="Format"
          choices={formats.map(({ key, title, sentence }) => ({
            value: key,
            label: title,
            hint: sentence,
          }))}
        />
        <FormRadioGroup
          form={form}
          name="mode"
          legend="What leaves of a patient"
          choices={allowed.map(({ key, title, sentence }) => ({
            value: key,
            label: title,
            hint: sentence,
          }))}
        />
      </div>
      <FormField
        form={form}
        name="reason"
        label="Reason"
        hint="It stands in the list below and in the audit trail; do not name a patient."
        optional={!isIdentified}
      >
        {(control) => <Textarea {...control} rows={2} className="max-w-3xl" />}
      </FormField>
      <div>
        <Button ref={button} type="submit" variant="primary" pending={isPending}>
          {isPending ? 'Asking…' : 'Export'}
        </Button>
      </div>
    </Form>
  );
}
