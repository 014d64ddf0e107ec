'use client';

import type { LabFormView } from '@/lib/visits/lab-form-view';
import { LabReportFields } from './lab-report-fields';
import { DateInput, pathOf, type RecordFields, TextField } from './record-field';

/** A whole report: when it was collected, from which laboratory, and what it says. */
export function LabReportEntry({ fields, labs }: { fields: RecordFields; labs: LabFormView }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        <DateInput
          fields={fields}
          name="collectedOn"
          label="Collected on"
          today={labs.today}
          className="col-span-2 sm:col-span-1"
        />
        <TextField fields={fields} name="collectedAt" label="At" unit="HH:MM" optional />
      </div>
      <LabReportFields fields={fields} datePath={pathOf(fields, 'collectedOn')} labs={labs} />
    </div>
  );
}
