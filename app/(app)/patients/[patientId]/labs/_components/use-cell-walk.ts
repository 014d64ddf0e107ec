'use client';

import { type KeyboardEvent, useRef, useState } from 'react';

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

const steps: Readonly<Record<string, CellPlace>> = {
  ArrowRight: { row: 0, column: 1 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowDown: { row: 1, column: 0 },
  ArrowUp: { row: -1, column: 0 },
};

/**
 * Tab reaches one cell of a table, the arrow keys walk on from it and step over the empty ones; Home and
 * End go to the ends of the row. A cell carries `data-cell="row column"`.
 */
export function useCellWalk(filled: readonly (readonly boolean[])[]) {
  const table = useRef<HTMLTableElement>(null);
  const first = firstFilled(filled);
  const [active, setActive] = useState<CellPlace | null>(null);

  function onKeyDown(event: KeyboardEvent) {
    if (active === null || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const next = placeAfter(event.key, active, filled);
    if (next !== null) {
      event.preventDefault();
      table.current
        ?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)
        ?.focus();
    }
  }

  return { table, active, tabStop: active ?? first, setActive, onKeyDown };
}

function firstFilled(filled: readonly (readonly boolean[])[]): CellPlace | null {
  const row = filled.findIndex((cells) => cells.includes(true));
  return row < 0 ? null : { row, column: filled[row]?.indexOf(true) ?? 0 };
}

function placeAfter(
  key: string,
  { row, column }: CellPlace,
  filled: readonly (readonly boolean[])[],
): CellPlace | null {
  if (key === 'Home' || key === 'End') {
    const cells = filled[row] ?? [];
    return { row, column: key === 'Home' ? cells.indexOf(true) : cells.lastIndexOf(true) };
  }
  const step = steps[key];
  if (step === undefined) {
    return null;
  }
  let next = { row: row + step.row, column: column + step.column };
  while (filled[next.row]?.[next.column] === false) {
    next = { row: next.row + step.row, column: next.column + step.column };
  }
  return filled[next.row]?.[next.column] === true ? next : { row, column };
}
