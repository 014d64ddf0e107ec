'use client';

import type { FocusEvent } from 'react';
import { useId } from 'react';
import { bindField } from '@/app/_components/form/bind-field';
import { useFieldError } from '@/app/_components/form/form-field';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { FieldError, fieldNotes } from '@/app/_components/ui/field';
import { Input } from '@/app/_components/ui/input';
import { UnitSelect } from '@/app/_components/ui/unit-select';
import { proseDate } from '@/lib/dates/prose-date';
import {
  type EarlierResult,
  type EarlierResults,
  previousResult,
} from '@/lib/records/earlier-results';
import { findUnusualResults, type UnusualResult } from '@/lib/records/lab-report';
import { findUnitJumps } from '@/lib/records/unit-jumps';
import { allowedUnits, analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import type { LabRowValues } from '@/lib/visits/entry-values';
import { goToNextValue } from './go-to-next-value';
import { pathOf, type RecordFields } from './record-field';

type Props = {
  /** Of this row: `labReports.0.results.3`. */
  fields: RecordFields;
  row: LabRowValues;
  /** What the value is read beside; null where nothing is known of the man. */
  beside: { earlier: EarlierResults; collectedOn: string } | null;
  isConfirmed: boolean;
  onConfirm: (isRight: boolean) => void;
  onUnit: (unit: string) => void;
  /** A whole table was pasted where one value stands. */
  onTable: (text: string) => void;
};

/** One test: value with unit, what it was last time, the laboratory's own range. Enter goes to the next test. */
export function LabResultRow({
  fields,
  row,
  beside,
  isConfirmed,
  onConfirm,
  onUnit,
  onTable,
}: Props) {
  const id = useId();
  const { form } = fields;
  const { label, alternative } = analytes[row.analyte];
  const path = (name: string) => pathOf(fields, name);
  const valueError = useFieldError({ form, name: path('value') });
  const unitError = useFieldError({ form, name: path('unit') });
  const rowError = useFieldError({ form, name: path('analyte') });
  const previous = beside && previousResult(beside.earlier, row.analyte, beside.collectedOn);
  const hint = beside && previousHint(previous);
  const [unusual] = findUnusualResults([row]);
  const [jump] = beside ? findUnitJumps([row], beside.earlier, beside.collectedOn) : [];
  const question = jump === undefined || isConfirmed ? undefined : askFor(jump);
  const error = valueError ?? unitError ?? rowError ?? question;
  const notes = fieldNotes(id, hint, error);
  const { onBlur, ...value } = bindField(form, path('value'));
  return (
    <li className="grid grid-cols-1 items-start gap-x-4 gap-y-1 border-line border-b py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,13rem)_minmax(0,13rem)]">
      <div className="flex min-w-0 flex-col sm:min-h-9 sm:justify-center">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <span id={notes.hintId} className="text-dense text-muted">
          {hint}
        </span>
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <Input
          {...value}
          id={id}
          data-lab-value
          inputMode="decimal"
          aria-describedby={notes.describedBy}
          aria-invalid={notes.isInvalid ? true : undefined}
          onKeyDown={goToNextValue}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text/plain');
            if (/[\t\n]/.test(text.trim())) {
              event.preventDefault();
              onTable(text);
            }
          }}
          onBlur={(event: FocusEvent<HTMLInputElement>) => {
            void onBlur(event);
            if (event.currentTarget.value.trim() !== '') {
              void form.trigger(path('value'));
            }
          }}
          unit={
            <UnitSelect
              {...bindField(form, path('unit'), {
                onChange: (event: { target: { value: string } }) => onUnit(event.target.value),
              })}
              aria-label={`Unit of ${label}`}
              options={allowedUnits(row.analyte).map((unit) => ({
                value: unit,
                label: unitLabels[unit],
              }))}
            />
          }
        />
        <FieldError id={notes.errorId}>{error}</FieldError>
        {unusual === undefined && jump === undefined ? null : (
          <Checkbox
            leavesFocus
            label={`${label} ${row.value.trim()} is right`}
            checked={isConfirmed}
            onChange={(event) => onConfirm(event.currentTarget.checked)}
          />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex items-center gap-1 text-muted">
          <RangeEnd fields={fields} name="referenceLow" label={`${label}: range from`} />
          <span aria-hidden>–</span>
          <RangeEnd fields={fields} name="referenceHigh" label={`${label}: range to`} />
        </div>
        {alternative?.conversion.kind === 'laboratory-factor' && row.unit === alternative.unit ? (
          <LaboratoryFactor fields={fields} label={label} />
        ) : null}
      </div>
    </li>
  );
}

function RangeEnd({ fields, name, label }: { fields: RecordFields; name: string; label: string }) {
  const path = pathOf(fields, name);
  const error = useFieldError({ form: fields.form, name: path });
  const id = useId();
  const notes = fieldNotes(id, null, error);
  return (
    <div className="min-w-0 flex-1">
      <Input
        {...bindField(fields.form, path)}
        aria-label={label}
        onKeyDown={goToNextValue}
        aria-describedby={notes.describedBy}
        aria-invalid={notes.isInvalid ? true : undefined}
        placeholder={name === 'referenceLow' ? 'low' : 'high'}
        inputMode="decimal"
      />
      <FieldError id={notes.errorId}>{error}</FieldError>
    </div>
  );
}

/** Only the performing laboratory can say how its alternative units convert (C§3.4). */
function LaboratoryFactor({ fields, label }: { fields: RecordFields; label: string }) {
  const path = pathOf(fields, 'laboratoryFactor');
  const error = useFieldError({ form: fields.form, name: path });
  const id = useId();
  const notes = fieldNotes(id, null, error);
  return (
    <>
      <Input
        {...bindField(fields.form, path)}
        aria-label={`${label}: the laboratory’s factor`}
        onKeyDown={goToNextValue}
        aria-describedby={notes.describedBy}
        aria-invalid={notes.isInvalid ? true : undefined}
        inputMode="decimal"
        placeholder="mIU/L in 1 ng/mL"
      />
      <FieldError id={notes.errorId}>{error}</FieldError>
    </>
  );
}

function previousHint(previous: EarlierResult | null): string {
  return previous === null
    ? 'Not recorded before'
    : `Last ${previous.valueText} ${unitLabels[previous.unit]}, ${proseDate(previous.on)}`;
}

function askFor({ message }: UnusualResult): string {
  return `${message} Confirm it if it is right.`;
}
