'use client';

import { maximumSupplyDays } from '@/lib/records/dispensing';
import { CheckField, DateInput, NumberField, type RecordFields } from './record-field';

/** One supply; at most a month, no refills. */
export function DispensingFields({ fields, today }: { fields: RecordFields; today: string }) {
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-4 sm:grid-cols-3">
        <DateInput fields={fields} name="prescribedOn" label="Prescribed on" today={today} />
        <DateInput fields={fields} name="dispenseBy" label="Dispense by" today={today} optional />
        <DateInput fields={fields} name="pickedUpOn" label="Picked up on" today={today} optional />
      </div>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <NumberField fields={fields} name="quantity" label="Quantity" unit="capsules" />
        <NumberField fields={fields} name="strengthMg" label="Strength" unit="mg" />
        <NumberField
          fields={fields}
          name="daysSupply"
          label="Lasts"
          unit={`of ${maximumSupplyDays} days`}
        />
        <NumberField
          fields={fields}
          name="capsulesReturned"
          label="Returned"
          unit="capsules"
          optional
        />
      </div>
      <CheckField
        fields={fields}
        name="authorizationPresent"
        label="The pharmacy has obtained the authorization"
      />
    </div>
  );
}
