import { describe, expect, test } from 'vitest';
import type { SettingValues } from '@/lib/protocols/schema';
import { regimenPresets } from '@/lib/therapy/regimen-presets';
import { compiled } from '@/tests/support/builders/plan-facts';

function presets(code: string, values: SettingValues = {}) {
  const { definition, settings } = compiled(code, values);
  return regimenPresets(definition, settings).map(({ key, items }) => ({
    key,
    doses: items.map(
      ({ drug, amount, everyDays, startsAfterDays }) =>
        `${drug} ${amount} every ${everyDays} days, ${startsAfterDays} days later`,
    ),
  }));
}

const hcgAlone = { key: 'hcg-every-2-days', doses: ['hcg 2000 every 2 days, 0 days later'] };

describe('the regimens of a protocol under a clinic’s settings', () => {
  test('isotretinoin has one', () => {
    expect(presets('isotretinoin-noa').map(({ key }) => key)).toEqual([
      'isotretinoin-20-twice-daily',
    ]);
  });

  test.each([
    {
      rule: 'hCG and uFSH take turns, one injection every 2 days',
      values: {},
      added: {
        key: 'hcg-ufsh-taking-turns',
        doses: ['ufsh 150 every 4 days, 0 days later', 'hcg 2000 every 4 days, 2 days later'],
      },
    },
    {
      rule: 'the other reading gives each drug every 2 days',
      values: { 'injection-alternation': 'hcg-ufsh-daily' },
      added: {
        key: 'hcg-ufsh-daily',
        doses: ['ufsh 150 every 2 days, 0 days later', 'hcg 2000 every 2 days, 1 days later'],
      },
    },
    {
      rule: 'the hCG dose beside uFSH is a setting of its own',
      values: { 'hcg-dose-with-ufsh': 2500 },
      added: {
        key: 'hcg-ufsh-taking-turns',
        doses: ['ufsh 150 every 4 days, 0 days later', 'hcg 2500 every 4 days, 2 days later'],
      },
    },
  ])('$rule', ({ values, added }) => {
    expect(presets('gonadotropin-noa', values)).toEqual([hcgAlone, added]);
  });

  test('salvage has none', () => {
    expect(presets('salvage-micro-tese')).toEqual([]);
  });
});
