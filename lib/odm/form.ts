import { type RecordKind, recordKinds } from '@/lib/records/record';
import {
  adjustmentFields,
  amendmentFields,
  contactFields,
  decisionFields,
  enrollmentFields,
  flagFields,
  identityFields,
  partnerFields,
  plannedFields,
  recordHeaderFields,
  responseFields,
  settingFields,
  visitFields,
} from './case-fields';
import type { Field, Fields, Item, List, Nested } from './item';
import { recordFields, recordTitles } from './record-fields';

/** An item at its place in the value that a group is written from. */
export interface PlacedItem {
  readonly oid: string;
  readonly item: Item;
  readonly path: readonly string[];
}

export interface ItemGroup {
  readonly oid: string;
  readonly name: string;
  readonly items: readonly PlacedItem[];
  /** Where the list of a group that repeats stands; null for the one group of an object itself. */
  readonly path: readonly string[] | null;
}

export interface Form {
  readonly oid: string;
  readonly name: string;
  /** A form that repeats has the id of what it holds as its key. */
  readonly repeats: boolean;
  readonly groups: readonly ItemGroup[];
}

const isItem = (field: Field): field is Item => 'kind' in field;
const isList = (field: Field): field is List => 'list' in field && !isItem(field);

function placedItems(fields: Fields, oid: string, path: readonly string[]): PlacedItem[] {
  return Object.entries(fields).flatMap(([name, field]): PlacedItem[] => {
    const place = [...path, name];
    if (isItem(field)) {
      return [{ oid: `${oid}.${name}`, item: field, path: place }];
    }
    return isList(field) ? [] : placedItems((field as Nested).nested, `${oid}.${name}`, place);
  });
}

function groupsOf(fields: Fields, name: string, title: string): ItemGroup[] {
  return [
    { oid: `IG.${name}`, name: title, items: placedItems(fields, `I.${name}`, []), path: null },
    ...Object.entries(fields).flatMap(([field, list]): ItemGroup[] => {
      if (isItem(list) || !isList(list)) {
        return [];
      }
      const { each } = list;
      const oid = `I.${name}.${field}`;
      return [
        {
          oid: `IG.${name}.${field}`,
          name: `${title}: ${list.list}`,
          items:
            'kind' in each && 'label' in each
              ? [{ oid, item: each as Item, path: [] }]
              : placedItems(each as Fields, oid, []),
          path: [field],
        },
      ];
    }),
  ];
}

function formOf(name: string, title: string, fields: Fields, repeats: boolean): Form {
  return { oid: `F.${name}`, name: title, repeats, groups: groupsOf(fields, name, title) };
}

/** Of every record, before its own groups; what was amended last stands with it. */
export const recordHeader: ItemGroup = {
  oid: 'IG.record',
  name: 'Record',
  items: placedItems(recordHeaderFields, 'I.record', []),
  path: null,
};

function recordForm(kind: RecordKind): Form {
  const form = formOf(kind, recordTitles[kind], recordFields[kind], true);
  return { ...form, groups: [recordHeader, ...form.groups] };
}

export const recordForms = Object.fromEntries(
  recordKinds.map((kind) => [kind, recordForm(kind)]),
) as Readonly<Record<RecordKind, Form>>;

export const enrollmentForm = formOf('enrollment', 'Enrollment', enrollmentFields, false);
export const identityForm = formOf('identity', 'Identity', identityFields, false);
export const responseForm = formOf('response', 'Response', responseFields, false);
export const plannedForm = formOf('planned', 'Planned item', plannedFields, false);
export const visitForm = formOf('visit', 'Visit', visitFields, false);
export const adjustmentForm = formOf('adjustment', 'Change of the plan', adjustmentFields, true);
export const decisionForm = formOf('decision', 'Decision', decisionFields, true);
export const contactForm = formOf('contact', 'Contact', contactFields, true);
export const partnerForm = formOf('partner', 'Partner', partnerFields, true);
export const amendmentForm = formOf(
  'amendment',
  'Change to another version or other settings',
  amendmentFields,
  true,
);
export const flagForm = formOf('flag', 'Safety flag', flagFields, true);

/** Reference data: which settings of a clinic the men followed. */
export const settingGroup: ItemGroup = {
  oid: 'IG.setting',
  name: 'Setting of the clinic',
  items: placedItems(settingFields, 'I.setting', []),
  path: null,
};
