import type { UnitCode } from '@/lib/units/unit-codes';

/**
 * What one item of a form holds. `typed` is text that people have written, `key` a word of the program; a `date` is
 * a day of the calendar, or a study day in a file without dates; an `instant` is in UTC.
 */
const itemKinds = ['typed', 'key', 'integer', 'number', 'flag', 'date', 'instant', 'time'] as const;
type ItemKind = (typeof itemKinds)[number];

/** UCUM codes. */
export type ItemUnit = UnitCode | 'mg' | '[IU]' | '[g]' | 'mo';

interface CodeListLevel {
  readonly key: string;
  /** Null where the key says it all: then no level of the list has a label. */
  readonly label: string | null;
  readonly loinc?: string | null;
}

export interface CodeList {
  readonly name: string;
  readonly levels: readonly CodeListLevel[];
}

export interface Item {
  readonly label: string;
  readonly kind: ItemKind;
  readonly list: CodeList | null;
  readonly unit: ItemUnit | null;
  /** The field beside it that names its unit, where that differs from value to value. */
  readonly unitField: string | null;
}

/** The fields of an object: an item each, or an object inside it, or a list that becomes a group of its own. */
export interface Fields {
  readonly [field: string]: Field;
}
export type Field = Item | Nested | List;

export interface Nested {
  readonly nested: Fields;
}

export interface List {
  readonly list: string;
  /** Of each object; the one item of each word. */
  readonly each: Fields | Item;
}

type KeyOf<Value> = Value extends object ? keyof Value & string : never;
type ValueOf<Value, Key> = Value extends unknown
  ? Key extends keyof Value
    ? NonNullable<Value[Key]>
    : never
  : never;
type FieldOf<Value> = [Value] extends [string | number | boolean]
  ? Item
  : Value extends readonly (infer One)[]
    ? { readonly list: string; readonly each: One extends object ? FieldsOf<One> : Item }
    : { readonly nested: FieldsOf<Value> };
/** A field that an object gains does not compile until somebody has said which item it is. */
export type FieldsOf<Value> = {
  readonly [Key in KeyOf<Value>]: FieldOf<ValueOf<Value, Key>>;
};

const plain = { list: null, unit: null, unitField: null } as const;

export const typed = (label: string): Item => ({ ...plain, label, kind: 'typed' });
export const key = (label: string): Item => ({ ...plain, label, kind: 'key' });
export const flag = (label: string): Item => ({ ...plain, label, kind: 'flag' });
export const date = (label: string): Item => ({ ...plain, label, kind: 'date' });
export const instant = (label: string): Item => ({ ...plain, label, kind: 'instant' });
export const time = (label: string): Item => ({ ...plain, label, kind: 'time' });
export const integer = (label: string, unit: ItemUnit | null = null): Item => ({
  ...plain,
  label,
  kind: 'integer',
  unit,
});
export const number = (label: string, unit: ItemUnit | null = null): Item => ({
  ...plain,
  label,
  kind: 'number',
  unit,
});
export const measured = (label: string, unitField: string): Item => ({
  ...plain,
  label,
  kind: 'number',
  unitField,
});
export const choice = (label: string, list: CodeList): Item => ({
  ...plain,
  label,
  kind: 'key',
  list,
});

export function labelled(name: string, labels: Readonly<Record<string, string>>): CodeList {
  return { name, levels: Object.entries(labels).map(([level, label]) => ({ key: level, label })) };
}

export function enumerated(name: string, keys: readonly string[]): CodeList {
  return { name, levels: keys.map((level) => ({ key: level, label: null })) };
}
