'use client';

import { useEffect, useRef } from 'react';
import type { FormFailure } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { toDay } from '@/lib/dates/civil-date';
import { compareDetails } from '@/lib/records/compare-details';
import { entryDetails, type RecordDetail } from '@/lib/records/record-details';
import {
  type RecordEntryInput,
  recordEntrySchema,
  standardizeEntry,
} from '@/lib/records/record-entry';
import { type EntryValues, toEntryInput } from '@/lib/visits/record-entry-values';

/** What somebody else saved while this form was open. */
export type StoredVersion = { version: number; entry: RecordEntryInput };

export function storedVersionOf(failure: FormFailure | null): StoredVersion | null {
  // It was written by `requireRecordVersion`.
  return failure?.code === 'STALE_VERSION' && failure.current !== undefined
    ? (failure.current as unknown as StoredVersion)
    : null;
}

type Props = {
  stored: StoredVersion;
  mine: EntryValues;
  onUseTheirs: () => void;
  onSaveMine: () => void;
};

/** Both values side by side, and a person decides; what was typed stays in the form below. */
export function StaleVersion({ stored, mine, onUseTheirs, onSaveMine }: Props) {
  const differences = compareDetails(detailsOf(toEntryInput(mine)), detailsOf(stored.entry));
  const comparison = useRef<HTMLDivElement>(null);
  useEffect(() => comparison.current?.focus(), []);
  return (
    <div ref={comparison} tabIndex={-1} className="flex flex-col gap-3 outline-none">
      {differences.length === 0 ? (
        <p>What is stored now reads the same as what you typed.</p>
      ) : (
        <Table label="Yours and what is stored">
          <TableHead>
            <TableRow>
              <TableHeader sticky>Field</TableHeader>
              <TableHeader>Yours</TableHeader>
              <TableHeader>Stored now, version {stored.version}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {differences.map(({ term, one, other }) => (
              <TableRow key={term}>
                <TableCell sticky>{term}</TableCell>
                <TableCell>{one ?? 'not there'}</TableCell>
                <TableCell>{other ?? 'not there'}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={onUseTheirs}>Use theirs</Button>
        <Button onClick={onSaveMine}>Save mine over it</Button>
      </div>
    </div>
  );
}

function detailsOf(entry: RecordEntryInput): readonly RecordDetail[] {
  const parsed = recordEntrySchema.safeParse(entry);
  return parsed.success ? entryDetails(standardizeEntry(parsed.data), toDay(parsed.data.on)) : [];
}
