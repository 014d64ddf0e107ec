import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { RecomputedTest } from '@/lib/literature/recomputations';

const verdictWords: Readonly<Record<RecomputedTest['recomputation']['verdict'], string>> = {
  reproduces: 'Comes out as printed.',
  'does not reproduce': 'Does not come out.',
  'not reproducible': 'Cannot be computed from what is printed.',
  'not published': 'The paper does not print it.',
};

/** The paper’s tests by R from its own counts, by every method in use. */
export function RecomputedTable({ tests }: { tests: readonly RecomputedTest[] }) {
  const label = 'The paper’s tests, computed again';
  return (
    <div>
      <h2 className="break-after-avoid font-semibold text-large">{label}</h2>
      <p className="break-after-avoid max-w-prose pb-2 text-muted">
        By R from the printed counts or means alone, by each method that is in use; the one that
        gives the printed figure is in bold.
      </p>
      <Table label={label}>
        <TableHead>
          <TableRow>
            <TableHeader sticky>Test</TableHeader>
            <TableHeader>Printed</TableHeader>
            <TableHeader>Computed again</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {tests.map(({ recomputation: { id, title, printed, verdict, note }, of, methods }) => (
            <TableRow key={id} className="align-top">
              <th
                scope="row"
                className="sticky left-0 min-w-40 bg-surface px-2 py-1.5 text-left font-normal"
              >
                {title}
                {of === null ? null : <span className="block text-muted tabular-nums">{of}</span>}
              </th>
              <TableCell className="min-w-28 tabular-nums">
                {printed ?? <span className="text-muted">nothing</span>}
              </TableCell>
              <TableCell className="min-w-72">
                <ul className="flex flex-wrap gap-x-4 tabular-nums">
                  {methods.map(({ method, words, text, isPrinted }) => (
                    <li key={method} className={isPrinted ? 'font-semibold' : undefined}>
                      {words}: <span className="whitespace-nowrap">{text}</span>
                    </li>
                  ))}
                </ul>
                <span className="block text-muted">
                  {[verdictWords[verdict], note].filter((part) => part !== '').join(' ')}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
