'use client';

import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { FormField } from '@/app/_components/form/form-field';
import { DateField } from '@/app/_components/ui/date-field';
import { Input } from '@/app/_components/ui/input';
import { type Option, Select } from '@/app/_components/ui/select';
import {
  type RecordScreeningInput,
  screeningCategories,
  screeningCategoryNames,
} from '@/lib/enrollment/screening';

type Count = Omit<RecordScreeningInput, 'siteId'>;

const reasons = screeningCategories.map((value) => ({
  value,
  label: screeningCategoryNames[value],
}));

type Props<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  protocols: readonly Option[];
  today: string;
};

/** What a new count and a corrected one both say. */
export function CountFields<Values extends FieldValues & Count>({
  form,
  protocols,
  today,
}: Props<Values>) {
  // Paths of every form that has a count, which the compiler cannot derive for a type parameter.
  const path = (name: keyof Count) => name as FieldPath<Values>;
  return (
    <>
      <FormField form={form} name={path('protocol')} label="Protocol">
        {(control) => <Select {...control} placeholder="Choose…" options={protocols} />}
      </FormField>
      <FormField form={form} name={path('category')} label="Why they never enrolled">
        {(control) => <Select {...control} placeholder="Choose…" options={reasons} />}
      </FormField>
      <div className="grid gap-4 sm:grid-cols-3">
        <FormField form={form} name={path('men')} label="Men">
          {(control) => <Input {...control} inputMode="numeric" unit="men" />}
        </FormField>
        <FormField form={form} name={path('from')} label="Seen from">
          {(control) => <DateField {...control} today={today} />}
        </FormField>
        <FormField form={form} name={path('to')} label="To">
          {(control) => <DateField {...control} today={today} />}
        </FormField>
      </div>
      <FormField
        form={form}
        name={path('note')}
        label="Note"
        hint="No names and no record numbers: the log is about counts."
        optional
      >
        {(control) => <Input {...control} />}
      </FormField>
    </>
  );
}
