import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { CompiledRequirement } from '@/lib/protocols/compile-protocol';
import { describeRequirement } from '@/lib/protocols/describe-requirement';
import { describeSource } from '@/lib/protocols/describe-source';
import { requirementKindNames } from '@/lib/protocols/requirement-kind-names';
import type { ProtocolDefinition } from '@/lib/protocols/schema';

type Props = { requirements: readonly CompiledRequirement[]; definition: ProtocolDefinition };

/** The requirements that exist under these settings, with their windows and sources. */
export function RequirementTable({ requirements, definition }: Props) {
  const sourceOf = new Map(definition.requirements.map(({ key, source }) => [key, source]));
  const armOf = new Map(definition.arms.map(({ key, title }) => [key, title]));
  return (
    <Table label="Requirements">
      <TableHead>
        <TableRow>
          <TableHeader sticky>Requirement</TableHeader>
          <TableHeader>Kind</TableHeader>
          <TableHeader>When</TableHeader>
          <TableHeader>Permitted window</TableHeader>
          <TableHeader>For</TableHeader>
          <TableHeader>Source</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {requirements.map((requirement) => {
          const { key, title, kind, arms } = requirement;
          const { when, window } = describeRequirement(requirement, definition);
          return (
            <TableRow key={key}>
              <TableCell sticky className="font-medium">
                {title}
              </TableCell>
              <TableCell>{requirementKindNames[kind]}</TableCell>
              <TableCell>{when}</TableCell>
              <TableCell>{window}</TableCell>
              <TableCell>
                {arms === null ? 'everyone' : arms.map((arm) => armOf.get(arm) ?? arm).join(', ')}
              </TableCell>
              <TableCell className="text-muted">
                {describeSource(sourceOf.get(key) ?? '')}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
