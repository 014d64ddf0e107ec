'use client';

import { useId, useRef } from 'react';
import { useFieldArray, useWatch } from 'react-hook-form';
import { FormField, useFieldError } from '@/app/_components/form/form-field';
import { FieldError } from '@/app/_components/ui/field';
import { Input } from '@/app/_components/ui/input';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { LabRowValues } from '@/lib/visits/entry-values';
import { blankLabRow, type LabFormView, rowsOfLaboratory } from '@/lib/visits/lab-form-view';
import { AddLabTest } from './add-lab-test';
import { goToNextValue } from './go-to-next-value';
import { LabResultRow } from './lab-result-row';
import { pathOf, type RecordFields } from './record-field';

type Props = {
  /** Of the report: laboratory, results and what was confirmed. */
  fields: RecordFields;
  /** Where the day of the collection stands in the form. */
  datePath: string;
  /** Null where nothing is known yet of the man and of his laboratories. */
  labs: LabFormView | null;
};

/** The laboratory and its results, like the paper; a row left blank was not measured. */
export function LabReportFields({ fields, datePath, labs }: Props) {
  const { form, prefix } = fields;
  const resultsPath = pathOf(fields, 'results');
  const { fields: rows, append } = useFieldArray({ control: form.control, name: resultsPath });
  const typed = (useWatch({ control: form.control, name: resultsPath }) ?? []) as LabRowValues[];
  const confirmed = (useWatch({ control: form.control, name: pathOf(fields, 'confirmed') }) ??
    []) as BloodAnalyteKey[];
  const collectedOn = String(useWatch({ control: form.control, name: datePath }) ?? '');
  const error = useFieldError({ form, name: resultsPath });
  const laboratory = () => String(form.getValues(pathOf(fields, 'laboratory')) ?? '');
  const confirm = (analyte: BloodAnalyteKey, index: number, isRight: boolean) => {
    const others = confirmed.filter((other) => other !== analyte);
    form.setValue(pathOf(fields, 'confirmed'), isRight ? [...others, analyte] : others, {
      shouldDirty: true,
    });
    void form.trigger(`${resultsPath}.${index}.value`);
  };
  const add = (asked: readonly BloodAnalyteKey[]) => {
    const positions = asked.map((analyte) => typed.findIndex((row) => row.analyte === analyte));
    const added = asked.filter((_, index) => positions[index] === -1);
    const first = positions[0] === -1 ? typed.length : positions[0];
    if (added.length > 0) {
      append(
        added.map((analyte) => blankLabRow(analyte, laboratory(), labs)),
        { shouldFocus: false },
      );
    }
    // The new row is drawn first.
    window.setTimeout(() => form.setFocus(`${resultsPath}.${first}.value`));
  };
  return (
    <div data-lab-report className="flex flex-col gap-3">
      <Laboratory fields={fields} labs={labs} />
      <ul aria-label="Tests" className="border-line border-t empty:hidden">
        {rows.map(({ id }, index) => {
          const analyte = typed[index]?.analyte;
          return analyte === undefined ? null : (
            <LabResultRow
              key={id}
              fields={{ form, prefix: `${prefix}.results.${index}` }}
              beside={labs === null ? null : { earlier: labs.earlierResults, collectedOn }}
              isConfirmed={confirmed.includes(analyte)}
              onConfirm={(isRight) => confirm(analyte, index, isRight)}
            />
          );
        })}
      </ul>
      <FieldError id={`${prefix}-results-error`}>{error}</FieldError>
      <AddLabTest onAdd={add} />
    </div>
  );
}

/** Whatever nobody has typed yet follows the laboratory's name: units, ranges, factors. */
function Laboratory({ fields, labs }: Pick<Props, 'fields' | 'labs'>) {
  const { form } = fields;
  const listId = useId();
  const path = pathOf(fields, 'laboratory');
  const before = useRef('');
  const remember = (to: string) => {
    const from = before.current;
    if (labs === null || from === to) {
      return;
    }
    const resultsPath = pathOf(fields, 'results');
    const rows = (form.getValues(resultsPath) ?? []) as readonly LabRowValues[];
    for (const [index, row] of rowsOfLaboratory(rows, { from, to }, labs).entries()) {
      for (const [field, text] of Object.entries(row)) {
        if (rows[index]?.[field as keyof LabRowValues] !== text) {
          form.setValue(`${resultsPath}.${index}.${field}`, text, { shouldDirty: true });
        }
      }
    }
  };
  return (
    <FormField form={form} name={path} label="Laboratory" className="sm:max-w-80">
      {({ onBlur, ...control }) => (
        <>
          <Input
            {...control}
            list={labs === null ? undefined : listId}
            onFocus={(event) => {
              before.current = event.currentTarget.value;
            }}
            onKeyDown={goToNextValue}
            onBlur={(event) => {
              void onBlur(event);
              remember(event.currentTarget.value);
            }}
          />
          {labs === null ? null : (
            <datalist id={listId}>
              {labs.laboratories.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          )}
        </>
      )}
    </FormField>
  );
}
