import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { FieldGroup } from './field-group';

export type Choice = { value: string; label: ReactNode; hint?: ReactNode };

type Props = Omit<ComponentProps<'input'>, 'type' | 'value' | 'className'> & {
  legend: ReactNode;
  choices: readonly Choice[];
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean | undefined;
  /** `row` for short answers such as yes, no, unknown. */
  layout?: 'row' | 'stack' | undefined;
};

/** Native radios: arrow keys move the choice, Tab leaves the group. */
export function RadioGroup(props: Props) {
  const { legend, choices, hint, error, optional, layout = 'stack', defaultValue, ...rest } = props;
  return (
    <FieldGroup legend={legend} hint={hint} error={error} optional={optional}>
      <div className={clsx('flex', layout === 'row' ? 'flex-wrap gap-x-6' : 'flex-col')}>
        {choices.map((choice) => (
          <label key={choice.value} className="flex min-h-7 items-start gap-2 py-1">
            <input
              {...rest}
              type="radio"
              value={choice.value}
              defaultChecked={choice.value === defaultValue}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              {choice.label}
              {choice.hint === undefined ? null : (
                <span className="block text-dense text-muted">{choice.hint}</span>
              )}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
