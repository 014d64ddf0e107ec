'use client';

import { NumberField, type RecordFields } from './record-field';

/** The two scores of the PHQ-9; its questions stay on the sheet that the patient fills in. */
export function QuestionnaireFields({ fields }: { fields: RecordFields }) {
  return (
    <div className="grid grid-cols-2 gap-4 sm:max-w-md">
      <NumberField fields={fields} name="total" label="PHQ-9 total" unit="of 27" />
      <NumberField fields={fields} name="item9" label="Item 9" unit="of 3" />
    </div>
  );
}
