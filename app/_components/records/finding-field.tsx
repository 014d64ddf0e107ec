'use client';

import { unknownAnswer } from '@/lib/records/finding';
import { type FindingDefinition, type FindingKey, findings } from '@/lib/records/findings';
import { unitLabels } from '@/lib/units/unit-codes';
import { DateInput, NumberField, type RecordFields, SelectField } from './record-field';

type Props = { fields: RecordFields; name: string; finding: FindingKey; today: string };

const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

const unknown = { value: unknownAnswer, label: 'Unknown' };

/** One question of the catalog; a blank was not asked, which is not the same as unknown. */
export function FindingField({ fields, name, finding, today }: Props) {
  const { question, answer }: FindingDefinition = findings[finding];
  const common = { fields, name, label: question, optional: true };
  switch (answer.kind) {
    case 'yes-no':
      return <SelectField {...common} placeholder="Not asked" options={[...yesNo, unknown]} />;
    case 'choice': {
      const options = Object.entries(answer.options).map(([value, label]) => ({ value, label }));
      return <SelectField {...common} placeholder="Not asked" options={[...options, unknown]} />;
    }
    case 'number':
      return <NumberField {...common} unit={unitName(answer.unit)} />;
    case 'date':
      return <DateInput {...common} today={today} />;
  }
}

function unitName(unit: string): string {
  return unit in unitLabels ? unitLabels[unit as keyof typeof unitLabels] : unit;
}
