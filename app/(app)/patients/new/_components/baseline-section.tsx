'use client';

import type { ReactNode } from 'react';
import { useFieldArray } from 'react-hook-form';
import { DrugFields } from '@/app/_components/records/drug-fields';
import { FindingField } from '@/app/_components/records/finding-field';
import { LabReportFields } from '@/app/_components/records/lab-report-fields';
import { ProcedureFields } from '@/app/_components/records/procedure-fields';
import { DateInput, recordFields, TextField } from '@/app/_components/records/record-field';
import { SemenFields } from '@/app/_components/records/semen-fields';
import { Button } from '@/app/_components/ui/button';
import { eligibilityQuestions } from '@/lib/enrollment/eligibility-questions';
import type { EnrollableProtocol } from '@/lib/server/enrollments/enrollable-sites';
import { blankDrug, blankProcedure, blankSemen } from '@/lib/visits/entry-values';
import { blankLabRow } from '@/lib/visits/lab-form-view';
import type { EnrollmentForm } from './enrollment-form';

type Props = { form: EnrollmentForm; protocol: EnrollableProtocol; arm: string; today: string };

/** What the criteria rest on, in the short form; each becomes a record with its source. */
export function BaselineSection({ form, protocol, arm, today }: Props) {
  const { findings, analytes } = eligibilityQuestions(protocol.eligibility, protocol.settings, arm);
  return (
    <section className="flex flex-col gap-4">
      <h2 className="font-semibold text-large">Before treatment</h2>
      <TextField
        fields={recordFields(form, '')}
        name="source"
        label="Where this comes from"
        hint="For example: history taken today, referral letter of 12 Mar 2026."
        optional
      />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        {findings.map((finding) => (
          <FindingField
            key={finding}
            fields={recordFields(form, 'answers')}
            name={finding}
            finding={finding}
            today={today}
          />
        ))}
      </div>
      <Entries
        form={form}
        name="samples"
        title="Earlier semen analyses"
        addLabel="Add a sample"
        blank={{ on: '', content: blankSemen }}
        dateLabel="Collected on"
        today={today}
        render={(prefix) => <SemenFields fields={recordFields(form, prefix)} />}
      />
      <Entries
        form={form}
        name="reports"
        title="Laboratory"
        addLabel="Add a report"
        blank={{
          on: '',
          content: {
            laboratory: '',
            fasting: '' as const,
            confirmed: [],
            results: analytes.map((analyte) => blankLabRow(analyte, '', null)),
          },
        }}
        dateLabel="Collected on"
        today={today}
        render={(prefix) => (
          <LabReportFields
            fields={recordFields(form, prefix)}
            datePath={prefix.replace(/content$/, 'on')}
            labs={null}
          />
        )}
      />
      <Entries
        form={form}
        name="procedures"
        title="Earlier procedures"
        addLabel="Add a procedure"
        blank={{ on: '', content: blankProcedure }}
        dateLabel="Performed on"
        today={today}
        render={(prefix) => <ProcedureFields fields={recordFields(form, prefix)} />}
      />
      <Entries
        form={form}
        name="drugs"
        title="Other drugs"
        addLabel="Add a drug"
        blank={{ on: form.getValues('enrolledOn'), content: blankDrug }}
        dateLabel="Recorded on"
        today={today}
        render={(prefix) => <DrugFields fields={recordFields(form, prefix)} today={today} />}
      />
    </section>
  );
}

type Name = 'samples' | 'reports' | 'procedures' | 'drugs';

type EntriesProps<Blank> = {
  form: EnrollmentForm;
  name: Name;
  title: string;
  addLabel: string;
  blank: Blank;
  dateLabel: string;
  today: string;
  render: (prefix: string) => ReactNode;
};

function Entries<Blank extends object>(props: EntriesProps<Blank>) {
  const { form, name, title, addLabel, blank, dateLabel, today, render } = props;
  const { fields, append, remove } = useFieldArray({
    // The kinds differ only in their content, which is added blank and typed by its own fields.
    control: recordFields(form, '').form.control,
    name,
  });
  return (
    <div className="flex flex-col gap-4 border-line border-t pt-4">
      <h3 className="font-semibold">{title}</h3>
      {fields.map(({ id }, index) => (
        <div key={id} className="flex flex-col gap-4">
          <div className="flex items-end justify-between gap-4">
            <DateInput
              fields={recordFields(form, `${name}.${index}`)}
              name="on"
              label={dateLabel}
              today={today}
            />
            <Button variant="quiet" onClick={() => remove(index)}>
              Remove
            </Button>
          </div>
          {render(`${name}.${index}.content`)}
        </div>
      ))}
      <Button className="self-start" onClick={() => append(blank)}>
        {addLabel}
      </Button>
    </div>
  );
}
