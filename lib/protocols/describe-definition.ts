import { describeDuration, parseDuration } from '@/lib/dates/duration';
import { type Drug, drugNames } from '@/lib/records/therapy';
import { doseRouteLabels, doseUnitLabels } from '@/lib/records/therapy-labels';
import { analytes } from '@/lib/units/analytes';
import { describeAllowed, describeSetting } from './check-settings';
import {
  type CompiledProtocol,
  type CompiledRequirement,
  durationValue,
  numberValue,
  textValue,
} from './compile-protocol';
import { describeItems } from './describe-content';
import { describeCondition } from './describe-eligibility';
import { describeAnchor, describeRequirement } from './describe-requirement';
import { describeAction, describeDays, describePredicate } from './describe-safety-rule';
import { describeSource, describeSourceOf } from './describe-source';
import type { EligibilityCriterion } from './eligibility-schema';
import { requirementKindNames } from './requirement-kind-names';
import type { SafetyRule } from './safety-rule-schema';
import {
  type DecisionPoint,
  type ProtocolDefinition,
  physicianDecides,
  type SettingDefinition,
} from './schema';

/** One property of an element of a protocol in words, under the settings in force; a list is compared item by item. */
export interface DescribedField {
  readonly field: string;
  readonly value: string | readonly string[];
}

export function requirementFields(
  requirement: CompiledRequirement,
  { definition }: CompiledProtocol,
): readonly DescribedField[] {
  const { optimal, arms, decisions, rebase, minGapDays } = requirement;
  const { when, window } = describeRequirement(requirement, definition);
  return [
    text('Title', requirement.title),
    text('Kind', requirementKindNames[requirement.kind]),
    text('When', when),
    text('Permitted window', window),
    text('Best window', `${optimal.before} d before to ${optimal.after} d after`),
    list('For', arms === null ? ['everyone'] : arms.map((arm) => armTitle(arm, definition))),
    list(
      'Only where',
      decisions.map(({ decision, chosen }) => describeBranch(decision, chosen, definition)),
    ),
    text('Completed by', requirement.recordKind.replaceAll('-', ' ')),
    list('Has to provide', describeItems(requirement)),
    list('Fasting asked for', describeItems({ ...requirement, items: requirement.fastingItems })),
    text('May be done late', yesNo(requirement.lateAllowed)),
    text(
      'Next date counts from',
      {
        fixed: 'the anchor',
        'from-actual': 'the day it was done',
        'min-gap': `the anchor, at least ${minGapDays} d after the one before`,
      }[rebase],
    ),
    text('Ends with therapy', yesNo(requirement.therapyBound)),
    text('Suspended by a hold', yesNo(requirement.suspendedByHold)),
    text('Moved by the days on hold', yesNo(requirement.shiftedByHolds)),
    text('Ends with the monthly REMS rule set', yesNo(requirement.endsWithRemsMonthly)),
    text('Source', describeSource(sourceOf(requirement.key, definition))),
  ];
}

/** "FSH decision at month 1: Add uFSH 150 IU, or Stop gonadotropins". */
export function describeBranch(
  decision: string,
  chosen: readonly string[],
  { decisions }: Pick<ProtocolDefinition, 'decisions'>,
): string {
  const point = decisions.find(({ key }) => key === decision);
  const titles = chosen.map(
    (option) => point?.options.find(({ key }) => key === option)?.title ?? option,
  );
  const title = point?.title ?? decision;
  return `${title}${title.endsWith('?') ? '' : ':'} ${titles.join(', or ')}`;
}

export function decisionFields(
  decision: DecisionPoint,
  { definition, settings }: CompiledProtocol,
): readonly DescribedField[] {
  const { rule, options, effective } = decision;
  const offset = durationValue(effective.offset, settings);
  return [
    text('Title', decision.title),
    text('Asked by', requirementTitle(decision.requirement, definition)),
    text('Rule', `${rule.id}, version ${rule.version}`),
    list('What computes the branch', describeRule(decision, { definition, settings })),
    list(
      'Options',
      options.map(({ title }) => title),
    ),
    text(
      'Effective',
      `${describeDuration(offset)} after ${describeAnchor(effective.anchor, definition)}`,
    ),
    text('Source', describeSource(decision.source)),
  ];
}

