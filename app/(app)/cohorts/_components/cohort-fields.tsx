'use client';

import { useState } from 'react';
import { type FieldPath, type FieldValues, type UseFormReturn, useWatch } from 'react-hook-form';
import { bindBox } from '@/app/_components/form/bind-field';
import { FormField, useFieldError } from '@/app/_components/form/form-field';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { FieldGroup } from '@/app/_components/ui/field-group';
import { Input } from '@/app/_components/ui/input';
import { type Option, Select } from '@/app/_components/ui/select';
import { Textarea } from '@/app/_components/ui/textarea';
import { type AmendCohortInput, offeredSmallestCell } from '@/lib/cohort/cohort';
import type { CohortDefinition } from '@/lib/cohort/condition';
import type { ListedNames } from '@/lib/cohort/describe-condition';
import {
  finishedPart,
  groupOf,
  type TypedCondition,
  type TypedGroup,
} from '@/lib/cohort/typed-condition';
import { ConditionGroup } from './condition-group';
import { CountPanel } from './count-panel';
import { useCohortCount } from './use-cohort-count';

/** What a new cohort and a changed one both hold while they are written; the condition is a `TypedCondition`. */
type CohortValues = Omit<AmendCohortInput, 'cohortId' | 'version'>;

export type SiteChoice = { readonly siteId: string; readonly siteName: string };

export type CohortChoices = {
  readonly sites: readonly SiteChoice[];
  readonly protocols: readonly Option[];
  readonly vocabulary: Readonly<Record<string, ListedNames>>;
};

const noNames: ListedNames = { site: {}, arm: {}, 'protocol-version': {}, 'cohort-tag': {} };
const root = 'definition.condition';
const emptyGroup: TypedGroup = { match: 'all', parts: [], path: 'all' };

type Props<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  choices: CohortChoices;
};

/** Who is in at left, how many that are at right. */
export function CohortFields<Values extends FieldValues>({ form, choices }: Props<Values>) {
  const { sites, protocols, vocabulary } = choices;
  // Paths of every form that has a cohort, which the compiler cannot derive for a type parameter.
  const path = (name: string) => name as FieldPath<Values>;
  const [openPath, setOpenPath] = useState<string | null>(null);
  const { siteIds, definition } = useWatch({ control: form.control }) as unknown as CohortValues;
  const typed = definition.condition as TypedCondition;
  const names = vocabulary[definition.protocol] ?? noNames;
  const { condition, paths, unfinished } = finishedPart(typed, root);
  const asked: CohortDefinition = {
    protocol: definition.protocol,
    condition: condition ?? { all: [] },
  };
  const state = useCohortCount(siteIds, asked);
  const alone = typeof state === 'object' && state.isCurrent ? state.count.alone : [];
  const aloneAt = new Map(
    paths.flatMap((one, index): [string, number][] => {
      const count = alone[index];
      return count === undefined ? [] : [[one, count]];
    }),
  );
  const change = (next: TypedCondition) =>
    form.setValue(path(root), next as Parameters<typeof form.setValue>[1], { shouldDirty: true });
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <div className="grid gap-4 sm:grid-cols-2">
          <FormField form={form} name={path('name')} label="Name">
            {(control) => <Input {...control} />}
          </FormField>
          <FormField form={form} name={path('definition.protocol')} label="Protocol">
            {(control) => <Select {...control} options={protocols} />}
          </FormField>
        </div>
        {sites.length > 1 ? <SitesAsked form={form} sites={sites} /> : null}
        <section aria-labelledby="who-is-in" className="flex flex-col gap-2">
          <h2 id="who-is-in" className="font-semibold text-large">
            Who is in
          </h2>
          <p className="text-dense text-muted">
            What is not recorded is unknown and lets nobody in, under “None of these” neither. Ask
            for it with “is not recorded”.
          </p>
          <ConditionGroup
            form={form}
            path={root}
            group={groupOf(typed) ?? emptyGroup}
            depth={1}
            names={names}
            aloneAt={aloneAt}
            openPath={openPath}
            onOpen={setOpenPath}
            onChange={change}
          />
        </section>
        <section aria-labelledby="options" className="flex flex-col gap-4">
          <h2 id="options" className="font-semibold text-large">
            Options
          </h2>
          <FormField
            form={form}
            name={path('smallestCell')}
            label="Smallest count that tables print"
            hint={`Blank: every count. ${offeredSmallestCell} is common where a table leaves the clinic; smaller counts are then hidden, and such a table carries no p-value.`}
            optional
          >
            {(control) => (
              <Input {...control} inputMode="numeric" unit="men" className="max-w-40" />
            )}
          </FormField>
          <FormField
            form={form}
            name={path('note')}
            label="Note"
            hint="What it is for. No names and no record numbers."
            optional
          >
            {(control) => <Textarea {...control} rows={2} />}
          </FormField>
        </section>
      </div>
      <div className="order-first lg:order-none">
        <CountPanel
          state={state}
          condition={asked.condition}
          unfinished={unfinished}
          names={names}
        />
      </div>
    </div>
  );
}

function SitesAsked<Values extends FieldValues>({
  form,
  sites,
}: {
  form: UseFormReturn<Values, unknown, Values>;
  sites: readonly SiteChoice[];
}) {
  const name = 'siteIds' as FieldPath<Values>;
  const error = useFieldError({ form, name });
  return (
    <FieldGroup
      legend="Sites asked"
      hint="Whoever opens the cohort works at every one of them."
      error={error}
    >
      <div className="flex flex-wrap gap-x-6">
        {sites.map(({ siteId, siteName }) => (
          <Checkbox key={siteId} label={siteName} {...bindBox(form, name, siteId)} />
        ))}
      </div>
    </FieldGroup>
  );
}
