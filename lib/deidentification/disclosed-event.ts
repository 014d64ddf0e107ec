import type { JsonValue } from '@/lib/core/json';
import { contentRules, type FieldRule } from './content-rules';

/** Stands for what a person has written, so that it is seen that something was there. */
export const typedText = '(text)';

/** Columns that hold words of the program or of a protocol. */
const wordColumns: readonly string[] = [
  'actor_role',
  'analyte',
  'answer',
  'arm',
  'best_response',
  'by_role',
  'category',
  'channel',
  'chosen',
  'closed_by_role',
  'code',
  'comparator',
  'computed',
  'confirmed_warnings',
  'conversion_id',
  'current_status',
  'decided_by_role',
  'disclosure',
  'end_category',
  'event',
  'evidence_key',
  'format',
  'key',
  'kind',
  'meaning',
  'missing',
  'not_applicable_reason',
  'occurrence_key',
  'occurrence_keys',
  'outcome',
  'pending_anchor',
  'protocol',
  'protocol_code',
  'requirement',
  'rule_id',
  'rule_version',
  'severity',
  'standard_unit',
  'state',
  'status',
  'timing',
  'topic',
  'unit',
  'value_text',
  'version',
];

function rulesOf(rule: FieldRule, name: string): (readonly [string, FieldRule])[] {
  return typeof rule === 'object'
    ? Object.entries(rule).flatMap(([field, inner]) => rulesOf(inner, field))
    : [[name, rule]];
}

const contentFields = Object.values(contentRules).flatMap((fields) =>
  Object.entries(fields).flatMap(([field, rule]) => rulesOf(rule, field)),
);

/** Also of a record's content: what no kind lets a person write. */
const words = new Set([
  ...wordColumns,
  ...contentFields
    .map(([name]) => name)
    .filter((name) => contentFields.every(([other, rule]) => other !== name || rule === 'keep')),
]);

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const uuids = new RegExp(uuid, 'g');
const oneUuid = new RegExp(`^${uuid}$`);
const moments =
  /^(\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?|\d{2}:\d{2}(:\d{2})?)$/;

/**
 * A row, or a part of one, as the audit trail keeps it, where no free text may leave: ids lead nowhere but inside the
 * file, numbers, days and words of the program stay, and everything else that is text says `(text)`.
 */
export function disclosedRow(value: JsonValue, idOf: (id: string) => string): JsonValue {
  const disclosed = (inner: JsonValue, isWord: boolean): JsonValue => {
    if (typeof inner === 'string') {
      return disclosedText(inner, isWord, idOf);
    }
    if (Array.isArray(inner)) {
      return inner.map((item) => disclosed(item, isWord));
    }
    if (typeof inner === 'object' && inner !== null) {
      return Object.fromEntries(
        Object.entries(inner).map(([name, item]) => [
          name.replace(uuids, idOf),
          // What stands in an object of the program's words are its words.
          disclosed(item, words.has(name) || (isWord && !typedFields.has(name))),
        ]),
      );
    }
    return inner;
  };
  return disclosed(value, false);
}

const typedFields = new Set(
  contentFields.flatMap(([name, rule]) => (rule === 'keep' ? [] : [name])),
);

function disclosedText(text: string, isWord: boolean, idOf: (id: string) => string): string {
  const leaves = isWord || oneUuid.test(text) || moments.test(text) || text === '';
  return leaves ? text.replace(uuids, idOf) : typedText;
}
