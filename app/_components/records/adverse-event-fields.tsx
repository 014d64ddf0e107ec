'use client';

import { useFieldArray, useWatch } from 'react-hook-form';
import { bindBox } from '@/app/_components/form/bind-field';
import { useFieldError } from '@/app/_components/form/form-field';
import { Button } from '@/app/_components/ui/button';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { FieldGroup } from '@/app/_components/ui/field-group';
import { type Certainty, certainties } from '@/lib/core/certainty';
import { gradesOf } from '@/lib/ctcae/grades-of';
import { type CtcaeVersion, ctcaeVersions } from '@/lib/ctcae/term';
import {
  adverseEventOutcomes,
  ctcaeTermNames,
  drugActionLabels,
  drugActions,
  otherTerm,
  outcomeLabels,
  relatednesses,
  relatednessLabels,
  seriousnessCriteria,
  seriousnessLabels,
  systemOrganClasses,
} from '@/lib/records/adverse-event';
import { optionsOf } from './options-of';
import {
  DateInput,
  NoteField,
  NumberField,
  pathOf,
  type RecordFields,
  SelectField,
  TextField,
  within,
} from './record-field';

const terms = [
  ...Object.entries(ctcaeTermNames)
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label)),
  { value: otherTerm, label: 'No term of CTCAE' },
];

const seriousWords: Record<Certainty, string> = { yes: 'Yes', no: 'No', unknown: 'Not known yet' };

/** Everything but the onset, which is the date of the record. */
export function AdverseEventFields({ fields, today }: { fields: RecordFields; today: string }) {
  const { control } = fields.form;
  const term: unknown = useWatch({ control, name: pathOf(fields, 'term') });
  const serious: unknown = useWatch({ control, name: pathOf(fields, 'serious') });
  const isOther = term === otherTerm;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <SelectField
          fields={fields}
          name="term"
          label="Term"
          placeholder="Choose…"
          options={terms}
        />
        <TextField
          fields={fields}
          name="description"
          label={isOther ? 'What it is' : 'In his words'}
          optional={!isOther}
        />
        {isOther ? (
          <SelectField
            fields={fields}
            name="systemOrganClass"
            label="System organ class"
            placeholder="None of these"
            options={systemOrganClasses.map((name) => ({ value: name, label: name }))}
            optional
          />
        ) : (
          <SelectField
            fields={fields}
            name="ctcaeVersion"
            label="Graded by CTCAE"
            options={ctcaeVersions.map((version) => ({
              value: version,
              label: `Version ${version}`,
            }))}
          />
        )}
      </div>
      <GradeCourse fields={fields} today={today} />
      <DateInput
        fields={fields}
        name="endedOn"
        label="Ended on"
        hint="Blank while it goes on."
        today={today}
        optional
        className="w-52"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          fields={fields}
          name="outcome"
          label="Outcome"
          options={optionsOf(adverseEventOutcomes, outcomeLabels)}
        />
        <SelectField
          fields={fields}
          name="relatedness"
          label="Related to the drug"
          options={optionsOf(relatednesses, relatednessLabels)}
        />
        <SelectField
          fields={fields}
          name="action"
          label="What was done with the drug"
          options={optionsOf(drugActions, drugActionLabels)}
        />
        <SelectField
          fields={fields}
          name="serious"
          label="Serious"
          options={optionsOf(certainties, seriousWords)}
        />
      </div>
      {serious === 'yes' ? <SeriousnessField fields={fields} /> : null}
      <NoteField fields={fields} name="note" label="Note" optional />
    </div>
  );
}

/** The first grade holds from the onset; each change of it has its date. */
function GradeCourse({ fields, today }: { fields: RecordFields; today: string }) {
  const { control } = fields.form;
  const steps = useFieldArray({ control, name: pathOf(fields, 'grades') });
  const [term, version] = useWatch({
    control,
    name: [pathOf(fields, 'term'), pathOf(fields, 'ctcaeVersion')],
  }) as [string, CtcaeVersion];
  const allowed = gradesOf(term, version);
  const hint = allowed === null ? undefined : `This term has ${allowed.join(', ')}`;
  return (
    <div className="flex flex-col items-start gap-3">
      {steps.fields.map(({ id }, index) => {
        const step = within(fields, `grades.${index}`);
        return (
          <div key={id} className="flex flex-wrap items-start gap-4">
            <NumberField
              fields={step}
              name="grade"
              label={index === 0 ? 'Grade at onset' : `Grade, change ${index}`}
              hint={index === 0 ? hint : undefined}
              className="w-52"
            />
            {index === 0 ? null : (
              <>
                <DateInput fields={step} name="from" label="From" today={today} className="w-52" />
                <Button
                  variant="quiet"
                  className="self-end"
                  aria-label={`Remove change ${index} of the grade`}
                  onClick={() => steps.remove(index)}
                >
                  Remove
                </Button>
              </>
            )}
          </div>
        );
      })}
      <Button
        size="small"
        onClick={() =>
          steps.append(
            { grade: '', from: '' },
            { focusName: pathOf(fields, `grades.${steps.fields.length}.grade`) },
          )
        }
      >
        The grade changed later
      </Button>
    </div>
  );
}

function SeriousnessField({ fields }: { fields: RecordFields }) {
  const name = pathOf(fields, 'seriousness');
  const error = useFieldError({ form: fields.form, name });
  return (
    <FieldGroup legend="What makes it serious" error={error}>
      <div className="grid sm:grid-cols-2">
        {seriousnessCriteria.map((criterion) => (
          <Checkbox
            key={criterion}
            {...bindBox(fields.form, name, criterion)}
            label={seriousnessLabels[criterion]}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
