'use client';

import { useId, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { FormField, useFieldError } from '@/app/_components/form/form-field';
import { FieldError } from '@/app/_components/ui/field';
import { Input } from '@/app/_components/ui/input';
import { readLabTable } from '@/lib/records/lab-table';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { LabRowValues } from '@/lib/visits/entry-values';
import { fillLabRows, rangeAfterUnit } from '@/lib/visits/fill-lab-rows';
import { type LabFormView, rowsOfLaboratory } from '@/lib/visits/lab-form-view';
import { AddLabTest } from './add-lab-test';
import { goToNextValue } from './go-to-next-value';
import { LabResultRow } from './lab-result-row';
import { type PastedTable, PasteLabTable } from './paste-lab-table';
import { pathOf, type RecordFields, SelectField } from './record-field';
import { useLabRows } from './use-lab-rows';

type Props = {
  /** Of the report: laboratory, results and what was confirmed. */
  fields: RecordFields;
  /** Where the day of the collection stands in the form. */
  datePath: string;
  /** Null where nothing is known yet of the man and of his laboratories. */
  labs: LabFormView | null;
};

const fastingOptions = [
  { value: '', label: 'Not stated' },
  { value: 'yes', label: 'Fasting' },
  { value: 'no', label: 'Not fasting' },
];

/** The laboratory and its results, like the paper; a row left blank was not measured. */
export function LabReportFields({ fields, datePath, labs }: Props) {
  const { form, prefix } = fields;
  const rows = useLabRows(fields, labs);
  const [pasted, setPasted] = useState<PastedTable | null>(null);
  const confirmed = (useWatch({ control: form.control, name: pathOf(fields, 'confirmed') }) ??
    []) as BloodAnalyteKey[];
  const collectedOn = String(useWatch({ control: form.control, name: datePath }) ?? '');
  const error = useFieldError({ form, name: rows.path });
  const confirm = (analyte: BloodAnalyteKey, index: number, isRight: boolean) => {
    const others = confirmed.filter((other) => other !== analyte);
    form.setValue(pathOf(fields, 'confirmed'), isRight ? [...others, analyte] : others, {
      shouldDirty: true,
    });
    void form.trigger(`${rows.path}.${index}.value`);
  };
  const paste = (text: string) => {
    const table = readLabTable(text);
    const fill = fillLabRows(rows.current(), table.rows, rows.blank);
    rows.apply(fill.changes);
    setPasted({ ...fill, unread: table.unread });
  };
  const settle = (conflict: RowConflict, isReplaced: boolean) => {
    if (isReplaced) {
      rows.apply([conflict]);
    }
    setPasted((before) =>
      before === null
        ? null
        : {
            ...before,
            changes: isReplaced ? [...before.changes, conflict] : before.changes,
            conflicts: before.conflicts.filter((other) => other !== conflict),
          },
    );
  };
  return (
    <div data-lab-report className="flex flex-col gap-3">
      <div className="grid gap-4 sm:grid-cols-3">
        <Laboratory fields={fields} labs={labs} />
        <SelectField
          fields={fields}
          name="fasting"
          label="Fasting"
          options={fastingOptions}
          optional
        />
      </div>
      <PasteLabTable
        pasted={pasted}
        onPaste={paste}
        onReplace={(conflict) => settle(conflict, true)}
        onKeep={(conflict) => settle(conflict, false)}
        onUndo={() => {
          rows.undo(pasted?.changes ?? []);
          setPasted(null);
        }}
        onDone={() => setPasted(null)}
      />
      <ul aria-label="Tests" className="border-line border-t empty:hidden">
        {rows.keyed.map(({ id }, index) => {
          const row = rows.typed[index];
          return row === undefined ? null : (
            <LabResultRow
              key={id}
              fields={{ form, prefix: `${prefix}.results.${index}` }}
              row={row}
              beside={labs === null ? null : { earlier: labs.earlierResults, collectedOn }}
              isConfirmed={confirmed.includes(row.analyte)}
              onConfirm={(isRight) => confirm(row.analyte, index, isRight)}
              onUnit={(unit) => {
                const now = { ...row, ...rows.current()[index], unit: row.unit };
                rows.setRow(index, {
                  unit,
                  ...rangeAfterUnit(now, unit, rows.blank(row.analyte)),
                });
              }}
              onTable={paste}
            />
          );
        })}
      </ul>
      <FieldError id={`${prefix}-results-error`}>{error}</FieldError>
      <AddLabTest onAdd={rows.add} />
    </div>
  );
}

type RowConflict = PastedTable['conflicts'][number];

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
    <FormField form={form} name={path} label="Laboratory" className="sm:col-span-2">
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
