import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { CycleGroup, StatedCount } from '@/lib/outcomes/outcome-summary';
import type { CycleTotals } from '@/lib/records/cycle-totals';

type Line = {
  key: keyof CycleTotals;
  label: string;
  partOf: string;
  /** What a share is of; eggs and embryos are left without one, since not every record states them. */
  of?: keyof CycleTotals;
};

const lines: readonly Line[] = [
  { key: 'cycles', label: 'Cycles', partOf: 'cycles of these men' },
  { key: 'eggs', label: 'Eggs', partOf: 'cycles' },
  { key: 'mature', label: 'Mature eggs', partOf: 'eggs' },
  { key: 'fertilized', label: 'Fertilized (2PN)', partOf: 'mature eggs' },
  { key: 'embryos', label: 'Embryos', partOf: 'fertilized eggs' },
  { key: 'euploid', label: 'Euploid embryos', partOf: 'embryos' },
  { key: 'transfers', label: 'Transfers', partOf: 'transfers of these cycles' },
  { key: 'biochemical', label: 'Biochemical pregnancies', partOf: 'transfers', of: 'transfers' },
  { key: 'clinical', label: 'Clinical pregnancies', partOf: 'transfers', of: 'transfers' },
  { key: 'miscarriages', label: 'Miscarriages', partOf: 'clinical pregnancies', of: 'clinical' },
  { key: 'liveBirths', label: 'Live births', partOf: 'transfers', of: 'transfers' },
  { key: 'liveBorn', label: 'Children born alive', partOf: 'live births' },
];

/** Sums over cycles and transfers, by the best response of the man; empty where there was no cycle. */
export function CycleTable({ cycles }: { cycles: readonly CycleGroup[] }) {
  return (
    <section aria-labelledby="cycles">
      <h2 id="cycles" className="font-semibold text-large">
        ICSI cycles of everybody enrolled
      </h2>
      {cycles.length === 0 ? (
        <p className="text-muted">
          No cycle is recorded. Cycles are entered under Procedures on the patient’s page.
        </p>
      ) : (
        <>
          <p className="max-w-prose pb-2 text-muted">
            Counts of cycles, eggs, embryos and transfers, not of men. A number that a record does
            not state adds nothing to a sum; twins are one live birth.
          </p>
          <Table label="ICSI cycles by best response">
            <TableHead>
              <TableRow>
                <TableHeader sticky>Count</TableHeader>
                <TableHeader className="max-sm:hidden">Part of</TableHeader>
                {cycles.map(({ label, men, menWithCycle }) => (
                  <TableHeader key={label} numeric className="align-bottom">
                    <span className="block text-ink">{label}</span>
                    <span className="block font-normal tabular-nums">
                      {menWithCycle} of {men} men with a cycle
                    </span>
                  </TableHeader>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {lines.map(({ key, label, partOf, of }) => (
                <TableRow key={key}>
                  <TableCell sticky className="min-w-36">
                    {label}
                    <span className="block text-muted sm:hidden">of {partOf}</span>
                  </TableCell>
                  <TableCell className="text-muted max-sm:hidden">{partOf}</TableCell>
                  {cycles.map((group) => (
                    <TableCell key={group.label} numeric className="whitespace-nowrap tabular-nums">
                      <CountText group={group} count={key} />
                      {of === undefined ? null : (
                        <ShareOf count={group.totals[key]} of={group.totals[of]} />
                      )}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </>
      )}
    </section>
  );
}

const afterTransfer: readonly (keyof CycleTotals)[] = [
  'biochemical',
  'clinical',
  'miscarriages',
  'liveBirths',
  'liveBorn',
];

/** A number that no record states is unknown, and one that some state says how many do. */
function CountText({
  group: { totals, stated },
  count,
}: {
  group: CycleGroup;
  count: keyof CycleTotals;
}) {
  const isStated = (key: keyof CycleTotals): key is StatedCount => key in stated;
  if (totals.transfers === 0 && (count === 'transfers' || afterTransfer.includes(count))) {
    return (
      <span className="text-muted">{count === 'transfers' ? 'none recorded' : 'no transfer'}</span>
    );
  }
  const records = isStated(count) ? stated[count] : totals.cycles;
  if (records === totals.cycles) {
    return totals[count];
  }
  return records === 0 ? (
    <span className="text-muted">not recorded</span>
  ) : (
    <>
      {totals[count]}{' '}
      <span className="text-muted">
        (in {records} of {totals.cycles} cycles)
      </span>
    </>
  );
}

function ShareOf({ count, of }: { count: number; of: number }) {
  return of === 0 ? null : (
    <>
      /{of} <span className="text-muted">({((100 * count) / of).toFixed(1)}%)</span>
    </>
  );
}
