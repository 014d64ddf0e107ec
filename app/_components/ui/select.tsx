import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { controlFrame } from './control-style';

export type Option = { value: string; label: string; disabled?: boolean };

/** Under a heading of its own. */
export type OptionGroup = { label: string; options: readonly Option[] };

type Props = Omit<ComponentProps<'select'>, 'children'> & {
  options: readonly (Option | OptionGroup)[];
  /** First entry with an empty value: "Choose…". */
  placeholder?: string | undefined;
};

/** The browser's own list: type-ahead, the phone's wheel and screen readers all work as people know. */
export function Select({ options, placeholder, className, ...rest }: Props) {
  return (
    <span className={clsx('relative flex min-w-0', className)}>
      <select
        {...rest}
        className={clsx('h-9 w-full min-w-0 appearance-none truncate pr-8 pl-2', controlFrame)}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) =>
          'options' in option ? (
            <optgroup key={option.label} label={option.label}>
              <Options options={option.options} />
            </optgroup>
          ) : (
            <Options key={option.value} options={[option]} />
          ),
        )}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-2.5 right-2 size-4 text-muted"
      />
    </span>
  );
}

function Options({ options }: Pick<OptionGroup, 'options'>) {
  return options.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
}
