'use client';

import {
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useFormState,
} from 'react-hook-form';
import { FormField } from '@/app/_components/form/form-field';
import { Checkbox } from '@/app/_components/ui/checkbox';
import { DateField } from '@/app/_components/ui/date-field';
import { Field } from '@/app/_components/ui/field';
import { FieldGroup } from '@/app/_components/ui/field-group';
import { Input } from '@/app/_components/ui/input';
import { type OptionGroup, Select } from '@/app/_components/ui/select';
import { type Operator, operatorsOf } from '@/lib/cohort/condition';
import { answerName, type ListedNames } from '@/lib/cohort/describe-condition';
import { leafAbout, type TypedLeaf } from '@/lib/cohort/typed-condition';
import { sectionNames, sections, type VariableType } from '@/lib/cohort/variable';
import { findVariable, variables } from '@/lib/cohort/variables';

const variableOptions: readonly OptionGroup[] = sections.map((section) => ({
  label: sectionNames[section],
  options: variables
    .filter((variable) => variable.section === section)
    .map(({ key, label }) => ({ value: key, label })),
}));

const operatorWords: Readonly<Record<Operator, string>> = {
  'any-of': 'is any of',
  'none-of': 'is none of',
  'at-least': 'is at least',
  'at-most': 'is at most',
  between: 'is between',
  'on-or-after': 'was on or after',
  'on-or-before': 'was on or before',
  within: 'was between',
  yes: 'yes',
  no: 'no',
  recorded: 'is recorded',
  'not-recorded': 'is not recorded',
};

const setWords: Partial<Record<Operator, string>> = {
  'any-of': 'include any of',
  'none-of': 'include none of',
};

type Props<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  /** Of the condition in the form. */
  path: string;
  leaf: TypedLeaf;
  names: ListedNames;
  onChange: (leaf: TypedLeaf) => void;
};

/** What is asked, how, and for which answer: the second and third follow from the first. */
export function LeafEditor<Values extends FieldValues>({
  form,
  path,
  leaf,
  names,
  onChange,
}: Props<Values>) {
  // Paths of any depth, which the compiler cannot derive.
  const at = (name: string) => `${path}.${name}` as FieldPath<Values>;
  const { errors } = useFormState({ control: form.control });
  const problemOf = (name: string) =>
    form.getFieldState(at(name), { errors } as Parameters<typeof form.getFieldState>[1]).error
      ?.message;
  const type = findVariable(leaf.variable)?.type ?? null;
  const register = (name: string) => form.register(at(name));
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="What is asked" error={problemOf('variable')}>
        {(control) => (
          <Select
            {...control}
            {...register('variable')}
            placeholder="Choose…"
            options={variableOptions}
            onChange={(event) => onChange(leafAbout(event.target.value))}
          />
        )}
      </Field>
      {type === null ? null : (
        // A list of its own for each variable: the form fills it in when it appears.
        <Field key={leaf.variable} label="How" error={problemOf('operator')}>
          {(control) => (
            <Select
              {...control}
              {...register('operator')}
              options={operatorsOf[type.kind].map((operator) => ({
                value: operator,
                label: (type.kind === 'set' ? setWords[operator] : null) ?? operatorWords[operator],
              }))}
              onChange={(event) =>
                onChange({ ...leaf, operator: event.target.value as TypedLeaf['operator'] })
              }
            />
          )}
        </Field>
      )}
      {type === null ? null : (
        <Answer
          key={`${leaf.variable} ${leaf.operator}`}
          form={form}
          at={at}
          leaf={leaf}
          type={type}
          names={names}
          error={problemOf('values')}
          onChange={onChange}
        />
      )}
    </div>
  );
}

type AnswerProps<Values extends FieldValues> = Omit<Props<Values>, 'path'> & {
  at: (name: string) => FieldPath<Values>;
  type: VariableType;
  error: string | undefined;
};

function Answer<Values extends FieldValues>(props: AnswerProps<Values>) {
  const { form, at, leaf, type } = props;
  const unit = type.kind === 'number' ? type.unit : undefined;
  const number = (name: string, label: string) => (
    <FormField form={form} name={at(name)} label={label}>
      {(control) => <Input {...control} inputMode="decimal" unit={unit} />}
    </FormField>
  );
  const date = (name: string, label: string) => (
    <FormField form={form} name={at(name)} label={label}>
      {(control) => <DateField {...control} />}
    </FormField>
  );
  switch (leaf.operator) {
    case 'at-least':
    case 'at-most':
      return number('value', leaf.operator === 'at-least' ? 'At least' : 'At most');
    case 'between':
      return (
        <>
          {number('from', 'From')}
          {number('to', 'To')}
        </>
      );
    case 'on-or-after':
    case 'on-or-before':
      return date('date', leaf.operator === 'on-or-after' ? 'On or after' : 'On or before');
    case 'within':
      return (
        <>
          {date('from', 'From')}
          {date('to', 'To')}
        </>
      );
    case 'any-of':
    case 'none-of':
      return <Choices {...props} />;
    default:
      return null;
  }
}

function Choices<Values extends FieldValues>(props: AnswerProps<Values>) {
  const { form, at, leaf, type, names, error, onChange } = props;
  const chosen = leaf.values ?? [];
  const known =
    type.kind === 'listed'
      ? Object.keys(names[type.of])
      : 'options' in type
        ? Object.keys(type.options)
        : [];
  const answers = [...known, ...chosen.filter((value) => !known.includes(value))];
  const { ref } = form.register(at('values'));
  const toggle = (value: string, isChosen: boolean) =>
    onChange({
      ...leaf,
      values: answers.filter((answer) => (answer === value ? isChosen : chosen.includes(answer))),
    });
  return (
    <FieldGroup legend="Answers" error={error} className="sm:col-span-2">
      {answers.length === 0 ? (
        <p className="text-muted">Nobody at these sites has one.</p>
      ) : (
        <div className="grid max-h-64 gap-x-4 overflow-y-auto sm:grid-cols-2">
          {answers.map((value, index) => (
            <Checkbox
              key={value}
              label={answerName(type, value, names)}
              checked={chosen.includes(value)}
              ref={index === 0 ? ref : undefined}
              onChange={(event) => toggle(value, event.target.checked)}
            />
          ))}
        </div>
      )}
    </FieldGroup>
  );
}
