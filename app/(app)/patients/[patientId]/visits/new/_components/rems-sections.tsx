'use client';

import { useWatch } from 'react-hook-form';
import { FormCheckbox, useFieldError } from '@/app/_components/form/form-field';
import { DispensingFields } from '@/app/_components/records/dispensing-fields';
import { DrugReturnFields } from '@/app/_components/records/drug-return-fields';
import { DateInput, recordFields } from '@/app/_components/records/record-field';
import { RemsFields } from '@/app/_components/records/rems-fields';
import { FieldError } from '@/app/_components/ui/field';
import { type CivilDate, isCivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { type SectionProps, VisitSection } from './visit-section';

/**
 * Under the monthly rule set the check of a month is one answer, "counseled today"; under enrollment-only
 * nothing is asked once everything is documented.
 */
export function RemsSection({ form, view, errors }: SectionProps) {
  const [isDone, visitedOn] = useWatch({
    control: form.control,
    name: ['isDone.remsCheck', 'visitedOn'],
  });
  const fields = recordFields(form, 'remsCheck');
  const rems = view.rems;
  const isMonthly = rems?.ruleSet !== 'enrollment-only';
  const nothingNeeded = !isMonthly && rems.isComplete;
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="REMS check"
      name="remsCheck"
      kind="rems-check"
      summary={isDone ? 'Done' : nothingNeeded ? 'Nothing needed' : 'Not done'}
    >
      <FormCheckbox
        form={form}
        name="isDone.remsCheck"
        label={checkLabel(nothingNeeded, visitedOn === view.today, visitedOn)}
        hint={`${
          isMonthly
            ? 'Counseling is documented with every prescription'
            : nothingNeeded
              ? 'Enrollment and counseling are documented; nothing is asked every month'
              : 'Counseling is documented once, at enrollment'
        }; last ${lastOf(rems?.counseledOn)}, of the couple ${lastOf(rems?.coupleCounseledOn)}`}
      />
      {isDone ? (
        <div className="pt-2">
          <RemsFields fields={fields} today={view.today} documented={rems} />
        </div>
      ) : null}
      <div className="grid gap-4 pt-2 sm:grid-cols-2">
        <DateInput
          fields={recordFields(form, 'findings.0.content')}
          name="answer"
          label="Partner pregnant, known since"
          hint="Recorded with the days since his last dose"
          today={view.today}
          optional
        />
      </div>
    </VisitSection>
  );
}

function checkLabel(nothingNeeded: boolean, isToday: boolean, visitedOn: string): string {
  if (nothingNeeded) {
    return 'Something was done for the REMS';
  }
  return isToday || !isCivilDate(visitedOn)
    ? 'Counseled today'
    : `Counseled on ${proseDate(visitedOn)}`;
}

function lastOf(date: CivilDate | null | undefined): string {
  return date ? proseDate(date) : 'not recorded';
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
          <DispensingFields
            fields={recordFields(form, 'dispensing')}
            today={view.today}
            authorization="number"
          />
        </div>
      ) : null}
      <FieldError id="dispensing-error">{error}</FieldError>
    </VisitSection>
  );
}

export function DrugReturnSection({ form, view, errors }: SectionProps) {
  const quantity = useWatch({ control: form.control, name: 'drugReturn.quantity' });
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Capsules returned"
      name="drugReturn"
      kind="drug-return"
      summary={quantity === '' ? 'None' : `${quantity} capsules`}
    >
      <DrugReturnFields fields={recordFields(form, 'drugReturn')} />
    </VisitSection>
  );
}
