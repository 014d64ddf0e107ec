'use client';

import { useEffect } from 'react';
import {
  ChoiceField,
  DateInput,
  recordFields,
  SelectField,
} from '@/app/_components/records/record-field';
import type { EnrollableProtocol, EnrollableSite } from '@/lib/server/enrollments/enrollable-sites';
import type { EnrollmentForm } from './enrollment-form';

type Props = { form: EnrollmentForm; site: EnrollableSite; protocol: EnrollableProtocol | null };

export function EnrollmentSection({ form, site, protocol }: Props) {
  const fields = recordFields(form, '');
  useOnlyArm(form, protocol);
  return (
    <section className="flex flex-col gap-4">
      <h2 className="font-semibold text-large">Enrollment</h2>
      <SelectField
        fields={fields}
        name="protocol"
        label="Protocol"
        placeholder="Choose…"
        options={site.protocols.map(({ code, title, version }) => ({
          value: code,
          label: `${title} (version ${version})`,
        }))}
      />
      {protocol === null || protocol.arms.length === 1 ? null : (
        <ChoiceField
          fields={fields}
          name="arm"
          label="Arm"
          choices={protocol.arms.map(({ key, title }) => ({ value: key, label: title }))}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <DateInput fields={fields} name="consentOn" label="Consent on" today={site.today} />
        <DateInput fields={fields} name="enrolledOn" label="Enrolled on" today={site.today} />
      </div>
    </section>
  );
}

/** A protocol with one arm leaves nothing to choose; an arm of another protocol is forgotten. */
function useOnlyArm(form: EnrollmentForm, protocol: EnrollableProtocol | null) {
  useEffect(() => {
    if (protocol === null) {
      return;
    }
    const arms = protocol.arms.map(({ key }) => key);
    if (!arms.includes(form.getValues('arm'))) {
      form.setValue('arm', arms.length === 1 ? (arms[0] ?? '') : '');
    }
  }, [form, protocol]);
}
