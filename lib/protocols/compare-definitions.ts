import { canonicalJson } from '@/lib/core/canonical-json';
import { invariant } from '@/lib/core/invariant';
import type { CompiledProtocol } from './compile-protocol';
import {
  criterionFields,
  type DescribedField,
  decisionFields,
  protocolFields,
  regimenFields,
  requirementFields,
  responseFields,
  safetyRuleFields,
  settingFields,
} from './describe-definition';

export const definitionParts = [
  'protocol',
  'requirements',
  'decisions',
  'response',
  'regimens',
  'eligibility',
  'safety-rules',
  'settings',
] as const;
export type DefinitionPart = (typeof definitionParts)[number];

export const definitionPartNames: Readonly<Record<DefinitionPart, string>> = {
  protocol: 'The protocol as a whole',
  requirements: 'What it asks for',
  decisions: 'Decisions',
  response: 'Response',
  regimens: 'Treatment',
  eligibility: 'Eligibility',
  'safety-rules': 'Safety rules',
  settings: 'Settings',
};

/** A value before and after; of a list, only what came and what went. */
export type FieldChange =
  | { readonly field: string; readonly from: string; readonly to: string }
  | {
      readonly field: string;
      readonly removed: readonly string[];
      readonly added: readonly string[];
    };

/** An element that one side lacks has a summary and no changes. */
export type EntryDifference = {
  readonly key: string;
  readonly title: string;
} & (
  | { readonly change: 'added' | 'removed'; readonly summary: string }
  | { readonly change: 'changed'; readonly changes: readonly FieldChange[] }
);

/** Plain data, without functions: it can travel to the browser. Parts in which nothing differs are left out. */
export interface DefinitionDifference {
  readonly parts: readonly {
    readonly part: DefinitionPart;
    readonly entries: readonly EntryDifference[];
  }[];
}

interface Element {
  readonly key: string;
  readonly title: string;
  readonly fields: readonly DescribedField[];
  /** The fields that say in one line what it is. */
  readonly told: readonly string[];
  /** Everything that the words are about: what they leave out is still reported as a change. */
  readonly whole: unknown;
}

/**
 * What differs between two versions of a protocol, two settings profiles, or both, under the settings in
 * force on each side. Nothing that differs is left out.
 */
export function compareDefinitions(
  from: CompiledProtocol,
  to: CompiledProtocol,
): DefinitionDifference {
  invariant(from.definition.code === to.definition.code, 'two versions of one protocol');
  return {
    parts: definitionParts
      .map((part) => ({
        part,
        entries: compareElements(elementsOf(part, from), elementsOf(part, to)),
      }))
      .filter(({ entries }) => entries.length > 0),
  };
}

export function countChanges({ parts }: DefinitionDifference): number {
  return parts.reduce((sum, { entries }) => sum + entries.length, 0);
}

function elementsOf(part: DefinitionPart, protocol: CompiledProtocol): readonly Element[] {
  const { definition, requirements } = protocol;
  switch (part) {
    case 'protocol':
      return [wholeProtocol(protocol)];
    case 'requirements':
      return requirements.map((requirement) => ({
        key: requirement.key,
        title: requirement.title,
        fields: requirementFields(requirement, protocol),
        told: ['When', 'Permitted window'],
        whole: requirement,
      }));
    case 'decisions':
      return definition.decisions.map((decision) => ({
        key: decision.key,
        title: decision.title,
        fields: decisionFields(decision, protocol),
        told: ['Options'],
        whole: decision,
      }));
    case 'response':
      return [
        {
          key: 'response',
          title: `Response rule ${definition.response.id}`,
          fields: responseFields(protocol),
          told: [],
          whole: definition.response,
        },
      ];
    case 'regimens':
      return definition.regimens.map((regimen) => ({
        key: regimen.key,
        title: regimen.title,
        fields: regimenFields(regimen, protocol),
        told: ['Drugs'],
        whole: regimen,
      }));
    case 'eligibility':
      return definition.eligibility.map((criterion) => ({
        key: criterion.key,
        title: criterion.title,
        fields: criterionFields(criterion, protocol),
        told: ['Asks'],
        whole: criterion,
      }));
    case 'safety-rules':
      return definition.safetyRules.map((rule) => ({
        key: rule.id,
        title: `${rule.title} (${rule.id})`,
        fields: safetyRuleFields(rule, protocol),
        told: ['Levels'],
        whole: rule,
      }));
    case 'settings':
      return definition.settings.map((setting) => ({
        key: setting.key,
        title: setting.title,
        fields: settingFields(setting, protocol),
        told: ['In force'],
        whole: setting,
      }));
  }
}

function wholeProtocol(protocol: CompiledProtocol): Element {
  const { code, title, citations, arms, maximumDuration, holds, firstDose } = protocol.definition;
  const { injectionMissRule, ctcaeVersion, schemaVersion } = protocol.definition;
  return {
    key: code,
    title,
    fields: protocolFields(protocol),
    told: [],
    whole: {
      schemaVersion,
      title,
      citations,
      arms,
      maximumDuration,
      holds,
      firstDose,
      injectionMissRule,
      ctcaeVersion,
    },
  };
}

function compareElements(
  before: readonly Element[],
  after: readonly Element[],
): readonly EntryDifference[] {
  const earlier = new Map(before.map((element) => [element.key, element]));
  const kept = new Set(after.map(({ key }) => key));
  const gone = before
    .filter(({ key }) => !kept.has(key))
    .map((element) => whollyThere(element, 'removed'));
  const there = after.flatMap((element): EntryDifference[] => {
    const { key, title } = element;
    const was = earlier.get(key);
    if (was === undefined) {
      return [whollyThere(element, 'added')];
    }
    const changes = compareElement(was, element);
    return changes.length === 0 ? [] : [{ key, title, change: 'changed', changes }];
  });
  return [...there, ...gone];
}

function whollyThere(
  { key, title, fields, told }: Element,
  change: 'added' | 'removed',
): EntryDifference {
  const values = fields.filter(({ field }) => told.includes(field)).flatMap(({ value }) => value);
  return { key, title, change, summary: values.join('; ') };
}

function compareElement(was: Element, is: Element): readonly FieldChange[] {
  const before = new Map(was.fields.map(({ field, value }) => [field, value]));
  const after = new Map(is.fields.map(({ field, value }) => [field, value]));
  const fields = [...new Set([...after.keys(), ...before.keys()])];
  const changes = fields.flatMap((field) =>
    compareValues(field, before.get(field) ?? absent, after.get(field) ?? absent),
  );
  return changes.length === 0 && canonicalJson(was.whole) !== canonicalJson(is.whole)
    ? [{ field: 'Details', from: 'as they were', to: 'changed where this page has no words' }]
    : changes;
}

const absent = 'not there';

function compareValues(
  field: string,
  from: DescribedField['value'],
  to: DescribedField['value'],
): readonly FieldChange[] {
  if (typeof from === 'string' && typeof to === 'string') {
    return from === to ? [] : [{ field, from, to }];
  }
  const before = typeof from === 'string' ? [from] : from;
  const after = typeof to === 'string' ? [to] : to;
  const removed = before.filter((item) => !after.includes(item));
  const added = after.filter((item) => !before.includes(item));
  return removed.length + added.length === 0 ? [] : [{ field, removed, added }];
}
