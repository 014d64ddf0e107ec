import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { Membership } from '@/lib/auth/actor';
import { type ContactOutcome, contactOutcomes } from '@/lib/enrollment/contact';
import type { ContactSummary } from '@/lib/worklist/contact-summary';

type Props = { summaries: readonly ContactSummary[]; sites: readonly Membership[] };

/** Short, so that the table fits beside the others. */
const columns: Readonly<Record<ContactOutcome, string>> = {
  'reached-agreed-date': 'Date agreed',
  'reached-call-again': 'Call again',
  'no-answer': 'No answer',
  'wrong-number': 'Wrong number',
  removed: 'Removed',
};

/** What the calls of the period came to, and how many came back; nothing where nobody was called. */
export function ContactSummaryTable({ summaries, sites }: Props) {
  const called = summaries.filter(({ contacts }) => Object.keys(contacts).length > 0);
  if (called.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="getting-back">
      <h2 id="getting-back" className="font-semibold text-large">
        Getting men back
      </h2>
      <p className="max-w-prose pb-2 text-muted">
        Contacts of the period by outcome. An item about which the man was reached counts once; done
        after means on the day on which he was first reached, or later.
      </p>
      <Table label="Contacts by outcome and what became of them">
        <TableHead>
          <TableRow>
            <TableHeader sticky>Site</TableHeader>
            {contactOutcomes.map((outcome) => (
              <TableHeader key={outcome} numeric>
                {columns[outcome]}
              </TableHeader>
            ))}
            <TableHeader numeric>Items reached</TableHeader>
            <TableHeader numeric>Done after</TableHeader>
            <TableHeader numeric>Waiting</TableHeader>
            <TableHeader numeric>Median days</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {called.map(({ siteId, contacts, reachedItems, doneAfter, waiting, medianDays }) => (
            <TableRow key={siteId}>
              <TableCell sticky className="font-medium">
                {sites.find((site) => site.siteId === siteId)?.siteCode}
              </TableCell>
              {contactOutcomes.map((outcome) => (
                <TableCell key={outcome} numeric className="tabular-nums">
                  {contacts[outcome] ?? 0}
                </TableCell>
              ))}
              <TableCell numeric className="tabular-nums">
                {reachedItems}
              </TableCell>
              <TableCell numeric className="whitespace-nowrap tabular-nums">
                {doneAfter}
                {reachedItems === 0 ? null : (
                  <span className="text-muted">
                    {' '}
                    ({((100 * doneAfter) / reachedItems).toFixed(0)}%)
                  </span>
                )}
              </TableCell>
              <TableCell numeric className="tabular-nums">
                {waiting}
              </TableCell>
              <TableCell numeric className="tabular-nums">
                {medianDays ?? <span className="text-muted">none done</span>}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
