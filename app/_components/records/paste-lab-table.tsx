'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_components/ui/button';
import { Field } from '@/app/_components/ui/field';
import { Notice } from '@/app/_components/ui/notice';
import { Textarea } from '@/app/_components/ui/textarea';
import type { UnreadLine } from '@/lib/records/lab-table';
import { analytes } from '@/lib/units/analytes';
import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import type { LabRowValues } from '@/lib/visits/entry-values';
import type { LabFill, RowChange } from '@/lib/visits/fill-lab-rows';

/** What a pasted table came to; what is not settled yet stays on the screen. */
export type PastedTable = LabFill & { readonly unread: readonly UnreadLine[] };

type Props = {
  pasted: PastedTable | null;
  onPaste: (text: string) => void;
  /** The table's values in the place of what was typed. */
  onReplace: (change: LabFill['conflicts'][number]) => void;
  onKeep: (change: LabFill['conflicts'][number]) => void;
  onUndo: () => void;
  onDone: () => void;
};

/** A table copied from the laboratory fills the rows; what it did can be seen and undone. */
export function PasteLabTable({ pasted, onPaste, ...answers }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  if (pasted !== null) {
    return <PasteResult pasted={pasted} {...answers} />;
  }
  if (!isOpen) {
    return (
      <Button size="small" className="self-start" onClick={() => setIsOpen(true)}>
        Paste a table
      </Button>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Table from the laboratory"
        hint="Name, value, unit and range in any order, one test a line"
      >
        {(control) => (
          <Textarea
            {...control}
            autoFocus
            rows={6}
            value={text}
            className="font-mono"
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button
          size="small"
          variant="primary"
          onClick={() => {
            onPaste(text);
            setText('');
            setIsOpen(false);
          }}
        >
          Fill in the rows
        </Button>
        <Button size="small" variant="quiet" onClick={() => setIsOpen(false)}>
          Close
        </Button>
      </div>
    </div>
  );
}

type ResultProps = Omit<Props, 'pasted' | 'onPaste'> & { pasted: PastedTable };

function PasteResult({ pasted, onReplace, onKeep, onUndo, onDone }: ResultProps) {
  const { changes, conflicts, withoutUnit, unread } = pasted;
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <div ref={notice} tabIndex={-1} className="outline-none">
      <Notice
        role="status"
        tone={conflicts.length + unread.length > 0 ? 'amber' : 'info'}
        title={titleOf(changes)}
      >
        <div className="flex flex-col gap-2">
          {withoutUnit.length === 0 ? null : (
            <p>The table has no unit for {namesOf(withoutUnit)}: the unit in the row was kept.</p>
          )}
          {conflicts.map((conflict) => (
            <div key={conflict.before.analyte} className="flex flex-wrap items-center gap-2">
              <span>
                {analytes[conflict.before.analyte].label}: typed {describeRow(conflict.before)}, the
                table says {describeRow(conflict.after)}.
              </span>
              <Button size="small" onClick={() => onReplace(conflict)}>
                Use the table’s
              </Button>
              <Button size="small" variant="quiet" onClick={() => onKeep(conflict)}>
                Keep what was typed
              </Button>
            </div>
          ))}
          {unread.length === 0 ? null : (
            <div>
              <p>Not filled in:</p>
              <ul className="list-disc pl-5">
                {unread.map(({ line, text, reason }) => (
                  <li key={line}>
                    <code className="break-all">{text}</code>: {reason}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <div className="flex gap-2">
            {changes.length === 0 ? null : (
              <Button size="small" onClick={onUndo}>
                Undo
              </Button>
            )}
            <Button size="small" variant="quiet" onClick={onDone}>
              Close
            </Button>
          </div>
        </div>
      </Notice>
    </div>
  );
}

function titleOf(changes: readonly RowChange[]): string {
  if (changes.length === 0) {
    return 'The table filled in no row';
  }
  const names = namesOf(changes.map(({ after }) => after.analyte));
  return `${changes.length === 1 ? '1 row' : `${changes.length} rows`} filled in: ${names}`;
}

function namesOf(tests: readonly LabRowValues['analyte'][]): string {
  return tests.map((analyte) => analytes[analyte].label).join(', ');
}

function describeRow({ value, unit, referenceLow, referenceHigh }: LabRowValues): string {
  const range =
    referenceLow === '' && referenceHigh === '' ? '' : `, range ${referenceLow}–${referenceHigh}`;
  return `${value === '' ? 'no value' : value} ${unitLabels[unit as UnitCode] ?? unit}${range}`;
}
