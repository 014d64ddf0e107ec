'use client';

import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { FormField } from '@/app/_components/form/form-field';
import { Input } from '@/app/_components/ui/input';

type WithReason = FieldValues & { reason: string };

export function ReasonField<Values extends WithReason>({
  form,
}: {
  form: UseFormReturn<Values, unknown, Values>;
}) {
  // A path of every form that has a reason, which the compiler cannot derive for a type parameter.
  const name = 'reason' as FieldPath<Values>;
  return (
    <FormField form={form} name={name} label="Reason" hint="Stands in the audit trail.">
      {(control) => <Input {...control} />}
    </FormField>
  );
}
