'use client';

import { useFieldArray, useWatch } from 'react-hook-form';
import { Button } from '@/app/_components/ui/button';
import { type Certainty, certainties } from '@/lib/core/certainty';
import {
  embryoOriginNames,
  embryoOrigins,
  embryoStageNames,
  embryoStages,
  spermSourceNames,
  spermSources,
  transferOutcomeNames,
  transferOutcomes,
} from '@/lib/records/icsi-cycle';
import { type Partner, partnerLabel } from '@/lib/records/partner';
import { optionsOf } from './options-of';
import {
  DateInput,
  NoteField,
  NumberField,
  pathOf,
  type RecordFields,
  SelectField,
  within,
} from './record-field';

const counts = [
  { name: 'eggsRetrieved', label: 'Eggs retrieved', unit: 'eggs' },
  { name: 'eggsMature', label: 'Mature', unit: 'eggs' },
  { name: 'fertilized', label: 'Fertilized (2PN)', unit: 'eggs' },
  { name: 'embryos', label: 'Embryos', unit: 'embryos' },
  { name: 'embryosFrozen', label: 'Frozen', unit: 'embryos' },
  { name: 'euploid', label: 'Euploid', unit: 'embryos' },
] as const;

const pregnancyWords: Record<Certainty, string> = {
  yes: 'Yes',
  no: 'No',
  unknown: 'Not known yet',
};

type CycleProps = {
  fields: RecordFields;
  today: string;
  /** Null where they are not known: what is stored stays. */
  partners: readonly Partner[] | null;
};

/** Everything of a cycle but the day of the oocyte retrieval, which is the date of the record. */
export function CycleFields({ fields, today, partners }: CycleProps) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {partners === null ? null : (
          <SelectField
            fields={fields}
            name="partnerId"
            label="Partner"
            placeholder="Consent not recorded"
            options={partners.map((partner) => ({
              value: partner.id,
              label: `${partnerLabel(partner)}, consent ${partner.consentOn}`,
            }))}
          />
        )}
        <SelectField
          fields={fields}
          name="spermSource"
          label="Sperm used"
          options={optionsOf(spermSources, spermSourceNames)}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-3">
        {counts.map((count) => (
          <NumberField key={count.name} fields={fields} {...count} optional />
        ))}
      </div>
      <Transfers fields={within(fields, 'transfers')} today={today} />
      <NoteField fields={fields} name="note" label="Note on the cycle" optional />
    </div>
  );
}

function Transfers({ fields, today }: { fields: RecordFields; today: string }) {
  const transfers = useFieldArray({ control: fields.form.control, name: fields.prefix });
  return (
    <div className="flex flex-col items-start gap-4">
      {transfers.fields.map(({ id }, index) => (
        <TransferFields
          key={id}
          fields={within(fields, String(index))}
          number={index + 1}
          today={today}
          onRemove={() => transfers.remove(index)}
        />
      ))}
      <Button
        size="small"
        onClick={() =>
          transfers.append(blankTransfer, {
            focusName: `${fields.prefix}.${transfers.fields.length}.on`,
          })
        }
      >
        Add an embryo transfer
      </Button>
    </div>
  );
}

const blankTransfer = {
  on: '',
  embryos: '',
  origin: 'fresh',
  stage: 'unknown',
  biochemicalPregnancy: 'unknown',
  clinicalPregnancy: 'unknown',
  outcome: 'awaited',
  outcomeOn: '',
  liveBorn: '',
};

type TransferProps = {
  fields: RecordFields;
  number: number;
  today: string;
  onRemove: () => void;
};

function TransferFields({ fields, number, today, onRemove }: TransferProps) {
  const outcome: unknown = useWatch({
    control: fields.form.control,
    name: pathOf(fields, 'outcome'),
  });
  return (
    <fieldset className="flex w-full flex-col gap-4 border-line border-t pt-3">
      <legend className="float-left font-medium">Transfer {number}</legend>
      <div className="grid gap-4 sm:grid-cols-4">
        <DateInput fields={fields} name="on" label="Transferred on" today={today} />
        <NumberField fields={fields} name="embryos" label="Embryos transferred" unit="embryos" />
        <SelectField
          fields={fields}
          name="origin"
          label="Embryos were"
          options={optionsOf(embryoOrigins, embryoOriginNames)}
        />
        <SelectField
          fields={fields}
          name="stage"
          label="Stage"
          options={optionsOf(embryoStages, embryoStageNames)}
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-4">
        <SelectField
          fields={fields}
          name="biochemicalPregnancy"
          label="Biochemical pregnancy"
          options={optionsOf(certainties, pregnancyWords)}
        />
        <SelectField
          fields={fields}
          name="clinicalPregnancy"
          label="Clinical pregnancy"
          options={optionsOf(certainties, pregnancyWords)}
        />
        <SelectField
          fields={fields}
          name="outcome"
          label="Outcome"
          options={optionsOf(transferOutcomes, transferOutcomeNames)}
        />
        <DateInput fields={fields} name="outcomeOn" label="Outcome on" today={today} optional />
        {outcome === 'live-birth' ? (
          <NumberField fields={fields} name="liveBorn" label="Born alive" unit="children" />
        ) : null}
      </div>
      <Button
        variant="quiet"
        size="small"
        className="self-start"
        aria-label={`Remove transfer ${number}`}
        onClick={onRemove}
      >
        Remove
      </Button>
    </fieldset>
  );
}
