'use client';

import { useWatch } from 'react-hook-form';
import { FormCheckbox } from '@/app/_components/form/form-field';
import { LabReportEntry } from '@/app/_components/records/lab-report-entry';
import { recordFields } from '@/app/_components/records/record-field';
import { type SectionProps, VisitSection } from './visit-section';

type Props = SectionProps & {
  /** The server found a report of this day. */
  needsConfirmation: boolean;
};

export function LabsSection({ form, view, errors, needsConfirmation }: Props) {
  const results = useWatch({ control: form.control, name: 'labReports.0.results' });
  const entered = results.filter(({ value }) => value.trim() !== '').length;
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
        {needsConfirmation ? (
          <FormCheckbox
            form={form}
            name="repeatedReportsConfirmed"
            leavesFocus
            label="This is another report"
          />
        ) : null}
        <LabReportEntry fields={recordFields(form, 'labReports.0')} labs={view.labs} />
      </div>
    </VisitSection>
  );
}
