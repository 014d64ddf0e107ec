'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Checkbox } from '@/app/_components/ui/checkbox';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import type { AmendedMan } from '@/lib/server/amendments/preview-amendment';

type Props = {
  men: readonly AmendedMan[];
  editionNames: Readonly<Record<string, string>>;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
};

const step = 50;

/** Who may be moved, with his difference; the box of the head chooses all of them, shown or not. */
export function MenTable({ men, editionNames, chosen, onChoose }: Props) {
  const [shown, setShown] = useState(step);
  const possible = men.filter(({ obstacle }) => obstacle === null);
  const isEveryone = possible.length > 0 && chosen.size === possible.length;
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) {
      next.add(id);
    }
    onChoose(next);
  };
  return (
    <div className="flex flex-col gap-2">
      <Checkbox
        label={
          possible.length === 1 ? 'The man who can move' : `All ${possible.length} men who can move`
        }
        checked={isEveryone}
        onChange={() =>
          onChoose(new Set(isEveryone ? [] : possible.map(({ enrollmentId }) => enrollmentId)))
        }
      />
      <Table label="Men and what would change for them">
        <TableHead>
          <TableRow>
            <TableHeader sticky>Man</TableHeader>
            <TableHeader className="max-sm:hidden">Follows now</TableHeader>
            <TableHeader>What would change</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {men.slice(0, shown).map((man) => (
            <TableRow key={man.enrollmentId} className="align-top">
              <TableCell sticky className="max-sm:max-w-32 sm:min-w-40">
                <Checkbox
                  label={man.studyId}
                  checked={chosen.has(man.enrollmentId)}
                  disabled={man.obstacle !== null}
                  onChange={() => toggle(man.enrollmentId)}
                />
                {man.name === null ? null : <p className="pl-6 text-muted">{man.name}</p>}
                <p className="pl-6 text-muted text-small sm:hidden">{editionNames[man.from]}</p>
              </TableCell>
              <TableCell className="w-56 min-w-40 max-sm:hidden">
                {editionNames[man.from]}
              </TableCell>
              <TableCell className="min-w-44 sm:min-w-72">
                <Difference man={man} />
                <Link
                  href={`/patients/${man.patientId}/schedule` as Route}
                  className="text-muted underline underline-offset-2"
                >
                  His schedule<span className="sr-only"> ({man.studyId})</span>
                </Link>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {men.length > shown ? (
        <div className="flex items-center gap-3">
          <Button type="button" onClick={() => setShown(shown + step)}>
            Show more
          </Button>
          <span className="text-muted">
            {shown} of {men.length} shown
          </span>
        </div>
      ) : null}
    </div>
  );
}

function Difference({ man: { obstacle, lines } }: { man: AmendedMan }) {
  if (obstacle !== null) {
    return <p>Cannot move: {obstacle}</p>;
  }
  if (lines.length === 0) {
    return <p>Nothing that is still to be done; only the version changes.</p>;
  }
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
