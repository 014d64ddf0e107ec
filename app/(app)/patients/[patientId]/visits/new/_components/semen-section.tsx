'use client';

import { useWatch } from 'react-hook-form';
import { DateInput, recordFields, TextField } from '@/app/_components/records/record-field';
import { SemenFields } from '@/app/_components/records/semen-fields';
import { type SectionProps, VisitSection } from './visit-section';

export function SemenSection({ form, view, errors }: SectionProps) {
  const neat = useWatch({ control: form.control, name: 'semenAnalyses.0.content.neat.state' });
  const fields = recordFields(form, 'semenAnalyses.0');
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Semen analysis"
      name="semenAnalyses"
      kind="semen-analysis"
      summary={neat === '' ? 'None' : 'Entered'}
    >
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
          <DateInput
            fields={fields}
            name="collectedOn"
            label="Collected on"
            today={view.today}
            className="col-span-2 sm:col-span-1"
          />
          <TextField fields={fields} name="collectedAt" label="At" unit="HH:MM" optional />
        </div>
        <SemenFields fields={recordFields(form, 'semenAnalyses.0.content')} />
      </div>
    </VisitSection>
  );
}
