'use client';

import { useEffect, useRef } from 'react';
import { useFieldArray, useWatch } from 'react-hook-form';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import type { LabRowValues } from '@/lib/visits/entry-values';
import type { RowChange } from '@/lib/visits/fill-lab-rows';
import { undoFill } from '@/lib/visits/fill-lab-rows';
import { blankLabRow, type LabFormView } from '@/lib/visits/lab-form-view';
import { pathOf, type RecordFields } from './record-field';

/** The rows of a report in a form, and everything that changes several of them at once. */
export function useLabRows(fields: RecordFields, labs: LabFormView | null) {
  const { form } = fields;
  const path = pathOf(fields, 'results');
  const { fields: keyed, append, remove } = useFieldArray({ control: form.control, name: path });
  const typed = (useWatch({ control: form.control, name: path }) ?? []) as LabRowValues[];
  // Copies, because the form writes into its own rows.
  const current = () =>
    ((form.getValues(path) ?? []) as LabRowValues[]).map((row): LabRowValues => ({ ...row }));
  const blank = (analyte: BloodAnalyteKey) =>
    blankLabRow(analyte, String(form.getValues(pathOf(fields, 'laboratory')) ?? ''), labs);

  const wanted = useRef<number | null>(null);
  // A row that was added takes the focus once it stands on the page.
  const drawn = Math.min(keyed.length, typed.length);
  useEffect(() => {
    if (wanted.current !== null && drawn > wanted.current) {
      form.setFocus(`${path}.${wanted.current}.value`);
      wanted.current = null;
    }
  }, [form, path, drawn]);

  const setRow = (index: number, row: Partial<LabRowValues>) => {
    const before = current()[index];
    for (const [field, text] of Object.entries(row)) {
      if (before?.[field as keyof LabRowValues] !== text) {
        form.setValue(`${path}.${index}.${field}`, text, { shouldDirty: true });
      }
    }
  };

  const add = (tests: readonly BloodAnalyteKey[]) => {
    const present = current().map(({ analyte }) => analyte);
    const missing = tests.filter((analyte) => !present.includes(analyte));
    append(missing.map(blank), { shouldFocus: false });
    const [first] = tests;
    const index = first === undefined ? -1 : [...present, ...missing].indexOf(first);
    if (missing.length === 0) {
      form.setFocus(`${path}.${index}.value`);
    } else {
      wanted.current = index;
    }
  };

  const apply = (changes: readonly RowChange[]) => {
    for (const { before, after } of changes) {
      const index = current().findIndex(({ analyte }) => analyte === after.analyte);
      if (before === null || index === -1) {
        append(after, { shouldFocus: false });
      } else {
        setRow(index, after);
      }
    }
    const values = current().map((_row, index) => `${path}.${index}.value`);
    void form.trigger(values);
  };

  const undo = (changes: readonly RowChange[]) => {
    const { restored, removed } = undoFill(current(), changes);
    for (const { index, row } of restored) {
      setRow(index, row);
    }
    remove([...removed]);
    form.clearErrors(path);
  };

  return { path, keyed, typed, current, blank, setRow, add, apply, undo };
}
