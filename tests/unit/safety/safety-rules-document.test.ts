import path from 'node:path';
import { expect, test } from 'vitest';
import {
  describeAction,
  describeDays,
  describePredicate,
  settingsOfRule,
} from '@/lib/protocols/describe-safety-rule';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SafetyRule } from '@/lib/protocols/safety-rule-schema';
import type { ProtocolDefinition, SettingDefinition } from '@/lib/protocols/schema';

// What a physician reads before approving the rules. A changed rule fails here; `-u` writes the page anew.
const page = path.join(import.meta.dirname, '../../../docs/safety-rules.md');

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function rowsOf(rule: SafetyRule, { settings }: ProtocolDefinition): readonly string[] {
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
  const { title, version, safetyRules, settings } = definition;
  const read = new Set(safetyRules.flatMap((rule) => settingsOfRule(rule, settings)));
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
    ...[...read].map(settingRow),
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
