'use client';

import { useFieldArray, useWatch } from 'react-hook-form';
import { DateInput, recordFields, TextField } from '@/app/_components/records/record-field';
import { SemenFields } from '@/app/_components/records/semen-fields';
import { blankSemen, isSemenTyped } from '@/lib/visits/entry-values';
import { Repeated } from './repeated';
import { type SectionProps, VisitSection } from './visit-section';

/** A sample of today, and one that was collected at home before. */
export function SemenSection({ form, view, errors }: SectionProps) {
  const { fields, append, remove } = useFieldArray({
    control: form.control,
    name: 'semenAnalyses',
  });
  const samples = useWatch({ control: form.control, name: 'semenAnalyses' });
  const entered = samples.filter(({ content }) => isSemenTyped(content)).length;
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Semen analysis"
      name="semenAnalyses"
      kind="semen-analysis"
      summary={summaryOf(entered)}
    >
      <Repeated
        ids={fields.map(({ id }) => id)}
        what="Semen analysis"
        mayAdd={entered === samples.length}
        onAdd={() =>
          append({
            collectedOn: form.getValues('visitedOn'),
            collectedAt: '',
            content: blankSemen,
          })
        }
        onRemove={remove}
      >
        {(index) => (
          <div className="flex flex-col gap-4">
            <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
              <DateInput
                fields={recordFields(form, `semenAnalyses.${index}`)}
                name="collectedOn"
                label="Collected on"
                today={view.today}
                className="col-span-2 sm:col-span-1"
              />
              <TextField
                fields={recordFields(form, `semenAnalyses.${index}`)}
                name="collectedAt"
                label="At"
                unit="HH:MM"
                optional
              />
            </div>
            <SemenFields fields={recordFields(form, `semenAnalyses.${index}.content`)} />
          </div>
        )}
      </Repeated>
    </VisitSection>
  );
}

function summaryOf(entered: number): string {
  if (entered === 0) {
    return 'None';
  }
  return entered === 1 ? 'Entered' : `${entered} entered`;
}
