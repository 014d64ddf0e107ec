import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareDefinitions, countChanges } from '@/lib/protocols/compare-definitions';
import {
  type CompiledProtocol,
  type CompiledRequirement,
  compileProtocol,
} from '@/lib/protocols/compile-protocol';
import { readDefinition } from '@/lib/protocols/read-definition';
import type { ProtocolDefinition, SettingValues } from '@/lib/protocols/schema';

const codes = ['isotretinoin-noa', 'gonadotropin-noa', 'salvage-micro-tese'];

function released(code: string, version: string, values: SettingValues = {}): CompiledProtocol {
  const file = path.join(import.meta.dirname, `../../fixtures/protocols/${code}-${version}.json`);
  return compileProtocol(readDefinition(readFileSync(file, 'utf8'), 1), values);
}

/** "requirements monthly-labs removed" and, for what changed, "requirements semen: Permitted window". */
function summaryOf(from: CompiledProtocol, to: CompiledProtocol): string[] {
  return compareDefinitions(from, to).parts.flatMap(({ part, entries }) =>
    entries.flatMap((entry) =>
      entry.change === 'changed'
        ? entry.changes.map(({ field }) => `${part} ${entry.key}: ${field}`)
        : [`${part} ${entry.key} ${entry.change}`],
    ),
  );
}

const changed = (protocol: CompiledProtocol, changes: Partial<ProtocolDefinition>) =>
  compileProtocol({ ...protocol.definition, ...changes });

test.each(codes)('%s differs in nothing from itself', (code) => {
  const protocol = released(code, '1.1');
  expect(compareDefinitions(protocol, protocol)).toEqual({ parts: [] });
  expect(countChanges(compareDefinitions(protocol, protocol))).toBe(0);
});

test.each(codes)('every change from 1.0 to 1.1 of %s has words', (code) => {
  const difference = compareDefinitions(released(code, '1.0'), released(code, '1.1'));
  expect(countChanges(difference)).toBeGreaterThan(0);
  const lines = summaryOf(released(code, '1.0'), released(code, '1.1'));
  expect(lines.filter((line) => line.endsWith(': Details'))).toEqual([]);
});

test.each(codes)('the other way round, what came has gone in %s', (code) => {
  const there = summaryOf(released(code, '1.0'), released(code, '1.1'));
  const back = summaryOf(released(code, '1.1'), released(code, '1.0'));
  const swap = (line: string) =>
    line.endsWith(' added')
      ? line.replace(/ added$/, ' removed')
      : line.replace(/ removed$/, ' added');
  expect(back.toSorted()).toEqual(there.map(swap).toSorted());
});

test('a setting of another profile shows as its value, and as what it does to the plan', () => {
  const clinic = released('isotretinoin-noa', '1.1');
  const other = released('isotretinoin-noa', '1.1', {
    'monthly-labs': false,
    'semen-window-after': 21,
  });
  expect(summaryOf(clinic, other)).toEqual([
    'requirements semen: Permitted window',
    'requirements semen: Best window',
    'requirements monthly-labs removed',
    'settings semen-window-after: In force',
    'settings monthly-labs: In force',
  ]);
  const settings = compareDefinitions(clinic, other).parts.find(({ part }) => part === 'settings');
  expect(settings?.entries).toMatchObject([
    { changes: [{ field: 'In force', from: '14 d', to: '21 d' }] },
    { changes: [{ field: 'In force', from: 'Yes', to: 'No' }] },
  ]);
});

test('the literal reading of S1 changes what a high FSH computes', () => {
  const clinic = released('gonadotropin-noa', '1.1');
  const literal = released('gonadotropin-noa', '1.1', { 'fsh-above-range': 'continue-to-month-2' });
  const { parts } = compareDefinitions(clinic, literal);
  expect(parts).toEqual([
    {
      part: 'decisions',
      entries: [
        {
          key: 'fsh-month-1',
          title: 'FSH decision at month 1',
          change: 'changed',
          changes: [
            {
              field: 'What computes the branch',
              removed: ['above: Continue hCG and test FSH again at month 2'],
              added: ['above: Continue hCG for one month, then semen'],
            },
          ],
        },
      ],
    },
    expect.objectContaining({ part: 'settings' }),
  ]);
});

