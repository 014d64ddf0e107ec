import { SeverityBadge } from '@/app/_components/severity-badge';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import {
  describeAction,
  describeDays,
  describePredicate,
} from '@/lib/protocols/describe-safety-rule';
import { describeSource } from '@/lib/protocols/describe-source';
import type { SafetyRule } from '@/lib/protocols/safety-rule-schema';
import type { SettingValues } from '@/lib/protocols/schema';

type Props = { rules: readonly SafetyRule[]; values: SettingValues };

/** Every level of every rule with the limits in force: what a physician approves. */
export function SafetyRuleTable({ rules, values }: Props) {
  return (
    <Table label="Levels of the safety rules">
      <TableHead>
        <TableRow>
          <TableHeader sticky>Rule</TableHeader>
          <TableHeader>Level</TableHeader>
          <TableHeader>When</TableHeader>
          <TableHeader>What to do</TableHeader>
          <TableHeader>Who acts, by when</TableHeader>
          <TableHeader>Source</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {rules.flatMap((rule) =>
          rule.levels.map((level) => (
            <TableRow key={`${rule.id} ${level.severity} ${level.advice}`}>
              <TableCell sticky className="min-w-40">
                <span className="font-medium">{rule.title}</span>
                <span className="block text-muted">
                  {rule.id}, version {rule.version}; {describeDays(rule)}
                </span>
              </TableCell>
              <TableCell>
                <SeverityBadge severity={level.severity} />
              </TableCell>
              <TableCell className="min-w-56">{describePredicate(level.when, values)}</TableCell>
              <TableCell className="min-w-48">{level.advice}</TableCell>
              <TableCell>{describeAction(level)}</TableCell>
              <TableCell className="text-muted">{describeSource(rule.source)}</TableCell>
            </TableRow>
          )),
        )}
      </TableBody>
    </Table>
  );
}
