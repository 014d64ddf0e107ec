import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { CycleGroup } from '@/lib/outcomes/outcome-summary';
import type { CycleTotals } from '@/lib/records/cycle-totals';

const columns: readonly (readonly [keyof CycleTotals, string])[] = [
  ['cycles', 'Cycles'],
  ['eggs', 'Eggs'],
  ['mature', 'Mature eggs'],
  ['fertilized', 'Fertilized (2PN)'],
  ['embryos', 'Embryos'],
  ['euploid', 'Euploid embryos'],
  ['transfers', 'Transfers'],
  ['biochemical', 'Biochemical pregnancies'],
  ['clinical', 'Clinical pregnancies'],
  ['miscarriages', 'Miscarriages'],
  ['liveBirths', 'Live births'],
  ['liveBorn', 'Children born alive'],
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
            not state adds nothing; twins are one live birth.
          </p>
          <Table label="ICSI cycles by best response">
            <TableHead>
              <TableRow>
                <TableHeader sticky>Best response</TableHeader>
                <TableHeader numeric>Men with a cycle</TableHeader>
                {columns.map(([key, label]) => (
                  <TableHeader
                    key={key}
                    numeric
                    className="min-w-20 whitespace-normal! align-bottom"
                  >
                    {label}
                  </TableHeader>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {cycles.map(({ label, men, menWithCycle, totals }, index) => (
                <TableRow
                  key={label}
                  className={index === cycles.length - 1 ? 'font-medium' : undefined}
                >
                  <TableCell sticky>{label}</TableCell>
                  <TableCell numeric className="whitespace-nowrap tabular-nums">
                    {menWithCycle}/{men}
                  </TableCell>
                  {columns.map(([key]) => (
                    <TableCell key={key} numeric className="tabular-nums">
                      {totals[key]}
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
