'use client';

import { useFieldArray } from 'react-hook-form';
import { ProcedureFields } from '@/app/_components/records/procedure-fields';
import { DateInput, recordFields } from '@/app/_components/records/record-field';
import { Button } from '@/app/_components/ui/button';
import { blankProcedure } from '@/lib/visits/entry-values';
import { type SectionProps, VisitSection } from './visit-section';

export function ProceduresSection({ form, view, errors }: SectionProps) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'procedures' });
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Procedures"
      name="procedures"
      kind="procedure"
      summary={fields.length === 0 ? 'None' : `${fields.length} entered`}
    >
      <ul className="flex flex-col gap-6">
        {fields.map(({ id }, index) => (
          <li key={id} className="flex flex-col gap-4">
            <div className="flex items-end justify-between gap-4">
              <DateInput
                fields={recordFields(form, `procedures.${index}`)}
                name="performedOn"
                label="Performed on"
                today={view.today}
              />
              <Button variant="quiet" onClick={() => remove(index)}>
                Remove this procedure
              </Button>
            </div>
            <ProcedureFields
              fields={recordFields(form, `procedures.${index}.content`)}
              hasInterval={view.asksInterval}
            />
          </li>
        ))}
      </ul>
      <Button
        className="mt-2"
        onClick={() =>
          append({ performedOn: form.getValues('visitedOn'), content: blankProcedure })
        }
      >
        Add a procedure
      </Button>
    </VisitSection>
  );
}
