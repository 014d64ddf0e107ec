'use client';

import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Button } from '@/app/_components/ui/button';

type Props = {
  /** One for each entry; the first is always there. */
  ids: readonly string[];
  /** "Lab report": what each of them is. */
  what: string;
  /** Only once the ones before it are filled in. */
  mayAdd: boolean;
  onAdd: () => void;
  onRemove: (index: number) => void;
  children: (index: number) => ReactNode;
};

const separated = 'border-line border-t pt-3';

/** A second one of the same kind in one visit; alone, the first needs no title. */
export function Repeated({ ids, what, mayAdd, onAdd, onRemove, children }: Props) {
  const name = what.toLowerCase();
  return (
    <div className="flex flex-col gap-4">
      {ids.map((id, index) => (
        <fieldset key={id} className={clsx('flex min-w-0 flex-col gap-3', index > 0 && separated)}>
          {ids.length === 1 ? null : (
            <legend className="float-left w-full font-semibold">
              {what} {index + 1}
            </legend>
          )}
          {children(index)}
          {index === 0 ? null : (
            <Button
              variant="quiet"
              size="small"
              className="self-end"
              onClick={() => onRemove(index)}
            >
              Remove {name} {index + 1}
            </Button>
          )}
        </fieldset>
      ))}
      {mayAdd ? (
        <Button size="small" className="self-start" onClick={onAdd}>
          Add another {name}
        </Button>
      ) : null}
    </div>
  );
}