function describeRule(
  { rule, options }: DecisionPoint,
  { definition, settings }: Pick<CompiledProtocol, 'definition' | 'settings'>,
): readonly string[] {
  if (rule.kind === 'choice') {
    return ['the physician chooses'];
  }
  const { branches } = rule;
  const bounds = settings[rule.includesBounds.setting] === true ? 'included' : 'not included';
  const branchOf = (branch: typeof branches.below) => {
    const key = branch === null ? physicianDecides : textValue(branch, settings);
    return options.find((option) => option.key === key)?.title ?? 'the physician chooses';
  };
  return [
    `${analytes[rule.analyte].label} of ${requirementTitle(rule.input, definition)} ${rule.inputOrdinal} against ${numberValue(rule.low, settings)} to ${numberValue(rule.high, settings)} ${unitText(rule.unit)}, bounds ${bounds}`,
    `below: ${branchOf(branches.below)}`,
    `within: ${branchOf(branches.within)}`,
    `above: ${branchOf(branches.above)}`,
    `straddles a bound: ${branchOf(branches.unclear)}`,
  ];
}

export function criterionFields(
  criterion: EligibilityCriterion,
  { definition, settings }: CompiledProtocol,
): readonly DescribedField[] {
  const { asked, arms } = criterion;
  return [
    text('Title', criterion.title),
    text('Kind', criterion.kind),
    text('Asks', describeCondition(criterion.when, settings)),
    text(
      'Asked',
      asked === undefined
        ? 'always'
        : `${yesNo(settings[asked.setting] === true)}, as the setting says`,
    ),
    list('For', arms?.map((arm) => armTitle(arm, definition)) ?? ['everyone']),
    text('When not known', criterion.whenUnknown === 'blocks' ? 'keeps out' : 'lets in'),
    text('May be overridden by', criterion.override),
    text('Source', describeSourceOf(criterion)),
  ];
}

export function safetyRuleFields(
  rule: SafetyRule,
  { settings }: CompiledProtocol,
): readonly DescribedField[] {
  const { appliesWhile } = rule;
  const counted =
    appliesWhile.kind === 'on-drug'
      ? ` (${numberValue(appliesWhile.daysAfterLastDose, settings)} d)`
      : appliesWhile.kind === 'taking-drug'
        ? ` (${numberValue(appliesWhile.daysAfterFirstDose, settings)} d)`
        : '';
  return [
    text('Title', rule.title),
    text('Version', String(rule.version)),
    text('Topic', rule.topic.replaceAll('-', ' ')),
    text('Evidence counts', `${describeDays(rule)}${counted}`),
    list(
      'Levels',
      rule.levels.map(
        (level) =>
          `${level.severity}: ${describePredicate(level.when, settings)} → ${level.advice} (${describeAction(level)})`,
      ),
    ),
    text('Source', describeSource(rule.source)),
  ];
}

export function settingFields(
  setting: SettingDefinition,
  { settings }: CompiledProtocol,
): readonly DescribedField[] {
  return [
    text('In force', describeSetting(setting, settings[setting.key] ?? setting.default)),
    text('Title', setting.title),
    text('Default', describeSetting(setting, setting.default)),
    text('Allowed', describeAllowed(setting)),
    text('Source', describeSourceOf(setting)),
  ];
}

export function regimenFields(
  regimen: ProtocolDefinition['regimens'][number],
  { settings }: CompiledProtocol,
): readonly DescribedField[] {
  return [
    text('Title', regimen.title),
    list(
      'Drugs',
      regimen.items.map((item) => describeDose(item, settings)),
    ),
    text('Source', describeSource(regimen.source)),
  ];
}

type RegimenItem = ProtocolDefinition['regimens'][number]['items'][number];

