'use client';

import {
  DateInput,
  recordFields,
  SelectField,
  TextField,
} from '@/app/_components/records/record-field';
import type { EnrollableSite } from '@/lib/server/enrollments/enrollable-sites';
import type { EnrollmentForm } from './enrollment-form';

type Props = { form: EnrollmentForm; sites: readonly EnrollableSite[] };

export function IdentitySection({ form, sites }: Props) {
  const identity = recordFields(form, 'patient.identity');
  return (
    <section className="flex flex-col gap-4">
      <h2 className="font-semibold text-large">Patient</h2>
      {sites.length === 1 ? null : (
        <SelectField
          fields={recordFields(form, '')}
          name="siteId"
          label="Site"
          className="sm:max-w-80"
          options={sites.map(({ siteId, siteName }) => ({ value: siteId, label: siteName }))}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField fields={identity} name="familyName" label="Family name" />
        <TextField fields={identity} name="givenName" label="Given name" />
        <DateInput fields={identity} name="birthDate" label="Birth date" />
        <TextField fields={identity} name="recordNumber" label="Record number" />
        <TextField fields={identity} name="phone" label="Phone" type="tel" optional />
        <TextField fields={identity} name="email" label="E-mail" type="email" optional />
        <TextField
          fields={identity}
          name="remsId"
          label="REMS id"
          hint="His number in iPLEDGE, if he has one."
          optional
        />
        <TextField
          fields={recordFields(form, 'patient')}
          name="studyId"
          label="Study id"
          hint="Left blank, he gets the next free one."
          optional
        />
      </div>
    </section>
  );
}
