'use client';

import { Plus, X } from 'lucide-react';
import { useRef } from 'react';
import {
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useFormState,
} from 'react-hook-form';
import { Button } from '@/app/_components/ui/button';
import { FieldError } from '@/app/_components/ui/field';
import { Select } from '@/app/_components/ui/select';
import { deepest } from '@/lib/cohort/condition';
import { groupWords, type ListedNames } from '@/lib/cohort/describe-condition';
import {
  groupOf,
  groupWith,
  type Match,
  matches,
  type TypedCondition,
  type TypedGroup,
  type TypedLeaf,
  unfinishedLeaf,
} from '@/lib/cohort/typed-condition';
import { ConditionLine } from './condition-line';

export type BuilderProps<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  names: ListedNames;
  /** How many each condition lets in by itself, by its path. */
  aloneAt: ReadonlyMap<string, number>;
  /** Of the one condition that is open though it is finished. */
  openPath: string | null;
  onOpen: (path: string | null) => void;
};

type Props<Values extends FieldValues> = BuilderProps<Values> & {
  path: string;
  group: TypedGroup;
  depth: number;
  onChange: (condition: TypedCondition) => void;
  /** Absent for the whole. */
  onRemove?: () => void;
};

const matchOptions = matches.map((match) => ({ value: match, label: groupWords[match] }));

/** Conditions that hold together, and how; a group can hold groups. */
export function ConditionGroup<Values extends FieldValues>(props: Props<Values>) {
  const { form, path, group, depth, onChange, onRemove, onOpen } = props;
  const { match, parts } = group;
  const adding = useRef<HTMLButtonElement>(null);
  const partPath = (index: number) => `${path}.${group.path}.${index}`;
  const change = (next: readonly TypedCondition[]) => onChange(groupWith(match, next));
  const add = (part: TypedCondition, open: string) => {
    change([...parts, part]);
    onOpen(open);
  };
  const remove = (index: number) => {
    onOpen(null);
    change(parts.filter((_part, at) => at !== index));
    adding.current?.focus();
  };
  const replace = (index: number, part: TypedCondition) =>
    change(parts.map((old, at) => (at === index ? part : old)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="sr-only">{depth === 1 ? 'Who is in' : 'Group of conditions'}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={depth === 1 ? 'Which of the conditions hold' : 'Which of the group hold'}
          className="w-44"
          value={match}
          options={matchOptions}
          onChange={(event) => onChange(groupWith(event.target.value as Match, parts))}
        />
        {onRemove === undefined ? null : (
          <Button size="small" onClick={onRemove}>
            <X aria-hidden className="size-3.5" />
            Remove group
          </Button>
        )}
      </div>
      <ul className="flex flex-col divide-y divide-line border-line border-l pl-3">
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the fields of the form go by position
          <li key={index} className="py-1">
            <Part
              {...props}
              path={partPath(index)}
              part={part}
              onChange={(next) => replace(index, next)}
              onRemove={() => remove(index)}
            />
          </li>
        ))}
      </ul>
      {parts.length === 0 ? (
        <p className="pl-3 text-muted">
          {depth === 1 ? 'No condition: everybody on the protocol.' : 'No condition yet.'}
        </p>
      ) : null}
      <GroupError form={form} path={`${path}.${group.path}`} />
      <div className="flex flex-wrap gap-2 pt-1 pl-3">
        <Button
          ref={adding}
          size="small"
          onClick={() => add(unfinishedLeaf, partPath(parts.length))}
        >
          <Plus aria-hidden className="size-3.5" />
          Add condition
        </Button>
        {depth < deepest ? (
          <Button
            size="small"
            onClick={() =>
              add(
                groupWith(match === 'all' ? 'any' : 'all', [unfinishedLeaf]),
                `${partPath(parts.length)}.${match === 'all' ? 'any' : 'all'}.0`,
              )
            }
          >
            <Plus aria-hidden className="size-3.5" />
            Add group
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

type PartProps<Values extends FieldValues> = Omit<Props<Values>, 'group'> & {
  part: TypedCondition;
  onRemove: () => void;
};

function Part<Values extends FieldValues>({ part, ...props }: PartProps<Values>) {
  const group = groupOf(part);
  if (group !== null) {
    return <ConditionGroup {...props} group={group} depth={props.depth + 1} />;
  }
  const { form, path, names, aloneAt, openPath, onOpen, onChange, onRemove } = props;
  return (
    <ConditionLine
      form={form}
      path={path}
      leaf={part as TypedLeaf}
      names={names}
      alone={aloneAt.get(path) ?? null}
      isOpen={openPath === path}
      onOpen={(isOpen) => onOpen(isOpen ? path : null)}
      onChange={onChange}
      onRemove={onRemove}
    />
  );
}

function GroupError<Values extends FieldValues>({
  form,
  path,
}: Pick<Props<Values>, 'form' | 'path'>) {
  const state = useFormState({ control: form.control });
  const { error } = form.getFieldState(path as FieldPath<Values>, state);
  return typeof error?.message === 'string' ? (
    <FieldError id={`${path}-error`}>{error.message}</FieldError>
  ) : null;
}
