import {
  type FieldPath,
  type FieldValues,
  get,
  type RegisterOptions,
  type UseFormRegisterReturn,
  type UseFormReturn,
} from 'react-hook-form';

/*
 * `register` gives a control its value only once the scripts of the page run. Until then the server's
 * HTML has to show the value, and what is typed or chosen meanwhile has to become the form's.
 */

type Form<Values extends FieldValues> = UseFormReturn<Values, unknown, Values>;

export type BoundField = UseFormRegisterReturn & { readonly defaultValue: string | undefined };

/** `register` for an Input, Select, Textarea or DateField. */
export function bindField<Values extends FieldValues, Name extends FieldPath<Values>>(
  form: Form<Values>,
  name: Name,
  options?: RegisterOptions<Values, Name>,
): BoundField {
  const { isReady } = form.formState;
  const initial = initialValue(form, name);
  const registered = form.register(name, options);
  return {
    ...registered,
    defaultValue: typeof initial === 'string' ? initial : undefined,
    ref: (element: HTMLInputElement | null) => {
      registered.ref(element);
      // It has kept a value that differs from the default.
      if (element !== null && !isReady && form.getFieldState(name).isDirty) {
        announceTyped(registered, element);
      }
    },
  };
}

/** `register` for a RadioGroup. */
export function bindRadios<Values extends FieldValues>(
  form: Form<Values>,
  name: FieldPath<Values>,
): BoundField {
  const initial = initialValue(form, name);
  return {
    ...bindChoice(form, name),
    defaultValue: typeof initial === 'string' && !form.formState.isReady ? initial : undefined,
  };
}

type BoundBox = UseFormRegisterReturn & {
  readonly value?: string;
  readonly defaultChecked: boolean;
};

/** `register` for a Checkbox: one that is yes or no, or with `value` one of several. */
export function bindBox<Values extends FieldValues>(
  form: Form<Values>,
  name: FieldPath<Values>,
  value?: string,
): BoundBox {
  const initial = initialValue(form, name);
  const isChecked =
    value === undefined ? initial === true : Array.isArray(initial) && initial.includes(value);
  return {
    ...bindChoice(form, name),
    ...(value !== undefined && { value }),
    defaultChecked: isChecked && !form.formState.isReady,
  };
}

function bindChoice<Values extends FieldValues>(
  form: Form<Values>,
  name: FieldPath<Values>,
): UseFormRegisterReturn {
  const { isReady } = form.formState;
  const registered = form.register(name);
  const attach = (element: HTMLInputElement | null) => {
    if (element === null || isReady) {
      registered.ref(element);
      return;
    }
    const isChosen = element.checked !== element.defaultChecked;
    const chosen = isChosen ? chosenNow(element, initialValue(form, name)) : undefined;
    // A checked default makes `register` read the group from the boxes that it knows so far.
    element.defaultChecked = false;
    element.checked = false;
    registered.ref(element);
    if (chosen !== undefined) {
      form.setValue(name, chosen as Parameters<typeof form.setValue>[1], { shouldDirty: true });
      announceTyped(registered, element);
    }
  };
  return { ...registered, ref: attach };
}

/** As if it were typed now: whoever watches the field begins to listen in the same commit. */
function announceTyped({ onChange }: UseFormRegisterReturn, target: HTMLInputElement) {
  queueMicrotask(() => void onChange({ target, type: 'change' }));
}

function chosenNow(element: HTMLInputElement, initial: unknown): unknown {
  if (element.type === 'checkbox' && !Array.isArray(initial)) {
    return element.checked;
  }
  const chosen = element.form === null ? [] : new FormData(element.form).getAll(element.name);
  return element.type === 'radio' ? chosen[0] : chosen;
}

function initialValue<Values extends FieldValues>(
  form: Form<Values>,
  name: FieldPath<Values>,
): unknown {
  return get(form.formState.defaultValues, name);
}
