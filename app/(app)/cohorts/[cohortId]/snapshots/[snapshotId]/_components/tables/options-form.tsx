import type { Route } from 'next';
import Form from 'next/form';
import { Button } from '@/app/_components/ui/button';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { Field } from '@/app/_components/ui/field';
import { Select } from '@/app/_components/ui/select';
import {
  type Contrast,
  contrastKey,
  groupsOf,
  none,
  type PlanOptions,
  type PlanScope,
  planChoices,
  populations,
} from '@/lib/analysis/plan-options';
import { columnTitle } from '@/lib/analysis/tables/column-title';
import { populationWords } from '@/lib/analysis/tables/population-words';

type Props = {
  path: Route;
  scope: PlanScope;
  options: PlanOptions;
  submitLabel: string;
};

/** What the tables are made of; it changes the address and nothing else. */
export function OptionsForm({ path, scope, options, submitLabel }: Props) {
  const { groups, outcomes, contrasts, covariates } = planChoices(scope);
  return (
    <Form
      key={JSON.stringify(options)}
      action={path}
      aria-label="What the tables are made of"
      className="flex flex-col gap-3 border-line border-b pb-4 print:hidden"
    >
      <div className="grid items-end gap-3 sm:grid-cols-2 xl:grid-cols-4">
        <Choice
          label="Groups of the tables"
          name="group"
          chosen={options.group ?? none}
          options={[
            { value: none, label: 'No groups' },
            ...groups.map((column) => ({ value: column.name, label: columnTitle(column) })),
          ]}
        />
        <Choice
          label="Outcome"
          name="outcome"
          chosen={options.outcome ?? ''}
          options={outcomes.map((column) => ({ value: column.name, label: columnTitle(column) }))}
        />
        <Choice
          label="Two groups to compare"
          name="contrast"
          chosen={options.contrast === null ? '' : contrastKey(options.contrast)}
          options={contrasts.map((contrast) => ({
            value: contrastKey(contrast),
            label: contrastLabel(scope, contrast),
          }))}
        />
        <Choice
          label="Men"
          name="population"
          chosen={options.population}
          options={populations.map((value) => ({ value, label: populationWords[value] }))}
        />
      </div>
      <details>
        <summary className="w-fit cursor-pointer text-muted hover:text-ink">
          Covariates of the models: {options.covariates.length} chosen
        </summary>
        {/* A form without a checked box sends nothing; this says that none was wanted. */}
        <input type="hidden" name="covariates" value={none} />
        <div className="grid gap-x-4 pt-2 sm:grid-cols-2 xl:grid-cols-3">
          {covariates.map(({ name, label }) => (
            <Checkbox
              key={name}
              name="covariates"
              value={name}
              label={label}
              defaultChecked={options.covariates.includes(name)}
            />
          ))}
        </div>
      </details>
      <div>
        <Button type="submit" variant="primary">
          {submitLabel}
        </Button>
      </div>
    </Form>
  );
}

type ChoiceProps = {
  label: string;
  name: string;
  chosen: string;
  options: readonly { value: string; label: string }[];
};

function Choice({ label, name, chosen, options }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => <Select {...control} name={name} defaultValue={chosen} options={options} />}
    </Field>
  );
}

function contrastLabel({ columns }: PlanScope, { column, first, second }: Contrast): string {
  const found = columns.find(({ name }) => name === column);
  const levels = found === undefined ? [] : groupsOf(found);
  const labelOf = (key: string) => levels.find((level) => level.key === key)?.label ?? key;
  return `${found === undefined ? column : columnTitle(found)}: ${labelOf(first)} against ${labelOf(second)}`;
}
