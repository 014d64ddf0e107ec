'use client';

import type { Ref } from 'react';
import { Button } from '@/app/_components/ui/button';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import {
  answersOf,
  type SymptomKey,
  symptomAnswerLabels,
  symptomGroupLabels,
  symptomGroups,
  symptoms,
} from '@/lib/records/symptoms';
import { pathOf, type RecordFields, SelectField } from './record-field';

type Props = {
  fields: RecordFields;
  keys: readonly SymptomKey[];
  /** The answers before, that a blank stands for; null where there are none. */
  last: SymptomAnswers | null;
  /** To the button that answers them all, for who begins there. */
  startsHere?: Ref<HTMLButtonElement> | undefined;
};

/** One choice per symptom, by group; a blank is "as before" or "not asked". */
export function SymptomFields({ fields, keys, last, startsHere }: Props) {
  const answers = { form: fields.form, prefix: pathOf(fields, 'answers') };
  const answerRest = () => {
    for (const key of keys) {
      const path = pathOf(answers, key);
      if ((fields.form.getValues(path) ?? '') === '') {
        fields.form.setValue(path, answersOf(key)[0], { shouldDirty: true });
      }
    }
  };
  return (
    <div className="flex flex-col gap-4">
      {last === null ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button ref={startsHere} onClick={answerRest}>
            None of these
          </Button>
          <p className="text-dense text-muted">
            Answers what is still blank with none or no; what is answered stays.
          </p>
        </div>
      ) : null}
      {symptomGroups.map((group) => {
        const asked = keys.filter((key) => symptoms[key].group === group);
        return asked.length === 0 ? null : (
          <fieldset key={group} className="flex flex-col gap-2">
            <legend className="mb-1 text-dense text-muted">{symptomGroupLabels[group]}</legend>
            <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
              {asked.map((key) => (
                <SelectField
                  key={key}
                  fields={answers}
                  name={key}
                  label={symptoms[key].label}
                  hint={symptoms[key].question}
                  optional="understood"
                  className="justify-end"
                  options={answersOf(key).map((answer) => ({
                    value: answer,
                    label: symptomAnswerLabels[answer],
                  }))}
                  placeholder={blankMeaning(last?.[key])}
                />
              ))}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

function blankMeaning(answer: SymptomAnswers[SymptomKey] | undefined): string {
  return answer === undefined
    ? 'Not asked'
    : `As before: ${symptomAnswerLabels[answer].toLowerCase()}`;
}
