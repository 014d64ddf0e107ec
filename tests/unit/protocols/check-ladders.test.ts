import { expect, test } from 'vitest';
import { findUpsideDownLadders } from '@/lib/protocols/check-ladders';
import { resolveSettings } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SettingValues } from '@/lib/protocols/schema';

const problems = (code: string, values: SettingValues) => {
  const definition = protocolLibrary.find((one) => one.code === code) ?? expect.unreachable();
  return findUpsideDownLadders(definition, resolveSettings(definition, values));
};

test.each(protocolLibrary.map(({ code }) => code))('the defaults of %s are in order', (code) => {
  expect(problems(code, {})).toEqual({});
});

test.each<[SettingValues, Readonly<Record<string, string>>]>([
  [{ 'triglycerides-amber': 300, 'triglycerides-red': 300 }, {}],
  [
    { 'triglycerides-amber': 301, 'triglycerides-red': 300 },
    { 'triglycerides-red': 'This has to be at least 301.' },
  ],
  [{ 'triglycerides-red': 1000, 'triglycerides-stop': 1000 }, {}],
  [
    { 'triglycerides-red': 1000, 'triglycerides-stop': 999 },
    { 'triglycerides-stop': 'This has to be at least 1000.' },
  ],
  [{ 'transaminases-amber': 5, 'transaminases-red': 5 }, {}],
  [
    { 'transaminases-amber': 5, 'transaminases-red': 4.9 },
    { 'transaminases-red': 'This has to be at least 5.' },
  ],
])('%o of isotretinoin: %o', (values, expected) => {
  expect(problems('isotretinoin-noa', values)).toEqual(expected);
});

test('a worse level that lies below begins no sooner either', () => {
  const [isotretinoin] = protocolLibrary;
  const rule = isotretinoin?.safetyRules.find(({ id }) => id === 'SAF-ISO-BLOOD-COUNT');
  const [level] = rule?.levels ?? [];
  const wbc = (limit: number | { setting: string }) => ({
    kind: 'lab' as const,
    analyte: 'wbc' as const,
    comparison: '<' as const,
    limit,
    unit: '10*3/uL',
  });
  if (rule === undefined || level === undefined) {
    expect.unreachable();
  }
  const levels = [wbc({ setting: 'mild' }), wbc(2)].map((when) => ({ ...level, when }));
  const of = (mild: number) =>
    findUpsideDownLadders({ safetyRules: [{ ...rule, levels }] }, { mild });
  expect(of(2)).toEqual({});
  expect(of(1.9)).toEqual({ mild: 'This has to be at least 2.' });
});
