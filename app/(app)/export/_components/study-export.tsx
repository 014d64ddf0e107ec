import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { limitedColumns } from '@/lib/deidentification/disclosed-columns';
import { studyColumns } from '@/lib/export/study-columns';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { responseStatusNames } from '@/lib/response/response';
import type { StudySummary } from '@/lib/server/export/queries';

/** Counts, the file, and what its columns mean. */
export function StudyExport({ study }: { readonly study: StudySummary }) {
  const definition = protocolLibrary.find(({ code }) => code === study.code);
  const columns = definition ? limitedColumns(studyColumns(compileProtocol(definition))) : [];
  return (
    <section aria-labelledby={study.code} className="pb-8">
      <h2 id={study.code} className="pb-1 font-semibold text-large">
        {study.title}
      </h2>
      <p className="pb-3 text-muted">
        {study.patients} {study.patients === 1 ? 'patient' : 'patients'}, {columns.length} columns
      </p>
      <div className="max-w-lg">
        <Table label={`Best response, ${study.title}`}>
          <TableHead>
            <TableRow>
              <TableHeader>Best response</TableHeader>
              <TableHeader numeric>Patients</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {study.responses.map(({ status, patients }) => (
              <TableRow key={status}>
                <TableCell>{responseStatusNames[status]}</TableCell>
                <TableCell numeric>{patients}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <p className="py-3">
        <a className="text-accent underline" href={`/export/${study.code}`} download>
          Download CSV
        </a>
      </p>
      <details>
        <summary className="cursor-pointer text-accent">What the columns mean</summary>
        <Table label={`Columns, ${study.title}`}>
          <TableHead>
            <TableRow>
              <TableHeader>Name in R and SPSS</TableHeader>
              <TableHeader>Meaning</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {columns.map(({ name, label, unit }) => (
              <TableRow key={name}>
                <TableCell>{name}</TableCell>
                <TableCell>{unit === undefined ? label : `${label}, ${unit}`}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </details>
    </section>
  );
}
