'use client';

import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { FormField, FormRadioGroup } from '@/app/_components/form/form-field';
import { Select } from '@/app/_components/ui/select';
import type { ImportQuestion } from '@/lib/import/open-questions';

type Props<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  name: FieldPath<Values>;
  question: ImportQuestion;
};

/** More than these do not stand under each other as radio buttons. */
const mostRadios = 6;

/** One thing that the file leaves open. The suggestion is named and never chosen for the person. */
export function QuestionField<Values extends FieldValues>({ form, name, question }: Props<Values>) {
  const { question: text, evidence, suggested, options } = question;
  if (options.length > mostRadios) {
    const label = options.find(({ value }) => value === suggested)?.label;
    return (
      <FormField
        form={form}
        name={name}
        label={text}
        hint={label === undefined ? evidence : `${evidence} Suggested: ${label}.`}
      >
        {(control) => <Select {...control} placeholder="Choose…" options={options} />}
      </FormField>
    );
  }
  return (
    <FormRadioGroup
      form={form}
      name={name}
      legend={text}
      hint={evidence}
      choices={options.map(({ value, label }) => ({
        value,
        label,
        ...(value === suggested && { hint: 'Suggested' }),
      }))}
    />
  );
}
