import type { Route } from 'next';
import Form from 'next/form';
import { Button } from '@/app/_components/ui/button';
import { DateField } from '@/app/_components/ui/date-field';
import { Field } from '@/app/_components/ui/field';
import { Select } from '@/app/_components/ui/select';
import type { Membership } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import {
  type SimulatedChoices,
  type SimulatedDate,
  simulatedDecisions,
} from '@/lib/schedule/simulate-plan';
import {
  choiceParameter,
  futureNames,
  type SimulationSearch,
} from '@/lib/schedule/simulation-search';
import type { ProtocolPage } from '@/lib/server/protocols/queries';

type Props = {
  path: Route;
  sites: readonly Membership[];
  page: ProtocolPage;
  chosen: { siteId: string; name: string; view: string | null };
  search: Pick<SimulationSearch, 'arm' | 'dates' | 'futures'>;
  today: CivilDate;
};

const dateNames: Readonly<Record<SimulatedDate, string>> = {
  enrolledOn: 'Enrolled on',
  firstDoseOn: 'First dose on',
  previousRetrievalOn: 'Last retrieval on',
  surgeryOn: 'Surgery on',
};

/** Where a man would start and how his branch points would go; it changes the address and nothing else. */
export function SimulationForm({ path, sites, page, chosen, search, today }: Props) {
  const { protocol, protocolVersions } = page;
  const { definition } = protocol;
  const decisions = simulatedDecisions(protocol, search.arm);
  const names =
    protocolVersions.find(({ version }) => version === definition.version)?.profileNames ?? [];
  return (
    <Form
      key={JSON.stringify([chosen, search, definition.version])}
      action={path}
      className="flex flex-col gap-4 print:hidden"
    >
      {chosen.view === null ? null : <input type="hidden" name="view" value={chosen.view} />}
      <div className="grid items-start gap-3 sm:grid-cols-[repeat(auto-fill,minmax(12rem,1fr))]">
        {sites.length > 1 ? (
          <ChoiceField
            label="Site"
            name="site"
            chosen={chosen.siteId}
            options={sites.map(({ siteId, siteCode }) => ({ value: siteId, label: siteCode }))}
          />
        ) : null}
        {protocolVersions.length > 1 ? (
          <ChoiceField
            label="Version"
            name="version"
            chosen={definition.version}
            options={protocolVersions.map(({ version }) => ({ value: version, label: version }))}
          />
        ) : null}
        <ChoiceField
          label="Settings"
          name="profile"
          chosen={chosen.name}
          options={names.map((name) => ({ value: name, label: name }))}
        />
        {definition.arms.length > 1 ? (
          <ChoiceField
            label="Arm"
            name="arm"
            chosen={search.arm}
            options={definition.arms.map(({ key, title }) => ({ value: key, label: title }))}
          />
        ) : null}
        {search.dates.map(({ date, text, problem }) => (
          <Field
            key={date}
            label={dateNames[date]}
            optional={date !== 'enrolledOn'}
            error={problem}
          >
            {(control) => <DateField {...control} name={date} defaultValue={text} today={today} />}
          </Field>
        ))}
      </div>
      {decisions.length === 0 ? null : (
        <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {futureNames.map((name, index) => (
            <fieldset key={name} className="flex min-w-0 flex-col gap-2">
              <legend className="pb-1 font-medium">Future {name}</legend>
              {decisions.map(({ key, title, options }) => (
                <ChoiceField
                  key={key}
                  label={title}
                  name={choiceParameter(name, key)}
                  chosen={chosenIn(search.futures, index, key)}
                  options={[
                    { value: '', label: 'Not decided yet' },
                    ...options.map((option) => ({ value: option.key, label: option.title })),
                  ]}
                />
              ))}
            </fieldset>
          ))}
        </div>
      )}
      <div>
        <Button type="submit" variant="primary">
          Simulate
        </Button>
      </div>
    </Form>
  );
}

function chosenIn(futures: readonly SimulatedChoices[], index: number, key: string): string {
  return futures[index]?.[key] ?? '';
}

type ChoiceProps = {
  label: string;
  name: string;
  chosen: string;
  options: readonly { value: string; label: string }[];
};

function ChoiceField({ label, name, chosen, options }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => <Select {...control} name={name} defaultValue={chosen} options={options} />}
    </Field>
  );
}
