import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<'select'>, 'children'> & {
  units: readonly string[];
  /** "Unit of hemoglobin": the visible label belongs to the number beside it. */
  'aria-label': string;
};

/** The unit as a choice inside the right edge of an `Input`. */
export function UnitSelect({ units, ...rest }: Props) {
  return (
    <select
      {...rest}
      className="h-full shrink-0 rounded-r border-line border-l bg-sunken px-1 text-muted"
    >
      {units.map((unit) => (
        <option key={unit} value={unit}>
          {unit}
        </option>
      ))}
    </select>
  );
}
