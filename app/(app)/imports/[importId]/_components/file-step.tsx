'use client';

import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { z } from 'zod';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Input } from '@/app/_components/ui/input';
import { type Option, Select } from '@/app/_components/ui/select';
import { typedLine } from '@/lib/core/typed-text';
import type { ImportQuestion } from '@/lib/import/open-questions';
import { layOutImportAction } from '../actions';
import { type ImportStep, stepPath } from './import-steps';
import { QuestionField } from './question-field';

const layoutKeys = ['encoding', 'delimiter', 'headerRow', 'sheet'] as const;
type LayoutKey = (typeof layoutKeys)[number];

export interface LayoutFact {
  readonly key: LayoutKey;
  readonly label: string;
  readonly evidence: string;
  readonly value: string;
  readonly options: readonly Option[];
  /** Where the file can be read in several ways. */
  readonly question: ImportQuestion | null;
  readonly isAnswered: boolean;
}

type Props = {
  importId: string;
  version: number;
  sourceName: string;
  /** Names that are remembered. */
  sources: readonly string[];
  facts: readonly LayoutFact[];
  next: ImportStep;
};

const valuesSchema = z.object({
  sourceName: typedLine(100).min(1, 'Give the source a name.'),
  encoding: z.string().min(1, 'Say how it is to be read.'),
  delimiter: z.string().min(1, 'Say how it is to be read.'),
  headerRow: z.string().min(1, 'Say how it is to be read.'),
  sheet: z.string(),
});
type Values = z.input<typeof valuesSchema>;

/** What stands for a thing that this file does not have. */
const none = 'none';

export function FileStep({ importId, version, sourceName, sources, facts, next }: Props) {
  const router = useRouter();
  const listId = useId();
  const initial = (key: LayoutKey) => {
    const fact = facts.find((one) => one.key === key);
    if (fact === undefined) {
      return none;
    }
    return fact.question === null || fact.isAnswered ? fact.value : '';
  };
  const defaultValues: Values = {
    sourceName,
    encoding: initial('encoding'),
    delimiter: initial('delimiter'),
    headerRow: initial('headerRow'),
    sheet: initial('sheet'),
  };
  const { form, submit, isPending, failure } = useActionForm<Values, unknown>({
    schema: valuesSchema,
    defaultValues,
    action: async ({ submissionId, values }) => {
      const said = facts.filter(
        ({ key, question, value }) => question !== null || values[key] !== value,
      );
      const isUnchanged = facts.every(({ key }) => values[key] === defaultValues[key]);
      if (isUnchanged && values.sourceName === sourceName) {
        return { ok: true, data: null };
      }
      const layout = Object.fromEntries(
        said.map(({ key }) => [
          key,
          key === 'headerRow' || key === 'sheet' ? Number(values[key]) : values[key],
        ]),
      );
      return await layOutImportAction({
        submissionId,
        values: { importId, version, sourceName: values.sourceName, layout },
      });
    },
    onSuccess: () => router.push(stepPath(importId, next)),
  });
  return (
    <Form onSubmit={submit} className="flex max-w-2xl flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <FormField
        form={form}
        name="sourceName"
        label="Where it comes from"
        hint="What you say about its columns is remembered under this name for the next file."
      >
        {(control) => (
          <>
            <Input {...control} list={listId} />
            <datalist id={listId}>
              {sources.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </FormField>
      {facts.map(({ key, label, evidence, options, question }) =>
        question === null ? (
          <FormField key={key} form={form} name={key} label={label} hint={evidence}>
            {(control) => <Select {...control} options={options} />}
          </FormField>
        ) : (
          <QuestionField key={key} form={form} name={key} question={question} />
        ),
      )}
      <SubmitBar
        label="Go on"
        isPending={isPending}
        status="A change here reads the file again and guesses its columns anew."
      />
    </Form>
  );
}
