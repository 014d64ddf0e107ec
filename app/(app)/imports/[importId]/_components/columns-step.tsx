'use client';

import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { bindField } from '@/app/_components/form/bind-field';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Input } from '@/app/_components/ui/input';
import { type OptionGroup, Select } from '@/app/_components/ui/select';
import { typedLine } from '@/lib/core/typed-text';
import {
  type ImportField,
  type ImportKind,
  importKindDefinitions,
} from '@/lib/import/import-kinds';
import type { ColumnMapping } from '@/lib/import/import-settings';
import { mappingProblems } from '@/lib/import/open-questions';
import { mapImportAction } from '../actions';
import { stepPath } from './import-steps';

export interface ColumnFacts {
  /** From 0. */
  readonly column: number;
  readonly title: string;
  readonly letters: string;
  readonly examples: readonly string[];
  /** Rows that hold something here. */
  readonly filled: number;
}

type Props = {
  importId: string;
  version: number;
  kind: ImportKind;
  columns: readonly ColumnFacts[];
  rows: number;
  mapping: ColumnMapping;
};

/** By the order of the columns, and by the order of the kind's fields: keys of fields have points in them. */
type Values = { fields: string[]; constants: string[] };
type ColumnsForm = UseFormReturn<Values, unknown, Values>;

export function ColumnsStep({ importId, version, kind, columns, rows, mapping }: Props) {
  const router = useRouter();
  const { fields } = importKindDefinitions[kind];
  const { form, submit, isPending, failure } = useActionForm<Values, unknown>({
    schema: schemaFor(kind, columns),
    defaultValues: {
      fields: columns.map(
        ({ column }) => mapping.columns.find((one) => one.column === column)?.field ?? '',
      ),
      constants: fields.map(({ key }) => mapping.constants[key] ?? ''),
    },
    action: async ({ submissionId, values }) => {
      const said = mappingOf(kind, columns, values);
      return JSON.stringify(said) === JSON.stringify(mapping)
        ? { ok: true, data: null }
        : await mapImportAction({ submissionId, values: { importId, version, mapping: said } });
    },
    onSuccess: () => router.push(stepPath(importId, 'questions')),
  });
  const options = groupsOf(fields);
  return (
    <Form onSubmit={submit} className="flex max-w-4xl flex-col gap-6">
      <FormErrorSummary form={form} failure={failure} />
      <ul className="flex flex-col" aria-label="Columns">
        {columns.map((column, index) => (
          <ColumnRow
            key={column.column}
            form={form}
            index={index}
            column={column}
            rows={rows}
            options={options}
          />
        ))}
      </ul>
      <Constants form={form} fields={fields} />
      <SubmitBar
        label="Go on"
        isPending={isPending}
        status="Columns that are left out are not read."
      />
    </Form>
  );
}

type RowProps = {
  form: ColumnsForm;
  index: number;
  column: ColumnFacts;
  rows: number;
  options: readonly OptionGroup[];
};

function ColumnRow({ form, index, column, rows, options }: RowProps) {
  const id = useId();
  const { title, letters, examples, filled } = column;
  return (
    <li className="grid gap-x-6 gap-y-1 border-line border-b py-2 sm:grid-cols-[1fr_18rem] sm:items-center">
      <div className="min-w-0">
        <label htmlFor={id} className="break-words font-medium">
          {title} <span className="font-normal text-muted">column {letters}</span>
        </label>
        <p id={`${id}-examples`} className="break-words text-dense">
          {examples.length === 0 ? (
            <span className="text-muted">Empty in every row</span>
          ) : (
            <>
              {examples.join(' · ')}{' '}
              <span className="text-muted">
                {filled === rows ? 'filled in every row' : `filled in ${filled} of ${rows} rows`}
              </span>
            </>
          )}
        </p>
      </div>
      <Select
        {...bindField(form, `fields.${index}`)}
        id={id}
        aria-describedby={`${id}-examples`}
        placeholder="Left out"
        options={options}
      />
    </li>
  );
}

/** Of what no column holds: one value can stand for all rows. */
function Constants({ form, fields }: { form: ColumnsForm; fields: readonly ImportField[] }) {
  const mapped = useWatch({ control: form.control, name: 'fields' });
  const free = fields
    .map((field, index) => ({ field, index }))
    .filter(({ field: { key, analyte } }) => analyte === undefined && !mapped.includes(key));
  const required = free.filter(({ field }) => field.required);
  const others = free.filter(({ field }) => !field.required);
  if (free.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="same" className="flex flex-col gap-3">
      <h3 id="same" className="font-semibold">
        The same in every row
      </h3>
      {required.length === 0 ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          {required.map(({ field, index }) => (
            <Constant key={field.key} form={form} field={field} index={index} />
          ))}
        </div>
      )}
      {others.length === 0 ? null : (
        <details>
          <summary className="min-h-7 cursor-pointer py-1 text-accent">
            {others.length === 1 ? 'Another field' : `${others.length} other fields`}
          </summary>
          <div className="grid gap-4 pt-2 sm:grid-cols-2">
            {others.map(({ field, index }) => (
              <Constant key={field.key} form={form} field={field} index={index} />
            ))}
          </div>
        </details>
      )}
    </section>
  );
}

type ConstantProps = { form: ColumnsForm; field: ImportField; index: number };

function Constant({ form, field: { label, hint, required }, index }: ConstantProps) {
  return (
    <FormField
      form={form}
      name={`constants.${index}`}
      label={label}
      hint={hint}
      optional={!required}
    >
      {(control) => <Input {...control} />}
    </FormField>
  );
}

function groupsOf(fields: readonly ImportField[]): readonly OptionGroup[] {
  const group = (label: string, shown: readonly ImportField[]) => ({
    label,
    options: shown.map((field) => ({ value: field.key, label: field.label })),
  });
  const groups = [
    group(
      'Needed',
      fields.filter(({ required }) => required),
    ),
    group(
      'Others',
      fields.filter(({ required, analyte }) => !required && analyte === undefined),
    ),
    group(
      'A column of one test',
      fields.filter(({ analyte }) => analyte !== undefined),
    ),
  ];
  return groups.filter(({ options }) => options.length > 0);
}

function mappingOf(
  kind: ImportKind,
  columns: readonly ColumnFacts[],
  { fields, constants }: Values,
): ColumnMapping {
  const said = importKindDefinitions[kind].fields.flatMap(({ key }, index) => {
    const value = constants[index]?.trim() ?? '';
    return value === '' || fields.includes(key) ? [] : [[key, value] as const];
  });
  return {
    columns: columns.flatMap(({ column, title }, index) => {
      const field = fields[index] ?? '';
      return field === '' ? [] : [{ column, title, field }];
    }),
    constants: Object.fromEntries(said),
    ignored: [],
  };
}

function schemaFor(kind: ImportKind, columns: readonly ColumnFacts[]): z.ZodType<unknown, Values> {
  return z
    .object({ fields: z.array(z.string()), constants: z.array(typedLine(500)) })
    .superRefine((values, context) => {
      for (const message of mappingProblems(kind, mappingOf(kind, columns, values), 'csv')) {
        context.addIssue({ code: 'custom', path: ['mapping'], message });
      }
    });
}
