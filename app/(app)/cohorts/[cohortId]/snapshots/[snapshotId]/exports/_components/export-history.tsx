import { buttonStyle } from '@/app/_components/ui/button-style';
import { EmptyState } from '@/app/_components/ui/empty-state';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { CopyHash } from '@/app/(app)/_components/copy-hash';
import { instantText } from '@/app/(app)/_components/instant-text';
import { JobState } from '@/app/(app)/_components/jobs/job-state';
import { isUnderWay } from '@/lib/core/job';
import { byteSize } from '@/lib/export/byte-size';
import { disclosureModeFacts } from '@/lib/export/disclosure-mode';
import { exportFormats } from '@/lib/export/export-formats';
import type { ExportLine } from '@/lib/server/exports/queries';
import { CancelExport } from './cancel-export';

type Props = {
  lines: readonly ExportLine[];
  /** Of the page. */
  path: string;
  isFirstPage: boolean;
};

export function ExportHistory({ lines, path, isFirstPage }: Props) {
  if (lines.length === 0) {
    return isFirstPage ? (
      <EmptyState title="Nothing was exported yet">
        Who asked for what and when stays here, with the hash of each file, also when the file
        itself is not kept any more.
      </EmptyState>
    ) : (
      <EmptyState title="Nothing is this old">Go back to the newer ones.</EmptyState>
    );
  }
  return (
    <Table label="Exports of this snapshot">
      <TableHead>
        <TableRow>
          <TableHeader sticky>File</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>
            <span className="sr-only">What to do</span>
          </TableHeader>
          <TableHeader>Asked</TableHeader>
          <TableHeader numeric>Rows</TableHeader>
          <TableHeader numeric>Size</TableHeader>
          <TableHeader>SHA-256</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <ExportRow key={line.id} line={line} path={path} />
        ))}
      </TableBody>
    </Table>
  );
}

function ExportRow({ line, path }: { line: ExportLine; path: string }) {
  const { id, format, mode, requestedAt, requestedBy, reason, file } = line;
  const title = exportFormats[format].title;
  return (
    <TableRow className="align-top">
      <TableCell sticky className="max-w-64 min-w-36">
        {title}
        <span className="block text-muted">{disclosureModeFacts[mode].title}</span>
      </TableCell>
      <TableCell className="min-w-44 max-w-80">
        <State line={line} />
      </TableCell>
      <TableCell>
        {isUnderWay(line.status) && !line.isStopping ? (
          <CancelExport jobId={id} name={title} />
        ) : null}
        {file !== null && line.isDownloadable ? (
          <a
            className={buttonStyle({ size: 'small' })}
            href={`${path}/${id}/file`}
            download
            aria-label={`Download ${title}`}
          >
            Download
          </a>
        ) : null}
      </TableCell>
      <TableCell className="min-w-48 max-w-80">
        <span className="whitespace-nowrap">{instantText(requestedAt)}</span>
        <span className="block text-muted">
          {requestedBy}
          {reason === null ? '' : `: ${reason}`}
        </span>
      </TableCell>
      <TableCell numeric>{file === null ? '' : counted(file.rows)}</TableCell>
      <TableCell numeric className="whitespace-nowrap">
        {file === null ? '' : byteSize(file.bytes)}
      </TableCell>
      <TableCell>{file === null ? '' : <CopyHash sha256={file.sha256} name={title} />}</TableCell>
    </TableRow>
  );
}

function State({ line }: { line: ExportLine }) {
  const { status, problem } = line;
  return (
    <>
      <JobState
        job={line}
        running="Writing"
        done="Written"
        counted="men"
        label={`Men written of ${exportFormats[line.format].title}`}
      />
      {problem === null ? null : <span className="block pt-1 text-muted">{problem}</span>}
      {status === 'done' ? <span className="block pt-1 text-muted">{keptUntil(line)}</span> : null}
    </>
  );
}

function keptUntil({ file, isDownloadable }: ExportLine): string {
  if (file === null || file.isPurged) {
    return 'The file is not kept any more.';
  }
  return isDownloadable
    ? `Kept until ${instantText(file.expiresAt)}.`
    : 'It holds names, which you may not read at every site.';
}

function counted(rows: number | null): string {
  return rows === null ? 'not counted' : rows.toLocaleString('en-US');
}