test('of a panel only the tests that came and went are named', () => {
  const protocol = released('salvage-micro-tese', '1.1');
  const requirements = protocol.definition.requirements.map((requirement) =>
    requirement.key === 'preoperative-hormones'
      ? {
          ...requirement,
          content: {
            ...requirement.content,
            items: [...requirement.content.items.filter((item) => item !== 'lh'), 'prolactin'],
          },
        }
      : requirement,
  );
  expect(compareDefinitions(protocol, changed(protocol, { requirements })).parts).toEqual([
    {
      part: 'requirements',
      entries: [
        {
          key: 'preoperative-hormones',
          title: 'Hormones before surgery',
          change: 'changed',
          changes: [{ field: 'Has to provide', removed: ['LH'], added: ['Prolactin'] }],
        },
      ],
    },
  ]);
});

describe('nothing that differs is left out', () => {
  const protocol = released('isotretinoin-noa', '1.1');
  const { definition } = protocol;

  test.each<[string, Partial<ProtocolDefinition>]>([
    ['a rewritten title', { title: 'Another title' }],
    ['a citation', { citations: definition.citations.slice(1).concat({ id: 'S9', text: 'New' }) }],
    ['an arm', { arms: [...definition.arms, { key: 'none', title: 'None', treated: false }] }],
    ['no maximum duration', { maximumDuration: null }],
    ['levels in another order', { safetyRules: reorderedLevels(definition) }],
    ['settings in other units', { settings: otherUnits(definition) }],
    ['a new response rule', { response: { ...definition.response, version: 2 } }],
  ])('%s', (_what, changes) => {
    expect(countChanges(compareDefinitions(protocol, changed(protocol, changes)))).toBe(1);
  });

  test.each<[keyof CompiledRequirement, unknown]>([
    ['title', 'Another title'],
    ['kind', 'procedure'],
    ['anchor', 'surgery'],
    ['offset', { months: 1, days: 3 }],
    ['every', { months: 5, days: 0 }],
    ['count', 7],
    ['permitted', { before: 7, after: 30 }],
    ['optimal', { before: 1, after: 2 }],
    ['range', { from: { months: 1, days: 0 }, to: { months: 2, days: 0 } }],
    ['baseline', { lookBackDays: 12, until: 'surgery' }],
    ['lateAllowed', false],
    ['rebase', 'min-gap'],
    ['minGapDays', 9],
    ['therapyBound', false],
    ['suspendedByHold', true],
    ['shiftedByHolds', true],
    ['endsWithRemsMonthly', true],
    ['arms', ['isotretinoin']],
    ['decisions', [{ decision: 'month-6-review', chosen: ['stop'] }]],
    ['recordKind', 'finding'],
    ['items', ['pellet', 'volume']],
    ['fastingItems', ['pellet']],
  ])('%s of a requirement', (field, value) => {
    const requirements = protocol.requirements.map((one) =>
      one.key === 'semen' ? { ...one, [field]: value } : one,
    );
    const { parts } = compareDefinitions(protocol, { ...protocol, requirements });
    expect(parts).toMatchObject([{ part: 'requirements', entries: [{ key: 'semen' }] }]);
  });

  test('every field of a requirement is among them', () => {
    const { key: _key, ...fields } = protocol.requirements[0] ?? expect.unreachable();
    expect(Object.keys(fields).length).toBe(22);
  });
});

function reorderedLevels({ safetyRules }: ProtocolDefinition) {
  return safetyRules.map((rule) =>
    rule.id === 'SAF-ISO-TRIGLYCERIDES' ? { ...rule, levels: rule.levels.toReversed() } : rule,
  );
}

function otherUnits({ settings }: ProtocolDefinition) {
  return settings.map((setting) =>
    setting.key === 'optimal-window-percent' && setting.type === 'number'
      ? { ...setting, unit: 'parts' }
      : setting,
  );
}
