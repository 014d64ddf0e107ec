import type { ReactNode } from 'react';

/** A number is never shown without its unit: value first, unit after it in muted text. */
export function Quantity({ value, unit }: { value: ReactNode; unit: string }) {
  return (
    <span className="whitespace-nowrap">
      {value} <span className="text-muted">{unit}</span>
    </span>
  );
}