function describeDose(item: RegimenItem, settings: CompiledProtocol['settings']): string {
  const every = numberValue(item.everyDays, settings);
  const often = every === 1 ? 'daily' : `every ${every} days`;
  const starts = numberValue(item.startsAfterDays, settings);
  const route = doseRouteLabels[item.route as keyof typeof doseRouteLabels] ?? item.route;
  const unit = doseUnitLabels[item.unit as keyof typeof doseUnitLabels] ?? item.unit;
  return `${drugNames[item.drug as Drug] ?? item.drug} ${numberValue(item.amount, settings)} ${unit} ${route.toLowerCase()}, ${item.timesPerDay} times on a day, ${often}${starts === 0 ? '' : `, from day ${starts + 1} on`}`;
}

/** What concerns the protocol as a whole. */
export function protocolFields({
  definition,
  settings,
  maximumDuration,
  extensions,
}: CompiledProtocol): readonly DescribedField[] {
  const { citations, arms, holds, firstDose } = definition;
  return [
    text('Title', definition.title),
    list(
      'Citations',
      citations.map(({ id, text: words }) => `${id}: ${words}`),
    ),
    list(
      'Arms',
      arms.map(({ title, treated }) => `${title} (${treated ? 'treated' : 'untreated'})`),
    ),
    text(
      'Longest time on therapy',
      maximumDuration === null ? 'no maximum' : describeDuration(maximumDuration),
    ),
    list(
      'Extended by',
      extensions.map(
        ({ decision, chosen, by }) =>
          `${describeBranch(decision, [chosen], definition)}: by ${describeDuration(by)}`,
      ),
    ),
    list(
      'Suspended by a hold',
      holds.suspendedKinds.map((kind) => requirementKindNames[kind]),
    ),
    text(
      'Hold counts toward the minimum duration',
      yesNo(settings[holds.countTowardMinimum.setting] === true),
    ),
    text('Hold moves later targets', yesNo(settings[holds.shiftTargets.setting] === true)),
    text(
      'A hold asks for a decision',
      holds.decisionAfter ? `after ${numberValue(holds.decisionAfter, settings)} d` : 'no',
    ),
    text(
      'First dose needs a complete baseline',
      yesNo(firstDose !== undefined && settings[firstDose.needsBaseline.setting] === true),
    ),
    text(
      'Injection on another day',
      settingText(definition.injectionMissRule, definition, settings),
    ),
    text('CTCAE', settingText(definition.ctcaeVersion, definition, settings)),
  ];
}

/** The response rule with its parameters resolved: one field for each. */
export function responseFields({
  definition,
  settings,
}: CompiledProtocol): readonly DescribedField[] {
  return Object.entries(definition.response).map(([name, value]) => {
    const field = `${name.charAt(0).toUpperCase()}${name.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
    if (Array.isArray(value)) {
      return list(
        field,
        value.map((key) => requirementTitle(String(key), definition)),
      );
    }
    if (typeof value === 'object') {
      return text(field, settingText(value, definition, settings));
    }
    return text(field, value === undefined ? 'not asked' : valueText(value));
  });
}

function valueText(value: string | number): string {
  return typeof value === 'string' && /^P\d/.test(value)
    ? describeDuration(parseDuration(value))
    : String(value);
}

function settingText(
  reference: { readonly setting: string } | undefined,
  { settings: definitions }: ProtocolDefinition,
  settings: CompiledProtocol['settings'],
): string {
  const setting = definitions.find(({ key }) => key === reference?.setting);
  return setting === undefined
    ? 'not asked'
    : describeSetting(setting, settings[setting.key] ?? setting.default);
}

function requirementTitle(key: string, { requirements }: ProtocolDefinition): string {
  return requirements.find((requirement) => requirement.key === key)?.title ?? key;
}

function sourceOf(key: string, { requirements }: ProtocolDefinition): string {
  return requirements.find((requirement) => requirement.key === key)?.source ?? '';
}

function armTitle(key: string, { arms }: ProtocolDefinition): string {
  return arms.find((arm) => arm.key === key)?.title ?? key;
}

function unitText(unit: string): string {
  return unit.replace('[IU]', 'IU');
}

function text(field: string, value: string): DescribedField {
  return { field, value };
}

function list(field: string, value: readonly string[]): DescribedField {
  return { field, value };
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
