import { Notice } from '@/app/_components/ui/notice';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { proseDate } from '@/lib/dates/prose-date';
import { describeSource } from '@/lib/protocols/describe-source';
import {
  enrollmentOnlyApprovedOn,
  type RemsRuleSet,
  remsMonthlyFrom,
  remsRulePartNames,
  remsRuleSets,
} from '@/lib/rems/rule-sets';
import type { SiteRemsView } from '@/lib/server/sites/queries';
import { RemsDateDialog } from './rems-date-dialog';

/** Both rule sets with their sources, and from when the newer one holds at each site. */
export function RemsRuleSets({ sites }: { sites: readonly SiteRemsView[] }) {
  return (
    <section aria-labelledby="rems" className="flex flex-col gap-4">
      <div>
        <h2 id="rems" className="font-semibold text-large">
          REMS rule sets
        </h2>
        <p className="text-muted">
          The rules of a supply are those of the day on which it was prescribed. They are documented
          here and never submitted to iPLEDGE.
        </p>
      </div>
      <Notice tone="amber" title="Start of the enrollment-only rules not confirmed">
        The modification was approved on {proseDate(enrollmentOnlyApprovedOn)} and planned for 8 Aug
        2026. No source confirms that it started, so each site enters its own date once it knows.
      </Notice>
      <Table label="Both rule sets, rule by rule">
        <TableHead>
          <TableRow>
            <TableHeader sticky>Rule</TableHeader>
            {ruleSets.map(({ id, title }) => (
              <TableHeader key={id}>{title}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rules.map(({ name, of }) => (
            <TableRow key={name}>
              <TableCell sticky className="font-medium">
                {name}
              </TableCell>
              {ruleSets.map((ruleSet) => (
                <TableCell key={ruleSet.id}>{of(ruleSet)}</TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Table label="REMS rule set of each site">
        <TableHead>
          <TableRow>
            <TableHeader sticky>Site</TableHeader>
            <TableHeader>Monthly rules</TableHeader>
            <TableHeader>Enrollment-only rules</TableHeader>
            <TableHeader>Change</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {sites.map((site) => (
            <TableRow key={site.siteId}>
              <TableCell sticky className="font-medium">
                {site.siteName}
              </TableCell>
              <TableCell>from {proseDate(remsMonthlyFrom)}</TableCell>
              <TableCell>
                {site.enrollmentOnlyFrom === null
                  ? 'not started here'
                  : `from ${proseDate(site.enrollmentOnlyFrom)}`}
              </TableCell>
              <TableCell>
                <RemsDateDialog site={site} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}

const ruleSets = Object.values(remsRuleSets);

type Rule = { readonly name: string; readonly of: (ruleSet: RemsRuleSet) => string };

const rules: readonly Rule[] = [
  {
    name: 'Counseling documented',
    of: ({ counseling }) =>
      counseling === 'once' ? 'once, at enrollment' : 'with every prescription',
  },
  {
    name: 'Prescription filled within',
    of: ({ prescriptionWindowDays: days }) =>
      days === null ? 'no window' : `${days} days; the day of counseling is day 1`,
  },
  { name: 'Longest supply', of: ({ maximumSupplyDays }) => `${maximumSupplyDays} days` },
  { name: 'Refills', of: ({ refillsAllowed }) => (refillsAllowed ? 'allowed' : 'none') },
  {
    name: 'Authorization of the pharmacy',
    of: ({ authorizationRequired }) =>
      authorizationRequired ? 'before each supply' : 'not required',
  },
  {
    name: 'Not confirmed by any source',
    of: ({ unverified }) => unverified.map((part) => remsRulePartNames[part]).join(', '),
  },
  { name: 'Source', of: ({ source, version }) => `${describeSource(source)}; version ${version}` },
];
