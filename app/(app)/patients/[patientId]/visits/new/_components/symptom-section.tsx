'use client';

import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { FormCheckbox, useFieldError } from '@/app/_components/form/form-field';
import { recordFields, TextField } from '@/app/_components/records/record-field';
import { SymptomFields } from '@/app/_components/records/symptom-fields';
import { Button } from '@/app/_components/ui/button';
import { FieldError } from '@/app/_components/ui/field';
import { proseDate } from '@/lib/dates/prose-date';
import { describeAnswers } from '@/lib/visits/describe-answers';
import { isDue } from '@/lib/visits/visit-form-view';
import { type SectionProps, VisitSection } from './visit-section';

/** "No change" is one key; what did change is answered on top of the last answers. */
export function SymptomSection({ form, view, errors }: SectionProps) {
  const { lastSymptoms, symptomKeys } = view;
  const [unchanged, answers] = useWatch({
    control: form.control,
    name: ['symptomCheck.unchanged', 'symptomCheck.answers'],
  });
  const hasAnswers = Object.values(answers).some((answer) => answer !== '');
  const [isAsking, setIsAsking] = useState(lastSymptoms === null);
  const fields = recordFields(form, 'symptomCheck');
  const error = useFieldError({ form, name: 'symptomCheck.answers' });
  const noneOfThese = useRef<HTMLButtonElement>(null);
  const startsHere = isDue(view, 'symptom-check');
  const isFirst = lastSymptoms === null;
  useEffect(() => {
    // Who types already, before the scripts of the page run, goes on typing there.
    if (document.activeElement?.matches('form :is(input, select, textarea)')) {
      return;
    }
    // The routine check begins with this one key.
    if (startsHere && !isFirst) {
      form.setFocus('symptomCheck.unchanged');
    } else if (startsHere) {
      noneOfThese.current?.focus();
    }
  }, [form, startsHere, isFirst]);
  const askAll = () => {
    if (lastSymptoms !== null) {
      form.setValue('symptomCheck.unchanged', true, { shouldDirty: true });
    }
    setIsAsking(true);
  };
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Symptoms"
      name="symptomCheck"
      kind="symptom-check"
      summary={
        unchanged && lastSymptoms !== null
          ? `No change since ${proseDate(lastSymptoms.on)}`
          : hasAnswers
            ? 'Answered'
            : 'Not asked'
      }
    >
      <div className="flex flex-col gap-3">
        {lastSymptoms === null ? null : (
          <div className="flex flex-wrap items-start justify-between gap-2">
            <FormCheckbox
              form={form}
              name="symptomCheck.unchanged"
              label={`${isAsking ? 'Otherwise no' : 'No'} change since ${proseDate(lastSymptoms.on)}`}
              hint={`Then: ${describeAnswers(lastSymptoms.answers)}`}
            />
            {isAsking ? null : <Button onClick={askAll}>Something changed</Button>}
          </div>
        )}
        {isAsking ? (
          <>
            <SymptomFields
              fields={fields}
              keys={symptomKeys}
              startsHere={noneOfThese}
              last={unchanged ? (lastSymptoms?.answers ?? null) : null}
            />
            <TextField fields={fields} name="note" label="In his words" optional />
          </>
        ) : null}
        <FieldError id="symptom-check-error">{error}</FieldError>
      </div>
    </VisitSection>
  );
}
