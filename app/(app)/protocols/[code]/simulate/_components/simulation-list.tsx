import { Check, Minus, TriangleAlert } from 'lucide-react';
import { EmptyState } from '@/app/_components/ui/empty-state';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { toCivilDate } from '@/lib/dates/civil-date';
import { requirementKindNames } from '@/lib/protocols/requirement-kind-names';
import type { SimulatedItem } from '@/lib/schedule/simulate-plan';
import { futureNames } from '@/lib/schedule/simulation-search';
import { weekdayName } from '@/lib/worklist/calendar-month';

type Props = { items: readonly SimulatedItem[]; futures: number };

/** Both futures side by side: what only one of them asks for says so. */
export function SimulationList({ items, futures }: Props) {
  if (items.length === 0) {
    return (
      <EmptyState title="Nothing has a date">
        Enter the dates that the protocol counts from, then simulate.
      </EmptyState>
    );
  }
  const names = futureNames.slice(0, futures);
  return (
    <Table label="Simulated plan">
      <TableHead>
        <TableRow>
          <TableHeader sticky>Day</TableHeader>
          <TableHeader>What</TableHeader>
          <TableHeader>Kind</TableHeader>
          <TableHeader>Permitted window</TableHeader>
          {names.length > 1
            ? names.map((name) => <TableHeader key={name}>Future {name}</TableHeader>)
            : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {items.map((item) => (
          <TableRow key={item.key}>
            <TableCell sticky className="whitespace-nowrap">
              {toCivilDate(item.on)}{' '}
              <span className="text-muted">{weekdayName(toCivilDate(item.on)).slice(0, 3)}</span>
            </TableCell>
            <TableCell className="min-w-44">
              <span className="font-medium">{item.title}</span>
              <Moved item={item} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted">
              {requirementKindNames[item.kind]}
            </TableCell>
            <TableCell className="whitespace-nowrap">{windowOf(item)}</TableCell>
            {names.length > 1
              ? names.map((name, index) => (
                  <TableCell key={name} className="whitespace-nowrap">
                    <Asked isAsked={item.futures.includes(index)} />
                  </TableCell>
                ))
              : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function windowOf({ opensOn, closesOn }: SimulatedItem): string {
  if (opensOn === null) {
    return 'no window';
  }
  const opens = toCivilDate(opensOn);
  if (closesOn === null) {
    return `${opens}, no end yet`;
  }
  const closes = toCivilDate(closesOn);
  return opens === closes ? opens : `${opens} to ${closes}`;
}

function Moved({ item: { on, target, clinicClosed } }: { item: SimulatedItem }) {
  if (clinicClosed) {
    return (
      <span className="flex items-center gap-1 text-amber">
        <TriangleAlert aria-hidden className="size-3.5" />
        the clinic is closed on every day of the window
      </span>
    );
  }
  return on === target ? null : (
    <span className="block text-muted">
      ideally {toCivilDate(target)}, when the clinic is closed
    </span>
  );
}

function Asked({ isAsked }: { isAsked: boolean }) {
  return isAsked ? (
    <span className="inline-flex items-center gap-1">
      <Check aria-hidden className="size-4 text-done" />
      asked
    </span>
  ) : (
    <span className="inline-flex items-center gap-1 text-muted">
      <Minus aria-hidden className="size-4" />
      not asked
    </span>
  );
}
