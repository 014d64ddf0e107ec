'use client';

import { useWatch } from 'react-hook-form';
import { FormCheckbox, useFieldError } from '@/app/_components/form/form-field';
import { DispensingFields } from '@/app/_components/records/dispensing-fields';
import { recordFields } from '@/app/_components/records/record-field';
import { RemsFields } from '@/app/_components/records/rems-fields';
import { FieldError } from '@/app/_components/ui/field';
import { proseDate } from '@/lib/dates/prose-date';
import { type SectionProps, VisitSection } from './visit-section';

export function RemsSection({ form, view, errors }: SectionProps) {
  const isDone = useWatch({ control: form.control, name: 'isDone.remsCheck' });
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="REMS check"
      name="remsCheck"
      kind="rems-check"
      summary={isDone ? 'Done' : 'Not done'}
    >
      <FormCheckbox form={form} name="isDone.remsCheck" label="Done at this visit" />
      {isDone ? (
        <div className="pt-2">
          <RemsFields
            fields={recordFields(form, 'remsCheck')}
            today={view.today}
            documented={view.rems}
          />
        </div>
      ) : null}
    </VisitSection>
  );
}

export function DispensingSection({ form, view, errors }: SectionProps) {
  const isDone = useWatch({ control: form.control, name: 'isDone.dispensing' });
  const error = useFieldError({ form, name: 'dispensing' });
  const { lastSupply } = view;
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Dispensing"
      name="dispensing"
      kind="dispensing"
      summary={isDone ? 'A supply is dispensed' : 'No supply'}
    >
      <FormCheckbox
        form={form}
        name="isDone.dispensing"
        label="A supply is dispensed"
        hint={
          lastSupply === null
            ? 'None was dispensed before.'
            : `Last ${lastSupply.quantity} × ${lastSupply.strengthMg} mg for ${lastSupply.daysSupply} days, ${proseDate(lastSupply.on)}`
        }
      />
      {isDone ? (
        <div className="pt-2">
          <DispensingFields fields={recordFields(form, 'dispensing')} today={view.today} />
        </div>
      ) : null}
      <FieldError id="dispensing-error">{error}</FieldError>
    </VisitSection>
  );
}
