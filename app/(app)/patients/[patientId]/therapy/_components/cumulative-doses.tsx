import { DefinitionList } from '@/app/_components/ui/definition-list';
import { Quantity } from '@/app/_components/ui/quantity';
import { proseDate } from '@/lib/dates/prose-date';
import type { CumulativeLine, TherapyView } from '@/lib/therapy/therapy-view';
import { Section } from './section';

export function CumulativeDoses({ view }: { view: TherapyView }) {
  const { cumulative, weight, today, ledger, unknownLastDoseBy } = view;
  if (cumulative.length === 0) {
    return null;
  }
  return (
    <Section
      title="Cumulative dose"
      description={`${unknownLastDoseBy === null ? `Up to ${proseDate(today)}` : `At most, up to the end of the enrollment on ${proseDate(unknownLastDoseBy)}: the last dose is not known`}, as prescribed; holds and missed injections are left out, capsules not taken show in the ledger`}
    >
      <DefinitionList
        items={cumulative.map((line) => ({
          term: line.drug,
          value: <Total line={line} weight={weight} />,
        }))}
      />
      {ledger === null ? null : (
        <p className="pt-1 text-muted">
          By the ledger he can have taken at most{' '}
          {(ledger.dispensedMg - ledger.returnedMg).toLocaleString('en-US')} mg:{' '}
          {ledger.dispensedMg.toLocaleString('en-US')} mg dispensed,{' '}
          {ledger.returnedMg.toLocaleString('en-US')} mg returned
        </p>
      )}
    </Section>
  );
}

type TotalProps = { line: CumulativeLine; weight: TherapyView['weight'] };

function Total({ line: { total, unit, doseDays, perKilogram }, weight }: TotalProps) {
  return (
    <span className="flex flex-wrap gap-x-4">
      <Quantity value={total.toLocaleString('en-US')} unit={unit} />
      {perKilogram !== null && weight !== null ? (
        <span>
          <Quantity value={perKilogram.toFixed(1)} unit="mg/kg" />{' '}
          <span className="text-muted">
            by {weight.kilograms.toFixed(1)} kg of {weight.on}
          </span>
        </span>
      ) : null}
      {unit === 'mg' && weight === null ? (
        <span className="text-muted">mg/kg not known: weight unknown</span>
      ) : null}
      <span className="text-muted">
        {unit === 'IU'
          ? `${doseDays} ${doseDays === 1 ? 'injection' : 'injections'}`
          : `${doseDays} ${doseDays === 1 ? 'day' : 'days'} with a dose`}
      </span>
    </span>
  );
}
