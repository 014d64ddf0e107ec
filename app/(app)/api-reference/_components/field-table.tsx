import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { SchemaField } from '@/lib/api/describe-schema';

export function FieldTable({ label, fields }: { label: string; fields: readonly SchemaField[] }) {
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          <TableHeader sticky>Name</TableHeader>
          <TableHeader>Type</TableHeader>
          <TableHeader>Needed</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {fields.map(({ path, type, isRequired }) => (
          <TableRow key={path}>
            <TableCell sticky>
              <code>{path}</code>
            </TableCell>
            <TableCell className="min-w-48">{type}</TableCell>
            <TableCell>{isRequired ? 'yes' : 'no'}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
