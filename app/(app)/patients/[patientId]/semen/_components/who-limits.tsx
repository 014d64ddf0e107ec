import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import {
  type WhoEdition,
  type WhoLimit,
  whoLowerLimits,
  whoParameterLabels,
  whoParameters,
} from '@/lib/records/who-lower-limits';

/** The limits of the editions that these reports follow: a report is never judged by another one. */
export function WhoLimits({ editions }: { editions: readonly WhoEdition[] }) {
  return (
    <section className="flex max-w-xl flex-col gap-2">
      <h3 className="font-semibold">Lower reference limits</h3>
      <p className="max-w-prose text-muted">
        The 5th centile of fertile men with its 95% confidence interval, by the edition of the WHO
        manual that each report follows. They describe a distribution; they are not cut-offs between
        fertile and infertile men.
      </p>
      <Table label="Lower reference limits">
        <TableHead>
          <tr>
            <TableHeader sticky>Parameter</TableHeader>
            {editions.map((edition) => (
              <TableHeader key={edition} numeric>
                Edition {edition}
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {whoParameters.map((parameter) => (
            <TableRow key={parameter}>
              <TableCell sticky>
                {whoParameterLabels[parameter].label}{' '}
                <span className="text-muted">{whoParameterLabels[parameter].unit}</span>
              </TableCell>
              {editions.map((edition) => (
                <TableCell key={edition} numeric>
                  <Limit {...whoLowerLimits[edition].limits[parameter]} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

function Limit({ limit, interval: [low, high] }: WhoLimit) {
  return (
    <span className="whitespace-nowrap">
      {limit}{' '}
      <span className="text-muted">
        ({low}–{high})
      </span>
    </span>
  );
}
