'use client';

import { useWatch } from 'react-hook-form';
import { FormCheckbox, FormField } from '@/app/_components/form/form-field';
import { LabReportFields } from '@/app/_components/records/lab-report-fields';
import { DateInput, recordFields, TextField } from '@/app/_components/records/record-field';
import { Select } from '@/app/_components/ui/select';
import { type SectionProps, VisitSection } from './visit-section';

type Props = SectionProps & {
  /** The server found a report of this day and laboratory. */
  needsConfirmation: boolean;
};

const fastingOptions = [
  { value: '', label: 'Not stated' },
  { value: 'yes', label: 'Fasting' },
  { value: 'no', label: 'Not fasting' },
];

export function LabsSection({ form, view, errors, needsConfirmation }: Props) {
  const results = useWatch({ control: form.control, name: 'labReports.0.results' });
  const entered = results.filter(({ value }) => value.trim() !== '').length;
  const fields = recordFields(form, 'labReports.0');
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Lab report"
      name="labReports"
      kind="lab-report"
      summary={entered === 0 ? 'None' : `${entered} of ${results.length} tests entered`}
    >
      <div className="flex flex-col gap-3">
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
          <DateInput
            fields={fields}
            name="collectedOn"
            label="Collected on"
            today={view.today}
            className="col-span-2 sm:col-span-1"
          />
          <TextField fields={fields} name="collectedAt" label="At" unit="HH:MM" optional />
          <FormField form={form} name="fasting" label="Fasting" optional>
            {(control) => <Select {...control} options={fastingOptions} />}
          </FormField>
        </div>
        {needsConfirmation ? (
          <FormCheckbox
            form={form}
            name="repeatedReportsConfirmed"
            leavesFocus
            label="This is another report of the same day and laboratory"
          />
        ) : null}
        <LabReportFields fields={fields} lastResults={view.lastResults} />
      </div>
    </VisitSection>
  );
}
