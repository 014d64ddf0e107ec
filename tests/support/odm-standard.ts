// The official schema of CDISC ODM 1.3.2, and what that schema does not see: references, values, keys.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { memoryPages, validateXML } from 'xmllint-wasm';

const schemaFile = (fileName: string) => ({
  fileName,
  contents: readFileSync(
    fileURLToPath(new URL(`../fixtures/odm-1.3.2/${fileName}`, import.meta.url)),
    'utf8',
  ),
});

/** What the schema has against a file, at most a few sentences of it. */
export async function schemaErrors(xml: string): Promise<readonly string[]> {
  const checked = validateXML({
    xml: { fileName: 'file.xml', contents: xml },
    schema: schemaFile('ODM1-3-2.xsd'),
    preload: ['ODM1-3-2-foundation.xsd', 'xml.xsd', 'xmldsig-core-schema.xsd'].map(schemaFile),
    initialMemoryPages: 64 * memoryPages.MiB,
    maxMemoryPages: 2 * memoryPages.GiB,
    stream: true,
  });
  return await checked.then(
    ({ errors }) => errors.slice(0, 5).map(({ rawMessage }) => rawMessage),
    // It stops in the stream at what it cannot go on from.
    (error: unknown) => [String(error).slice(0, 500)],
  );
}

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: Tag | undefined;
  /** Of an element that holds text only. */
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#9': '\t',
  '#10': '\n',
  '#13': '\r',
};

const unescaped = (text: string) =>
  text.replace(/&([^;]+);/g, (whole, name: string) => entities[name] ?? whole);

/** Every element in the order of the file. */
export function* readTags(xml: string): Generator<Tag> {
  const open: Tag[] = [];
  for (const match of xml.matchAll(/<(\/)?([\w:]+)((?:\s[\w:]+="[^"]*")*)(\/)?>([^<]*)/g)) {
    const [, closes, name = '', attributes = '', isEmpty, text = ''] = match;
    if (closes) {
      open.pop();
      continue;
    }
    const tag: Tag = {
      name,
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
          key,
          unescaped(value),
        ]),
      ),
      parent: open.at(-1),
      text: unescaped(text),
    };
    yield tag;
    if (isEmpty === undefined) {
      open.push(tag);
    }
  }
}

/** Which definition each attribute names. */
const definitions: Readonly<Record<string, string>> = {
  StudyOID: 'Study',
  MetaDataVersionOID: 'MetaDataVersion',
  StudyEventOID: 'StudyEventDef',
  FormOID: 'FormDef',
  ItemGroupOID: 'ItemGroupDef',
  ItemOID: 'ItemDef',
  CodeListOID: 'CodeList',
  MeasurementUnitOID: 'MeasurementUnit',
  UserOID: 'User',
  LocationOID: 'Location',
  SignatureOID: 'SignatureDef',
};

const levels = {
  StudyEventData: { oid: 'StudyEventOID', key: 'StudyEventRepeatKey', definition: 'StudyEventDef' },
  FormData: { oid: 'FormOID', key: 'FormRepeatKey', definition: 'FormDef' },
  ItemGroupData: { oid: 'ItemGroupOID', key: 'ItemGroupRepeatKey', definition: 'ItemGroupDef' },
} as const;

const fits: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d{1,10}$/,
  float: /^-?\d+(\.\d{1,17})?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
  partialTime: /^\d{2}:\d{2}$/,
  text: /^.+$/s,
};

/** What is wrong with a file that the schema has accepted. */
export function consistencyErrors(xml: string): readonly string[] {
  const errors = new Set<string>();
  const defined = new Map<string, Tag>();
  const contained = new Set<string>();
  const codes = new Map<string, Set<string>>();
  const listOfItem = new Map<string, string>();
  for (const tag of readTags(xml)) {
    const { name, attributes, parent } = tag;
    if (attributes['OID'] !== undefined) {
      defined.set(`${name} ${attributes['OID']}`, tag);
    }
    const reference = /^(Form|ItemGroup|Item)Ref$/.exec(name)?.[1];
    if (reference !== undefined) {
      contained.add(`${parent?.attributes['OID']} > ${attributes[`${reference}OID`]}`);
    }
    if (name === 'CodeListItem' || name === 'EnumeratedItem') {
      const list = parent?.attributes['OID'] ?? '';
      codes.set(list, (codes.get(list) ?? new Set()).add(attributes['CodedValue'] ?? ''));
    }
    if (name === 'CodeListRef') {
      listOfItem.set(parent?.attributes['OID'] ?? '', attributes['CodeListOID'] ?? '');
    }
  }
  const seen = new WeakMap<Tag, Set<string>>();
  const root: Tag = { name: '', attributes: {}, parent: undefined, text: '' };
  for (const tag of readTags(xml)) {
    const { name, attributes, parent } = tag;
    for (const [attribute, definition] of Object.entries(definitions)) {
      const oid = attributes[attribute];
      if (oid !== undefined && !defined.has(`${definition} ${oid}`)) {
        errors.add(`${name} names the ${definition} ${oid}, which is not there`);
      }
    }
    const own = seen.get(parent ?? root) ?? new Set();
    seen.set(parent ?? root, own);
    const once = (key: string) => {
      if (own.has(key)) {
        errors.add(`${key} stands twice in one ${parent?.name}`);
      }
      own.add(key);
    };
    if (name === 'SubjectData') {
      once(`SubjectData ${attributes['SubjectKey']}`);
    }
    if (name === 'StudyEventData' || name === 'FormData' || name === 'ItemGroupData') {
      const { oid, key, definition } = levels[name];
      const repeats = defined.get(`${definition} ${attributes[oid]}`)?.attributes['Repeating'];
      if ((repeats === 'Yes') !== (attributes[key] !== undefined)) {
        errors.add(`${name} ${attributes[oid]} repeats: ${repeats}, key: ${attributes[key]}`);
      }
      once(`${name} ${attributes[oid]} ${attributes[key]}`);
    }
    const above =
      name === 'FormData'
        ? [parent?.attributes['StudyEventOID'], attributes['FormOID']]
        : name === 'ItemGroupData' && parent?.name === 'FormData'
          ? [parent.attributes['FormOID'], attributes['ItemGroupOID']]
          : name === 'ItemData'
            ? [parent?.attributes['ItemGroupOID'], attributes['ItemOID']]
            : null;
    if (above !== null && !contained.has(above.join(' > '))) {
      errors.add(`${above.join(' has no ')}`);
    }
    if (name === 'ItemData') {
      const oid = attributes['ItemOID'] ?? '';
      once(`ItemData ${oid}`);
      const definition = defined.get(`ItemDef ${oid}`)?.attributes ?? {};
      const value = attributes['Value'] ?? '';
      const type = definition['DataType'] ?? '';
      const longest = Number(definition['Length'] ?? Number.POSITIVE_INFINITY);
      if (!fits[type]?.test(value) || value.length > longest) {
        errors.add(`${oid} is "${value}", which is no ${type} of ${longest}`);
      }
      const list = listOfItem.get(oid);
      if (list !== undefined && !codes.get(list)?.has(value)) {
        errors.add(`${oid} is "${value}", which ${list} does not have`);
      }
    }
    if (name === 'DateTimeStamp' && !fits['datetime']?.test(tag.text)) {
      errors.add(`${tag.text} has no time zone`);
    }
    if (name === 'ODM' && !fits['datetime']?.test(attributes['CreationDateTime'] ?? '')) {
      errors.add(`${attributes['CreationDateTime']} has no time zone`);
    }
  }
  return [...errors].slice(0, 20);
}
