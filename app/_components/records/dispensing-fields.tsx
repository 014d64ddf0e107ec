'use client';

import { maximumSupplyDays } from '@/lib/records/dispensing';
import { CheckField, DateInput, NumberField, type RecordFields, TextField } from './record-field';

type Props = {
  fields: RecordFields;
  today: string;
  /** At a visit the number is typed; of a stored supply only its presence is part of the record. */
  authorization: 'number' | 'presence';
};

/** One supply; at most a month, no refills. What has to be typed comes first, the rest is prefilled. */
export function DispensingFields({ fields, today, authorization }: Props) {
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-4 sm:grid-cols-2">
        {authorization === 'number' ? (
          <TextField
            fields={fields}
            name="authorizationNumber"
            label="Authorization number"
            hint="Digits from the pharmacy; read only by those who read names"
            className="justify-end"
            inputMode="numeric"
            spellCheck={false}
          />
        ) : null}
        <DateInput
          fields={fields}
          name="dispenseBy"
          label="Dispense by"
          hint="The last day of the authorization"
          today={today}
          className="justify-end"
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <DateInput fields={fields} name="prescribedOn" label="Prescribed on" today={today} />
        <DateInput fields={fields} name="pickedUpOn" label="Picked up on" today={today} optional />
      </div>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        <NumberField fields={fields} name="quantity" label="Quantity" unit="capsules" />
        <NumberField fields={fields} name="strengthMg" label="Strength" unit="mg" />
        <NumberField
          fields={fields}
          name="daysSupply"
          label="Lasts"
          unit={`of ${maximumSupplyDays} days`}
        />
      </div>
      {authorization === 'presence' ? (
        <CheckField
          fields={fields}
          name="authorizationPresent"
          label="The pharmacy has obtained the authorization"
        />
      ) : null}
    </div>
  );
}
