import { type UnitCode, unitCodes, unitLabels } from '@/lib/units/unit-codes';
import { type Form, type ItemGroup, type PlacedItem, settingGroup } from './form';
import type { CodeList, Item, ItemUnit } from './item';
import type { Study, StudyEvent } from './study';
import { element, escapeXml, textElement } from './xml';

/** Whether a `date` is written as the day of the calendar or as a study day. */
export type DayStyle = 'date' | 'study-day';

export const studyOid = ({ code }: Study) => `ST.${code}`;
export const metaDataVersionOid = 'MDV.1';
export const unitOid = (unit: string) => `MU.${unit}`;
const codeListOid = ({ name }: CodeList) => `CL.${name}`;

/** A study day is another item than a date: it is an integer. */
export function itemOid({ oid, item }: PlacedItem, days: DayStyle): string {
  return item.kind === 'date' && days === 'study-day' ? `${oid}.day` : oid;
}

const unitSymbols: Readonly<Record<Exclude<ItemUnit, UnitCode>, string>> = {
  mg: 'mg',
  '[IU]': 'IU',
  '[g]': '× g',
  mo: 'months',
};

/** The element Study with its definitions: what the clinical data of any file of this study refers to. */
export function studyElement(study: Study, description: string, days: DayStyle): string {
  return element(
    'Study',
    { OID: studyOid(study) },
    element(
      'GlobalVariables',
      {},
      textElement('StudyName', study.title),
      textElement('StudyDescription', description),
      textElement('ProtocolName', study.code),
    ),
    element('BasicDefinitions', {}, ...measurementUnits()),
    metaDataVersion(study, days),
  );
}

function measurementUnits(): string[] {
  const units: readonly (readonly [string, string])[] = [
    ...unitCodes.map((unit) => [unit, unitLabels[unit]] as const),
    ...Object.entries(unitSymbols),
  ];
  return units.map(([unit, symbol]) =>
    element(
      'MeasurementUnit',
      { OID: unitOid(unit), Name: unit },
      element('Symbol', {}, translated(symbol)),
      element('Alias', { Context: 'UCUM', Name: unit }),
    ),
  );
}

function metaDataVersion(study: Study, days: DayStyle): string {
  const { events, versions } = study;
  const forms = unique(events.flatMap((event) => event.forms));
  const groups = unique([...forms.flatMap((form) => form.groups), settingGroup]);
  const items = unique(groups.flatMap((group) => group.items));
  const lists = new Map(
    items.flatMap(({ item: { list } }) => (list === null ? [] : [[list.name, list] as const])),
  );
  return element(
    'MetaDataVersion',
    { OID: metaDataVersionOid, Name: `Protocol ${versions.join(', ')}` },
    element(
      'Protocol',
      {},
      ...events.map(({ oid, type }, index) =>
        element('StudyEventRef', {
          StudyEventOID: oid,
          OrderNumber: index + 1,
          Mandatory: type === 'Common' ? 'Yes' : 'No',
        }),
      ),
    ),
    ...events.map(eventDefinition),
    ...forms.map((form) => formDefinition(form)),
    ...groups.map((group) => groupDefinition(group, days)),
    ...items.map((placed) => itemDefinition(placed, days)),
    ...[...lists.values()].map(codeList),
  );
}

function unique<Definition extends { readonly oid: string }>(
  definitions: readonly Definition[],
): Definition[] {
  return [...new Map(definitions.map((one) => [one.oid, one])).values()];
}

function eventDefinition({ oid, name, repeats, type, category, forms }: StudyEvent): string {
  return element(
    'StudyEventDef',
    { OID: oid, Name: name, Repeating: yesNo(repeats), Type: type, Category: category },
    ...forms.map((form, index) =>
      element('FormRef', { FormOID: form.oid, OrderNumber: index + 1, Mandatory: 'No' }),
    ),
  );
}

function formDefinition({ oid, name, repeats, groups }: Form): string {
  return element(
    'FormDef',
    { OID: oid, Name: name, Repeating: yesNo(repeats) },
    ...groups.map((group, index) =>
      element('ItemGroupRef', {
        ItemGroupOID: group.oid,
        OrderNumber: index + 1,
        Mandatory: 'No',
      }),
    ),
  );
}

function groupDefinition(group: ItemGroup, days: DayStyle): string {
  const isReference = group === settingGroup;
  return element(
    'ItemGroupDef',
    {
      OID: group.oid,
      Name: group.name,
      Repeating: yesNo(group.path !== null || isReference),
      IsReferenceData: isReference ? 'Yes' : null,
    },
    ...group.items.map((placed, index) =>
      element('ItemRef', {
        ItemOID: itemOid(placed, days),
        OrderNumber: index + 1,
        Mandatory: 'No',
      }),
    ),
  );
}

function itemDefinition(placed: PlacedItem, days: DayStyle): string {
  const { item } = placed;
  const asStudyDay = item.kind === 'date' && days === 'study-day';
  const label = asStudyDay ? `${item.label}: study day` : item.label;
  return element(
    'ItemDef',
    { OID: itemOid(placed, days), Name: label, ...dataType(item, asStudyDay) },
    element('Question', {}, translated(label)),
    ...unitsOf(item, asStudyDay).map((unit) =>
      element('MeasurementUnitRef', { MeasurementUnitOID: unitOid(unit) }),
    ),
    item.list === null ? '' : element('CodeListRef', { CodeListOID: codeListOid(item.list) }),
  );
}

/** Text as long as a form of the program takes, and room for what a conversion of units comes to. */
const longestText = 4000;
const longestKey = 200;
const numberLength = 24;
export const numberDecimals = 17;

function dataType(item: Item, asStudyDay: boolean): Readonly<Record<string, string | number>> {
  switch (asStudyDay ? 'integer' : item.kind) {
    case 'typed':
      return { DataType: 'text', Length: longestText };
    case 'key':
      return {
        DataType: 'text',
        Length:
          item.list === null
            ? longestKey
            : Math.max(...item.list.levels.map((level) => level.key.length)),
      };
    case 'integer':
      return { DataType: 'integer', Length: 10 };
    case 'number':
      return { DataType: 'float', Length: numberLength, SignificantDigits: numberDecimals };
    case 'flag':
      return { DataType: 'boolean' };
    case 'date':
      return { DataType: 'date' };
    case 'instant':
      return { DataType: 'datetime' };
    case 'time':
      return { DataType: 'partialTime' };
  }
}

/** A value whose unit differs from one to the next names its own; the definition lists what there is. */
function unitsOf({ unit, unitField }: Item, asStudyDay: boolean): readonly string[] {
  if (asStudyDay) {
    return ['d'];
  }
  if (unit !== null) {
    return [unit];
  }
  return unitField === null ? [] : [...unitCodes, ...Object.keys(unitSymbols)];
}

function codeList(list: CodeList): string {
  const isLabelled = list.levels.some(({ label }) => label !== null);
  return element(
    'CodeList',
    { OID: codeListOid(list), Name: list.name, DataType: 'text' },
    ...list.levels.map(({ key, label, loinc = null }) => {
      const alias = loinc === null ? '' : element('Alias', { Context: 'LOINC', Name: loinc });
      return isLabelled
        ? element(
            'CodeListItem',
            { CodedValue: key },
            element('Decode', {}, translated(label ?? key)),
            alias,
          )
        : element('EnumeratedItem', { CodedValue: key }, alias);
    }),
  );
}

function translated(text: string): string {
  return element('TranslatedText', { 'xml:lang': 'en' }, escapeXml(text));
}

const yesNo = (is: boolean) => (is ? 'Yes' : 'No');
