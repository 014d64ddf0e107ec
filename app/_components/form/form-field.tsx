'use client';

import type { ComponentProps, ReactNode } from 'react';
import {
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useFormState,
} from 'react-hook-form';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { Field, type FieldControl } from '@/app/_components/ui/field';
import { RadioGroup } from '@/app/_components/ui/radio-group';
import { type BoundField, bindBox, bindField, bindRadios } from './bind-field';

type Bound<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  name: FieldPath<Values>;
};

type FormFieldProps<Values extends FieldValues> = Bound<Values> &
  Omit<ComponentProps<typeof Field>, 'error' | 'children'> & {
    /** Spread what it is given on an Input, Select, Textarea or DateField. */
    children: (control: FieldControl & BoundField) => ReactNode;
  };

/** A labelled control of a form, with the message of the schema or the server beneath it. */
export function FormField<Values extends FieldValues>(props: FormFieldProps<Values>) {
  const { form, name, children, ...rest } = props;
  const error = useFieldError({ form, name });
  return (
    <Field {...rest} error={error}>
      {(control) => children({ ...control, ...bindField(form, name) })}
    </Field>
  );
}

type FormRadioGroupProps<Values extends FieldValues> = Bound<Values> &
  Pick<ComponentProps<typeof RadioGroup>, 'legend' | 'choices' | 'hint' | 'optional' | 'layout'>;

export function FormRadioGroup<Values extends FieldValues>(props: FormRadioGroupProps<Values>) {
  const { form, name, ...rest } = props;
  const error = useFieldError({ form, name });
  return <RadioGroup {...rest} {...bindRadios(form, name)} error={error} />;
}

type FormCheckboxProps<Values extends FieldValues> = Bound<Values> &
  Pick<ComponentProps<typeof Checkbox>, 'label' | 'hint' | 'className' | 'leavesFocus'>;

export function FormCheckbox<Values extends FieldValues>(props: FormCheckboxProps<Values>) {
  const { form, name, ...rest } = props;
  const error = useFieldError({ form, name });
  return <Checkbox {...rest} {...bindBox(form, name)} error={error} />;
}

/** For controls that are composed by hand. */
export function useFieldError<Values extends FieldValues>({ form, name }: Bound<Values>) {
  const state = useFormState({ control: form.control, name });
  return form.getFieldState(name, state).error?.message;
}
