'use client';

import { useFieldArray, useWatch } from 'react-hook-form';
import { useFieldError } from '@/app/_components/form/form-field';
import { Field, FieldError } from '@/app/_components/ui/field';
import { Select } from '@/app/_components/ui/select';
import { analytes, type PanelKey, panelKeys, panels } from '@/lib/units/analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { blankLabRow, type LabRowValues } from '@/lib/visits/entry-values';
import type { VisitFormView } from '@/lib/visits/visit-form-view';
import { LabResultRow } from './lab-result-row';
import { pathOf, type RecordFields, TextField } from './record-field';

type Props = {
  fields: RecordFields;
  /** Null where the values of other reports say nothing, as in a correction. */
  lastResults: VisitFormView['lastResults'] | null;
};

/** The laboratory and its results; a row left blank was not measured. */
export function LabReportFields({ fields, lastResults }: Props) {
  const { form, prefix } = fields;
  const resultsPath = pathOf(fields, 'results');
  const { fields: rows, append } = useFieldArray({ control: form.control, name: resultsPath });
  const typed = (useWatch({ control: form.control, name: resultsPath }) ?? []) as LabRowValues[];
  const confirmed = (useWatch({ control: form.control, name: pathOf(fields, 'confirmed') }) ??
    []) as BloodAnalyteKey[];
  const error = useFieldError({ form, name: resultsPath });
  const shown = new Set(typed.map(({ analyte }) => analyte));
  const confirm = (analyte: BloodAnalyteKey, index: number, isRight: boolean) => {
    const others = confirmed.filter((other) => other !== analyte);
    form.setValue(pathOf(fields, 'confirmed'), isRight ? [...others, analyte] : others, {
      shouldDirty: true,
    });
    void form.trigger(`${resultsPath}.${index}.value`);
  };
  const add = (choice: string) => {
    const added = analytesOf(choice).filter((analyte) => !shown.has(analyte));
    append(added.map((analyte) => blankLabRow(analyte, lastResults?.[analyte])));
  };
  return (
    <div className="flex flex-col gap-3">
      <TextField fields={fields} name="laboratory" label="Laboratory" className="sm:max-w-80" />
      <ul aria-label="Tests" className="border-line border-t">
        {rows.map(({ id }, index) => {
          const analyte = typed[index]?.analyte;
          return analyte === undefined ? null : (
            <LabResultRow
              key={id}
              fields={{ form, prefix: `${prefix}.results.${index}` }}
              last={lastResults === null ? null : lastResults[analyte]}
              isConfirmed={confirmed.includes(analyte)}
              onConfirm={(isRight) => confirm(analyte, index, isRight)}
            />
          );
        })}
      </ul>
      <FieldError id={`${prefix}-results-error`}>{error}</FieldError>
      <Field label="Add a test or a panel" optional className="sm:max-w-80">
        {(control) => (
          <Select
            {...control}
            value=""
            onChange={(event) => add(event.currentTarget.value)}
            placeholder="Choose…"
            options={[
              ...panelKeys.map((key) => ({ value: key, label: panels[key].name })),
              ...bloodAnalyteKeys
                .filter((key) => !shown.has(key))
                .map((key) => ({ value: key, label: analytes[key].label })),
            ]}
          />
        )}
      </Field>
    </div>
  );
}

function analytesOf(choice: string): readonly BloodAnalyteKey[] {
  const isPanel = (key: string): key is PanelKey => panelKeys.some((panel) => panel === key);
  return isPanel(choice)
    ? panels[choice].members
    : bloodAnalyteKeys.filter((key) => key === choice);
}
