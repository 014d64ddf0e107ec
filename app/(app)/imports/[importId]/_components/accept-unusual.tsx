'use client';

import { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormCheckbox } from '@/app/_components/form/form-field';
import { newSubmissionId } from '@/app/_components/form/new-submission-id';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import type { ImportAnswers } from '@/lib/import/import-settings';
import { answerImportAction, requestImportCheckAction } from '../actions';

const schema = z.object({
  isCompared: z.boolean().refine((is) => is, 'Say that they have been compared.'),
});

type Props = { importId: string; version: number; answers: ImportAnswers; warnings: number };

/** Lets rows in that are held back only because a value is unusual, and checks the file again. */
export function AcceptUnusual({ importId, version, answers, warnings }: Props) {
  const { form, submit, isPending, failure } = useActionForm<z.input<typeof schema>, unknown>({
    schema,
    defaultValues: { isCompared: false },
    action: async ({ submissionId }) => {
      const accepted = { ...answers, acceptUnusual: true };
      const answered = await answerImportAction({
        submissionId,
        values: { importId, version, answers: accepted },
      });
      return answered.ok
        ? await requestImportCheckAction({
            submissionId: newSubmissionId(),
            values: { importId, version: answered.data.version },
          })
        : answered;
    },
    onSuccess: () => undefined,
  });
  return (
    <Form onSubmit={submit} className="flex flex-col items-start gap-2">
      <FormErrorSummary form={form} failure={failure} />
      <FormCheckbox
        form={form}
        name="isCompared"
        label={
          warnings === 1
            ? 'The unusual value has been compared with its source and is right'
            : `The ${warnings} unusual values have been compared with their source and are right`
        }
      />
      <Button type="submit" pending={isPending}>
        Let them in and check again
      </Button>
    </Form>
  );
}
