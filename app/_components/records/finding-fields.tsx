'use client';

import { useWatch } from 'react-hook-form';
import { unknownAnswer } from '@/lib/records/finding';
import {
  type FindingDefinition,
  type FindingKey,
  findingKeys,
  findings,
} from '@/lib/records/findings';
import {
  DateInput,
  NoteField,
  NumberField,
  pathOf,
  type RecordFields,
  SelectField,
} from './record-field';

const questions = findingKeys.map((key) => ({ value: key, label: findings[key].question }));

/** A question of the catalog and its answer, in the answer's own form; unknown can always be said. */
export function FindingFields({ fields, today }: { fields: RecordFields; today: string }) {
  const key = useWatch({ control: fields.form.control, name: pathOf(fields, 'finding') }) as
    | FindingKey
    | '';
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          fields={fields}
          name="finding"
          label="Question"
          placeholder="Choose…"
          options={questions}
        />
        {key === '' ? null : (
          <Answer key={key} fields={fields} today={today} definition={findings[key]} />
        )}
      </div>
      <NoteField fields={fields} name="note" label="Note" optional />
    </div>
  );
}

type AnswerProps = { fields: RecordFields; today: string; definition: FindingDefinition };

const typedUnknown = `or “${unknownAnswer}”`;

function Answer({ fields, today, definition: { answer } }: AnswerProps) {
  switch (answer.kind) {
    case 'yes-no':
      return <AnswerChoice fields={fields} options={{ yes: 'Yes', no: 'No' }} />;
    case 'choice':
      return <AnswerChoice fields={fields} options={answer.options} />;
    case 'number':
      return (
        <NumberField
          fields={fields}
          name="answer"
          label={`Answer, ${answer.from} to ${answer.to} ${typedUnknown}`}
          unit={answer.unit}
        />
      );
    case 'date':
      return (
        <DateInput fields={fields} name="answer" label={`Answer ${typedUnknown}`} today={today} />
      );
  }
}

type ChoiceProps = { fields: RecordFields; options: Readonly<Record<string, string>> };

function AnswerChoice({ fields, options }: ChoiceProps) {
  const choices = Object.entries({ ...options, [unknownAnswer]: 'Unknown' });
  return (
    <SelectField
      fields={fields}
      name="answer"
      label="Answer"
      placeholder="Choose…"
      options={choices.map(([value, label]) => ({ value, label }))}
    />
  );
}
