'use client';

import { useFormState } from 'react-hook-form';
import { proseDate } from '@/lib/dates/prose-date';
import { remsCategories, remsCategoryLabels } from '@/lib/records/rems-check';
import type { RemsSummary } from '@/lib/visits/visit-form-view';
import { optionsOf } from './options-of';
import { CheckField, DateInput, type RecordFields, SelectField, TextField } from './record-field';

type Props = {
  fields: RecordFields;
  today: string;
  /** What is documented already is said and not asked again; null asks for everything. */
  documented: RemsSummary | null;
};

export function RemsFields({ fields, today, documented }: Props) {
  const isEnrolled = documented !== null && documented.enrolledOn !== null;
  const hasConsent = documented !== null && documented.consentOn !== null;
  const { errors } = useFormState({ control: fields.form.control });
  const hasError = Object.keys(errors).includes(fields.prefix);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-4 sm:grid-cols-2">
        <DateInput
          fields={fields}
          name="counseledOn"
          label="Counseling documented on"
          hint={lastDate('Last', documented?.counseledOn)}
          today={today}
          optional
        />
        <DateInput
          fields={fields}
          name="coupleCounseledOn"
          label="Couple counseled on"
          today={today}
          optional
        />
      </div>
      {isEnrolled && !hasError ? (
        <p className="text-dense text-muted">{describeEnrollment(documented)}</p>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          <DateInput
            fields={fields}
            name="enrolledOn"
            label="Enrolled in the REMS on"
            today={today}
            optional
          />
          <SelectField
            fields={fields}
            name="category"
            label="Category"
            placeholder="Not stated"
            options={optionsOf(remsCategories, remsCategoryLabels)}
            optional
          />
        </div>
      )}
      {hasConsent && !hasError ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          <DateInput
            fields={fields}
            name="consentOn"
            label="REMS consent signed on"
            today={today}
            optional
          />
          <TextField fields={fields} name="consentVersion" label="Version of the form" optional />
        </div>
      )}
      {documented?.bloodDonationAcknowledged ? null : (
        <CheckField
          fields={fields}
          name="bloodDonationAcknowledged"
          label="Acknowledged: no blood donation until one month after the last dose"
        />
      )}
      {documented?.noSharingAcknowledged ? null : (
        <CheckField
          fields={fields}
          name="noSharingAcknowledged"
          label="Acknowledged: the drug is never shared, and what is left is returned"
        />
      )}
    </div>
  );
}

function describeEnrollment({ enrolledOn, category, consentOn }: RemsSummary): string {
  const parts = [
    enrolledOn === null ? null : `Enrolled ${proseDate(enrolledOn)}`,
    category === null ? null : remsCategoryLabels[category].toLowerCase(),
    consentOn === null ? null : `consent signed ${proseDate(consentOn)}`,
  ];
  return `${parts.filter((part) => part !== null).join(', ')}.`;
}

function lastDate(word: string, date: RemsSummary['counseledOn'] | undefined): string | undefined {
  return date ? `${word} ${proseDate(date)}` : undefined;
}
