import type { FieldErrors } from 'react-hook-form';

export type ListedError = {
  /** Dotted path, as react-hook-form names fields. */
  path: string;
  message: string;
  /** Null when the field is not on the page. */
  element: HTMLElement | null;
};

/** Every message of a form, in the order in which the fields stand on the page, the rest after them. */
export function listErrors(errors: FieldErrors): ListedError[] {
  return collectErrors(errors, '').sort(byPosition);
}

function collectErrors(errors: FieldErrors, prefix: string): ListedError[] {
  return Object.entries(errors).flatMap(([key, error]) => {
    if (error === undefined || key === 'ref') {
      return [];
    }
    const path = `${prefix}${key}`;
    if (typeof error.type === 'string' && typeof error.message === 'string') {
      return [{ path, message: error.message, element: elementOf(error) }];
    }
    // Not a message itself, so a group or a list of fields.
    return collectErrors(error as FieldErrors, `${path}.`);
  });
}

function elementOf(error: object): HTMLElement | null {
  const ref: unknown = 'ref' in error ? error.ref : null;
  if (ref === null || ref === undefined || ref instanceof HTMLElement) {
    return ref ?? null;
  }
  // Boxes and choices of one name share a reference that is no element and only names them.
  const name = typeof ref === 'object' && 'name' in ref ? ref.name : null;
  return typeof name === 'string'
    ? document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)
    : null;
}

function byPosition({ element: a }: ListedError, { element: b }: ListedError): number {
  if (a === null || b === null) {
    return Number(a === null) - Number(b === null);
  }
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** What the field is called on the page. */
export function labelOf(element: HTMLElement): string | null {
  const isOneOfSeveral =
    element instanceof HTMLInputElement &&
    (element.type === 'radio' ||
      (element.type === 'checkbox' &&
        element.ownerDocument.getElementsByName(element.name).length > 1));
  const label = isOneOfSeveral
    ? element.closest('fieldset')?.querySelector('legend')
    : element.ownerDocument.querySelector(`label[for="${CSS.escape(element.id)}"]`);
  return label?.textContent?.replace(' (optional)', '') ?? null;
}
