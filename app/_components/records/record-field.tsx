'use client';

import type { ComponentProps, FocusEvent, ReactNode } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { FormCheckbox, FormField, FormRadioGroup } from '@/app/_components/form/form-field';
import { DateField } from '@/app/_components/ui/date-field';
import { Input } from '@/app/_components/ui/input';
import { type Option, Select } from '@/app/_components/ui/select';
import { Textarea } from '@/app/_components/ui/textarea';

/**
 * Where the fields of a record stand in a form: `semenAnalyses.0.content` of a visit, `entry.content`
 * of an amendment. The same fields serve every form, so their paths are text and not checked by type.
 */
export type RecordFields = {
  readonly form: UseFormReturn<FieldValues, unknown, FieldValues>;
  readonly prefix: string;
};

export function recordFields<Values extends FieldValues>(
  form: UseFormReturn<Values, unknown, Values>,
  prefix: string,
): RecordFields {
  return { form: form as unknown as RecordFields['form'], prefix };
}

export function within({ form, prefix }: RecordFields, name: string): RecordFields {
  return { form, prefix: `${prefix}.${name}` };
}

export function pathOf({ prefix }: RecordFields, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}

type FieldProps = {
  fields: RecordFields;
  name: string;
  label: string;
  hint?: ReactNode;
  optional?: boolean | 'understood' | undefined;
  className?: string | undefined;
};

/** A message beside the field as soon as it is left, not only when the form is saved. */
function checksOnBlur({ form }: RecordFields, path: string) {
  return (event: FocusEvent<HTMLInputElement>) => {
    if (event.currentTarget.value.trim() !== '') {
      void form.trigger(path);
    }
  };
}

type TextFieldProps = FieldProps &
  Pick<ComponentProps<typeof Input>, 'unit' | 'inputMode' | 'type' | 'spellCheck'>;

export function TextField({ fields, name, unit, inputMode, type, ...rest }: TextFieldProps) {
  const path = pathOf(fields, name);
  const check = checksOnBlur(fields, path);
  return (
    <FormField form={fields.form} name={path} {...rest}>
      {({ onBlur, ...control }) => (
        <Input
          {...control}
          unit={unit}
          inputMode={inputMode}
          type={type ?? 'text'}
          onBlur={(event) => {
            void onBlur(event);
            check(event);
          }}
        />
      )}
    </FormField>
  );
}

/** A number as text, so that a comma or "<0.1" gets a sentence instead of vanishing. */
export function NumberField(props: Omit<TextFieldProps, 'inputMode'>) {
  return <TextField {...props} inputMode="decimal" />;
}

export function DateInput({
  fields,
  name,
  today,
  ...rest
}: FieldProps & { today?: string | undefined }) {
  const path = pathOf(fields, name);
  const check = checksOnBlur(fields, path);
  return (
    <FormField form={fields.form} name={path} {...rest}>
      {({ onBlur, ...control }) => (
        <DateField
          {...control}
          today={today}
          onBlur={(event) => {
            void onBlur(event);
            check(event);
          }}
        />
      )}
    </FormField>
  );
}

type SelectFieldProps = FieldProps & {
  options: readonly Option[];
  placeholder?: string | undefined;
};

export function SelectField({ fields, name, options, placeholder, ...rest }: SelectFieldProps) {
  return (
    <FormField form={fields.form} name={pathOf(fields, name)} {...rest}>
      {(control) => <Select {...control} options={options} placeholder={placeholder} />}
    </FormField>
  );
}

export function NoteField({ fields, name, ...rest }: FieldProps) {
  return (
    <FormField form={fields.form} name={pathOf(fields, name)} {...rest}>
      {(control) => <Textarea {...control} />}
    </FormField>
  );
}

type ChoiceFieldProps = Omit<FieldProps, 'className' | 'optional'> & {
  optional?: boolean;
  choices: readonly Option[];
  layout?: 'row' | 'stack';
};

export function ChoiceField({ fields, name, label, layout = 'row', ...rest }: ChoiceFieldProps) {
  return (
    <FormRadioGroup
      form={fields.form}
      name={pathOf(fields, name)}
      legend={label}
      layout={layout}
      {...rest}
    />
  );
}

export function CheckField({
  fields,
  name,
  ...rest
}: Pick<FieldProps, 'fields' | 'name' | 'hint'> & { label: ReactNode }) {
  return <FormCheckbox form={fields.form} name={pathOf(fields, name)} {...rest} />;
}
