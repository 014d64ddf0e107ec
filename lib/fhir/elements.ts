// The small parts that resources are made of.
import type { DisclosedDate } from '@/lib/deidentification/disclosed-case';
import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import type {
  Annotation,
  CodeableConcept,
  Element,
  Extension,
  Period,
  Quantity,
  Reference,
  Resource,
} from './resource';
import {
  type ExtensionName,
  extensionUrl,
  type OwnCodeSystem,
  ownCodeSystem,
  systems,
} from './systems';

/** A string of FHIR has no white space but blanks, tabs and line ends, and is never empty; null where nothing is left. */
export function fhirText(text: string | null | undefined): string | undefined {
  const plain = (text ?? '').replaceAll(/[^\S \r\n\t]/gu, ' ').trim();
  return plain === '' ? undefined : plain;
}

export function some<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

export function ownConcept(system: OwnCodeSystem, code: string, display?: string): CodeableConcept {
  const text = fhirText(display);
  return { coding: [{ system: ownCodeSystem(system), code, display: text }], text };
}

export function standardConcept(system: keyof typeof systems, code: string): CodeableConcept {
  return { coding: [{ system: systems[system], code }] };
}

/** UCUM, with the unit as people read it. */
export function quantity(value: number, unit: UnitCode): Quantity {
  return { value, unit: unitLabels[unit], system: systems.ucum, code: unit };
}

/** In a unit that has no code among those the program knows. */
export function plainQuantity(value: number, unit: string): Quantity {
  return { value, unit };
}

export function referenceTo(resourceType: Resource['resourceType'], id: string): Reference {
  return { reference: `${resourceType}/${id}` };
}

export function notes(
  ...texts: readonly (string | null | undefined)[]
): readonly Annotation[] | undefined {
  return some(
    texts.flatMap((text) => {
      const plain = fhirText(text);
      return plain === undefined ? [] : [{ text: plain }];
    }),
  );
}

export function extension(name: ExtensionName, value: Omit<Extension, 'url'>): Extension {
  return { url: extensionUrl(name), ...value };
}

/** The study day, where a date of the calendar may stand and where it may not. */
function studyDayOf({ studyDay }: DisclosedDate): Element {
  return { extension: [extension('study-day', { valueInteger: studyDay })] };
}

type DatedProperty<Name extends string> = { readonly [Key in Name]?: string | undefined } & {
  readonly [Key in `_${Name}`]?: Element | undefined;
};

/** `effectiveDateTime` and `_effectiveDateTime`: without a date only the second, which is how FHIR leaves a value out. */
export function dated<Name extends string>(
  name: Name,
  date: DisclosedDate | null,
): DatedProperty<Name> {
  if (date === null) {
    return {} as DatedProperty<Name>;
  }
  const { text } = date;
  return { [name]: text ?? undefined, [`_${name}`]: studyDayOf(date) } as DatedProperty<Name>;
}

export function dateExtension(name: ExtensionName, date: DisclosedDate | null): Extension[] {
  return date === null ? [] : [extension(name, dated('valueDateTime', date))];
}

/** Undefined where neither end is known. */
export function period(from: DisclosedDate | null, to: DisclosedDate | null): Period | undefined {
  return from === null && to === null
    ? undefined
    : { ...dated('start', from), ...dated('end', to) };
}
