import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { TimingText } from '@/app/(app)/_components/timing-text';
import {
  type ScreeningCategory,
  screeningCategories,
  screeningCategoryNames,
} from '@/lib/enrollment/screening';
import type { CountsByCategory } from '@/lib/enrollment/screening-summary';
import type { ProtocolScreening } from '@/lib/server/screening/queries';

/** Everybody who was looked at for one protocol, and who of them never enrolled, by month and reason. */
export function ProtocolCounts({ protocol }: { protocol: ProtocolScreening }) {
  const { code, title, screened, enrolled, neverEnrolled, counts, periods, covers } = protocol;
  const shown = screeningCategories.filter((category) => (counts[category] ?? 0) > 0);
  return (
    <section aria-labelledby={`counts-${code}`}>
      <h2 id={`counts-${code}`} className="font-semibold text-large">
        {title}
      </h2>
      <p className="pb-2 text-muted tabular-nums">
        {neverEnrolled === 0
          ? `${enrolled} enrolled; the log counts nobody who was screened and did not enroll.`
          : `${screened} screened = ${enrolled} enrolled + ${neverEnrolled} never enrolled.`}
        {covers === null ? null : (
          <TimingText>{` The log covers ${covers.from} to ${covers.to}.`}</TimingText>
        )}
      </p>
      {neverEnrolled === 0 ? null : (
        <div className="max-w-4xl">
          <Table label={`Never enrolled by month and reason, ${title}`}>
            <TableHead>
              <TableRow>
                <TableHeader sticky>Month</TableHeader>
                {shown.map((category) => (
                  <TableHeader key={category} numeric className="min-w-24 whitespace-normal!">
                    {screeningCategoryNames[category]}
                  </TableHeader>
                ))}
                <TableHeader numeric>Never enrolled</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {periods.map(({ label, counts: own, men }) => (
                <CountRow key={label} label={label} counts={own} men={men} shown={shown} />
              ))}
              {periods.length > 1 ? (
                <CountRow label="All" counts={counts} men={neverEnrolled} shown={shown} isTotal />
              ) : null}
            </TableBody>
          </Table>
        </div>
      )}
    </section>
  );
}

type RowProps = {
  label: string;
  counts: CountsByCategory;
  men: number;
  shown: readonly ScreeningCategory[];
  isTotal?: boolean;
};

function CountRow({ label, counts, men, shown, isTotal = false }: RowProps) {
  return (
    <TableRow className={isTotal ? 'font-medium' : undefined}>
      <TableCell sticky className="whitespace-nowrap tabular-nums">
        {label}
      </TableCell>
      {shown.map((category) => (
        <TableCell key={category} numeric>
          {counts[category] ?? 0}
        </TableCell>
      ))}
      <TableCell numeric className="font-medium">
        {men}
      </TableCell>
    </TableRow>
  );
}
