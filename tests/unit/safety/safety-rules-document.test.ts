import path from 'node:path';
import { expect, test } from 'vitest';
import { resolveSettings } from '@/lib/protocols/compile-protocol';
import {
  describeAction,
  describeDays,
  describePredicate,
} from '@/lib/protocols/describe-safety-rule';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SafetyRule } from '@/lib/protocols/safety-rule-schema';
import type { ProtocolDefinition, SettingDefinition } from '@/lib/protocols/schema';

// What a physician reads before approving the rules. A changed rule fails here; `-u` writes the page anew.
const page = path.join(import.meta.dirname, '../../../docs/safety-rules.md');

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function rowsOf(rule: SafetyRule, definition: ProtocolDefinition): readonly string[] {
  const settings = resolveSettings(definition, {});
  return rule.levels.map((level, index) =>
    row([
      index === 0 ? `${rule.id}, ${rule.version}` : '',
      index === 0 ? `${rule.title} (${describeDays(rule)})` : '',
      level.severity,
      describePredicate(level.when, settings),
      level.advice,
      describeAction(level),
      index === 0 ? rule.source : '',
    ]),
  );
}

/** Each setting that a rule reads, once, in the order of the rules. */
function settingsOf({ safetyRules, settings }: ProtocolDefinition): readonly SettingDefinition[] {
  const named = [...JSON.stringify(safetyRules).matchAll(/"setting":"([^"]+)"/g)];
  const keys = new Set(named.map(([, key]) => key));
  return [...keys].flatMap((key) => settings.find((one) => one.key === key) ?? []);
}

function settingRow(setting: SettingDefinition): string {
  const { title, source, proposal } = setting;
  const range =
    setting.type === 'number' || setting.type === 'days'
      ? `${setting.allowed.from} to ${setting.allowed.to}`
      : setting.type === 'choice'
        ? setting.allowed.map(({ value }) => value).join(', ')
        : 'yes or no';
  return row([title, String(setting.default), range, proposal ? 'yes' : '', source]);
}

function section(definition: ProtocolDefinition): readonly string[] {
  const { title, version, safetyRules } = definition;
  return [
    `## ${title}, version ${version}`,
    '',
    row(['Rule, version', 'Topic', 'Level', 'When', 'What to do', 'Who acts, by when', 'Source']),
    row(Array(7).fill('---')),
    ...safetyRules.flatMap((rule) => rowsOf(rule, definition)),
    '',
    'Limits that a clinic may change:',
    '',
    row(['Setting', 'Default', 'Allowed', 'Proposal', 'Source']),
    row(Array(5).fill('---')),
    ...settingsOf(definition).map(settingRow),
    '',
  ];
}

test('docs/safety-rules.md says what the rules are', async () => {
  const text = [
    '# Safety rules',
    '',
    'Written by `npx vitest run tests/unit/safety/safety-rules-document.test.ts -u` from the rules that the program applies;',
    'do not edit it by hand. A rule is a ladder: the worst level that a day’s evidence meets counts. A limit is shown at its',
    'default. What is marked as a proposal stands in no source and is for a physician of the clinic to approve or change. A',
    'result that cannot be judged never silences a rule: it is shown as "cannot say". Amber flags that staff does not act on in',
    'time go to a physician. St John’s wort has no rule: it weakens hormonal contraception, and the patients are men.',
    '',
    ...protocolLibrary.flatMap(section),
  ].join('\n');
  await expect(text).toMatchFileSnapshot(page);
});
