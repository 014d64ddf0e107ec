'use client';

import { useFieldArray } from 'react-hook-form';
import { DrugFields } from '@/app/_components/records/drug-fields';
import { recordFields } from '@/app/_components/records/record-field';
import { Button } from '@/app/_components/ui/button';
import { blankDrug } from '@/lib/visits/entry-values';
import { type SectionProps, VisitSection } from './visit-section';

export function DrugsSection({ form, view, errors }: SectionProps) {
  const { fields, append, remove } = useFieldArray({
    control: form.control,
    name: 'concomitantDrugs',
  });
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Other drugs"
      name="concomitantDrugs"
      kind="concomitant-drug"
      summary={fields.length === 0 ? 'Nothing new' : `${fields.length} entered`}
    >
      <ul className="flex flex-col gap-6">
        {fields.map(({ id }, index) => (
          <li key={id} className="flex flex-col gap-2">
            <DrugFields
              fields={recordFields(form, `concomitantDrugs.${index}`)}
              today={view.today}
            />
            <Button variant="quiet" className="self-end" onClick={() => remove(index)}>
              Remove this drug
            </Button>
          </li>
        ))}
      </ul>
      <Button className="mt-2" onClick={() => append(blankDrug)}>
        Add a drug
      </Button>
    </VisitSection>
  );
}
