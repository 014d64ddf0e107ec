'use client';

import { useFieldArray, useWatch } from 'react-hook-form';
import { FormCheckbox } from '@/app/_components/form/form-field';
import { LabReportEntry } from '@/app/_components/records/lab-report-entry';
import { recordFields } from '@/app/_components/records/record-field';
import { blankLabReport, isLabReportTyped } from '@/lib/visits/lab-report-values';
import { Repeated } from './repeated';
import { type SectionProps, VisitSection } from './visit-section';

type Props = SectionProps & {
  /** The server found a report of this day. */
  needsConfirmation: boolean;
};

/** The panel that is due, and what other papers bring. */
export function LabsSection({ form, view, errors, needsConfirmation }: Props) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'labReports' });
  const reports = useWatch({ control: form.control, name: 'labReports' });
  const results = reports.flatMap((report) => report.results);
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
        <Repeated
          ids={fields.map(({ id }) => id)}
          what="Lab report"
          // What is sent counts from the first one that is typed in.
          mayAdd={reports.every(isLabReportTyped)}
          onAdd={() =>
            append({
              ...blankLabReport(view.labs),
              collectedOn: form.getValues('visitedOn'),
              laboratory: '',
              results: [],
            })
          }
          onRemove={remove}
        >
          {(index) => (
            <LabReportEntry fields={recordFields(form, `labReports.${index}`)} labs={view.labs} />
          )}
        </Repeated>
      </div>
    </VisitSection>
  );
}
