'use client';

import { useRouter } from 'next/navigation';
import { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import type { ImportAnswers } from '@/lib/import/import-settings';
import type { ImportQuestion } from '@/lib/import/open-questions';
import { answerImportAction } from '../actions';
import { stepPath } from './import-steps';
import { QuestionField } from './question-field';

type Props = {
  importId: string;
  version: number;
  questions: readonly ImportQuestion[];
  answers: ImportAnswers;
};

const valuesSchema = z.object({ said: z.array(z.string('Say which.').min(1, 'Say which.')) });
type Values = z.input<typeof valuesSchema>;

export function QuestionsStep({ importId, version, questions, answers }: Props) {
  const router = useRouter();
  // What is stored for a question that nobody has answered is only a suggestion.
  const before = questions.map(({ key, suggested }) =>
    answers.confirmed.includes(key) ? (suggested ?? '') : '',
  );
  const { form, submit, isPending, failure } = useActionForm<Values, unknown>({
    schema: valuesSchema,
    defaultValues: { said: before },
    action: async ({ submissionId, values: { said } }) =>
      said.every((answer, index) => answer === before[index])
        ? { ok: true, data: null }
        : await answerImportAction({
            submissionId,
            values: { importId, version, answers: withAnswers(answers, questions, said) },
          }),
    onSuccess: () => router.push(stepPath(importId, 'check')),
  });
  return (
    <Form onSubmit={submit} className="flex max-w-2xl flex-col gap-5">
      <FormErrorSummary form={form} failure={failure} />
      {questions.map((question, index) => (
        <QuestionField key={question.key} form={form} name={`said.${index}`} question={question} />
      ))}
      <SubmitBar label="Go on" isPending={isPending} />
    </Form>
  );
}

/** The server asks its schema about each of them. */
function withAnswers(
  answers: ImportAnswers,
  questions: readonly ImportQuestion[],
  said: readonly string[],
): Readonly<Record<string, unknown>> {
  const keys = questions.map(({ key }) => key);
  const given = new Map(keys.map((key, index) => [key, said[index]]));
  const units = [...given].flatMap(([key, unit]) =>
    key.startsWith('unit:') ? [[key.slice('unit:'.length), unit] as const] : [],
  );
  const rest = [...given].filter(([key]) => !key.startsWith('unit:'));
  return {
    ...answers,
    ...Object.fromEntries(rest),
    units: { ...answers.units, ...Object.fromEntries(units) },
    confirmed: [...new Set([...answers.confirmed, ...keys])],
  };
}
