import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { safeHarborIdentifiers } from '@/lib/deidentification/safe-harbor-identifiers';

/** The identifiers that the rule names, and what a file makes of each. */
export function SafeHarbor() {
  return (
    <details className="pt-3">
      <summary className="cursor-pointer text-accent">What Safe Harbor takes away</summary>
      <p className="py-2 text-dense text-muted">
        The 18 identifiers of 45 CFR 164.514(b)(2)(i). The rule also asks that nobody who sends the
        file knows of anything in it that would tell who a man is.
      </p>
      <Table label="Identifiers of Safe Harbor">
        <TableHead>
          <TableRow>
            <TableHeader>Identifier</TableHeader>
            <TableHeader>In the file</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {safeHarborIdentifiers.map(({ letter, what, answer }) => (
            <TableRow key={letter}>
              <TableCell className="align-top">
                {letter}. {what}
              </TableCell>
              <TableCell className="align-top">{answer}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </details>
  );
}
