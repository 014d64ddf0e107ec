import type { Route } from 'next';
import Link from 'next/link';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { instantText } from '@/app/(app)/_components/instant-text';
import { byteSize } from '@/lib/export/byte-size';
import { importKindDefinitions } from '@/lib/import/import-kinds';
import type { ListedImport } from '@/lib/server/imports/queries';
import { ImportStatusBadge } from './import-status-badge';

type Props = {
  imports: readonly ListedImport[];
  /** Null where there is only one. */
  siteNames: ReadonlyMap<string, string> | null;
};

export function ImportList({ imports, siteNames }: Props) {
  return (
    <Table label="Imports">
      <TableHead>
        <TableRow>
          <TableHeader sticky>File</TableHeader>
          <TableHeader>What it holds</TableHeader>
          {siteNames === null ? null : <TableHeader>Site</TableHeader>}
          <TableHeader>State</TableHeader>
          <TableHeader numeric>Rows</TableHeader>
          <TableHeader numeric>Ready</TableHeader>
          <TableHeader numeric>Held back</TableHeader>
          <TableHeader>Brought</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {imports.map((one) => (
          <TableRow key={one.id} className="align-top">
            <TableCell sticky className="min-w-36 max-w-64 break-words">
              <Link href={`/imports/${one.id}` as Route} className="font-medium underline">
                {one.fileName}
              </Link>
              <span className="block text-muted">{byteSize(one.fileBytes)}</span>
            </TableCell>
            <TableCell className="min-w-36 max-w-64 break-words">
              {importKindDefinitions[one.kind].title}
              <span className="block text-muted">
                {one.sourceName === '' ? 'source not named' : one.sourceName}
              </span>
            </TableCell>
            {siteNames === null ? null : (
              <TableCell>{siteNames.get(one.siteId) ?? one.siteId}</TableCell>
            )}
            <TableCell className="min-w-32">
              <ImportStatusBadge status={one.status} />
              {one.committedAt === null ? null : (
                <span className="block whitespace-nowrap text-muted">
                  {instantText(one.committedAt)}
                </span>
              )}
            </TableCell>
            <TableCell numeric>{counted(one.counts?.rows)}</TableCell>
            <TableCell numeric>{counted(one.counts?.ready)}</TableCell>
            <TableCell numeric>
              {counted(one.counts === null ? undefined : one.counts.errors + one.counts.warnings)}
            </TableCell>
            <TableCell className="min-w-36">
              <span className="whitespace-nowrap">{instantText(one.uploadedAt)}</span>
              <span className="block text-muted">{one.uploadedBy}</span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function counted(rows: number | undefined) {
  return rows === undefined ? (
    <span className="whitespace-nowrap text-muted">not checked</span>
  ) : (
    rows.toLocaleString('en-US')
  );
}
