import type { ComponentProps } from 'react';
import type { Option } from './select';

type Props = Omit<ComponentProps<'select'>, 'children'> & {
  options: readonly Option[];
  /** "Unit of hemoglobin": the visible label belongs to the number beside it. */
  'aria-label': string;
};

/** The unit as a choice inside the right edge of an `Input`. */
export function UnitSelect({ options, ...rest }: Props) {
  return (
    <select
      {...rest}
      className="h-full shrink-0 rounded-r border-line border-l bg-sunken px-1 text-muted"
    >
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
