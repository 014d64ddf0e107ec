import { invariant } from '@/lib/core/invariant';
import type { DisclosedDate } from '@/lib/deidentification/disclosed-case';
import { type Form, type ItemGroup, type PlacedItem, recordHeader } from './form';
import type { Item } from './item';
import { type DayStyle, itemOid, numberDecimals, unitOid } from './metadata';
import { element } from './xml';

export interface FormValues {
  /** Of a record: what stands above the content of its kind. */
  readonly header?: object;
  readonly content: object;
}

/**
 * The groups of a form with what is known; what is not is left out, and a group without anything with it.
 *
 * @param audit goes with the first group that is written
 */
export function formItems(
  { groups }: Form,
  { header, content }: FormValues,
  days: DayStyle,
  audit = '',
): string {
  let pending = audit;
  const written: string[] = [];
  for (const group of groups) {
    const value = group === recordHeader ? header : content;
    for (const row of rowsOf(group, value)) {
      const items = itemDataOf(group, row.value, days);
      if (items !== '') {
        const keys = { ItemGroupOID: group.oid, ItemGroupRepeatKey: row.key };
        written.push(element('ItemGroupData', keys, pending, items));
        pending = '';
      }
    }
  }
  return written.join('');
}

/** Of a group that stands alone. */
export function itemDataOf({ items }: ItemGroup, value: unknown, days: DayStyle): string {
  return items.map((placed) => itemData(placed, value, days)).join('');
}

interface Row {
  readonly key: number | null;
  readonly value: unknown;
}

function rowsOf({ path }: ItemGroup, value: unknown): Row[] {
  if (path === null) {
    return [{ key: null, value }];
  }
  const list = valueAt(value, path);
  return Array.isArray(list) ? list.map((one, index) => ({ key: index + 1, value: one })) : [];
}

function itemData(placed: PlacedItem, value: unknown, days: DayStyle): string {
  const { item, path } = placed;
  const text = itemText(item, valueAt(value, path), days);
  if (text === null) {
    return '';
  }
  const unit = item.unitField === null ? null : beside(value, path, item.unitField);
  return element(
    'ItemData',
    { ItemOID: itemOid(placed, days), Value: text },
    typeof unit === 'string'
      ? element('MeasurementUnitRef', { MeasurementUnitOID: unitOid(unit) })
      : '',
  );
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined,
    value,
  );
}

function beside(value: unknown, path: readonly string[], field: string): unknown {
  return valueAt(value, [...path.slice(0, -1), field]);
}

/** Null where there is nothing to say: ODM then has no item. */
function itemText(item: Item, value: unknown, days: DayStyle): string | null {
  if (value === null || value === undefined || value === '') {
    return null;
  }
  switch (item.kind) {
    case 'date':
      return dayText(value as DisclosedDate | string, days);
    case 'integer':
    case 'number':
      return decimalText(Number(value));
    default:
      return String(value);
  }
}

/** A birth date is no date of the course: it has no study day, and leaves as it is or not at all. */
function dayText(on: DisclosedDate | string, days: DayStyle): string | null {
  if (typeof on === 'string') {
    return days === 'date' ? on : null;
  }
  return days === 'date' ? on.text : String(on.studyDay);
}

/** Without the exponent that `float` of ODM does not know. */
export function decimalText(value: number): string {
  invariant(Math.abs(value) < 1e21, 'no quantity of a man is that large');
  const text = String(value);
  return text.includes('e') ? value.toFixed(numberDecimals).replace(/\.?0+$/, '') : text;
}
