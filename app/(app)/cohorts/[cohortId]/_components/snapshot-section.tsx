import type { Route } from 'next';
import Link from 'next/link';
import { EmptyState } from '@/app/_components/ui/empty-state';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { Actor } from '@/lib/auth/actor';
import type { CivilDate } from '@/lib/dates/civil-date';
import { listSnapshots } from '@/lib/server/snapshots/queries';
import { TakeSnapshotDialog } from './take-snapshot-dialog';

type Props = {
  actor: Actor;
  cohort: { readonly id: string; readonly version: number };
  /** False for a cohort that was taken out, and for a definition that is being changed. */
  mayTake: boolean;
  today: CivilDate;
};

/** The snapshots of one cohort, and the way to the next one. */
export async function SnapshotSection({ actor, cohort, mayTake, today }: Props) {
  const snapshots = await listSnapshots(actor, cohort.id);
  const dialog = mayTake ? (
    <TakeSnapshotDialog
      cohortId={cohort.id}
      version={cohort.version}
      today={today}
      number={snapshots.length + 1}
    />
  ) : null;
  return (
    <section aria-labelledby="snapshots">
      <div className="flex flex-wrap items-center justify-between gap-2 pb-2">
        <h2 id="snapshots" className="font-semibold text-large">
          Snapshots
        </h2>
        {dialog}
      </div>
      {snapshots.length === 0 ? (
        <EmptyState title="No snapshot yet">
          Tables, pictures and the report are made of a snapshot: who is in and everything recorded
          of them, frozen on one day. Later corrections do not change it.
        </EmptyState>
      ) : (
        <Table label="Snapshots of this cohort">
          <TableHead>
            <TableRow>
              <TableHeader sticky>Name</TableHeader>
              <TableHeader numeric>Men</TableHeader>
              <TableHeader>Data up to</TableHeader>
              <TableHeader>Taken</TableHeader>
              <TableHeader>By</TableHeader>
              <TableHeader>Hash</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {snapshots.map(({ id, name, members, cutOff, takenAt, takenBy, hash }) => (
              <TableRow key={id}>
                <TableCell sticky>
                  <Link
                    className="text-accent underline"
                    href={`/cohorts/${cohort.id}/snapshots/${id}` as Route}
                  >
                    {name}
                  </Link>
                </TableCell>
                <TableCell numeric>{members}</TableCell>
                <TableCell className="whitespace-nowrap">{cutOff}</TableCell>
                <TableCell className="whitespace-nowrap">
                  {takenAt.toISOString().slice(0, 16).replace('T', ' ')} UTC
                </TableCell>
                <TableCell className="whitespace-nowrap">{takenBy}</TableCell>
                <TableCell>
                  <code>{hash.slice(0, 12)}</code>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  );
}
