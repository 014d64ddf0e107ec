import { describe, expect, test } from 'vitest';
import { resolveSettings } from '@/lib/protocols/compile-protocol';
import { gonadotropinNoa } from '@/lib/protocols/library/gonadotropin-noa';
import { isotretinoinNoa } from '@/lib/protocols/library/isotretinoin-noa';
import { salvageMicroTese } from '@/lib/protocols/library/salvage-micro-tese';
import { safetyRuleSchema } from '@/lib/protocols/safety-rule-schema';
import { protocolDefinitionSchema } from '@/lib/protocols/schema';
import { symptomsFor } from '@/lib/records/symptoms';

const definitions = [isotretinoinNoa, gonadotropinNoa, salvageMicroTese].map((definition) =>
  protocolDefinitionSchema.parse(definition),
);
const rulesOf = (code: string) =>
  definitions.find((definition) => definition.code === code)?.safetyRules ?? [];

describe('the safety rules of the library', () => {
  test('rule ids are unique over all protocols', () => {
    const ids = definitions.flatMap(({ safetyRules }) => safetyRules.map((rule) => rule.id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(definitions)('the rules of $code survive a trip through JSON', ({ safetyRules }) => {
    for (const rule of safetyRules) {
      expect(safetyRuleSchema.parse(JSON.parse(JSON.stringify(rule)))).toEqual(rule);
    }
  });

  test.each(definitions)('every setting that a rule of $code names exists', (definition) => {
    const settings = resolveSettings(definition, {});
    const named = [...JSON.stringify(definition.safetyRules).matchAll(/"setting":"([^"]+)"/g)];
    for (const [, key = ''] of named) {
      expect(settings).toHaveProperty(key);
    }
  });
});

describe('symptoms and rules', () => {
  const keysIn = (code: string) => [
    ...new Set(
      [...JSON.stringify(rulesOf(code)).matchAll(/"key":"([^"]+)"/g)].map(([, key]) => key),
    ),
  ];

  test.each([
    ['isotretinoin-noa', 'isotretinoin'],
    ['gonadotropin-noa', 'gonadotropins'],
    ['salvage-micro-tese', 'surgery'],
  ] as const)('%s asks about exactly the symptoms that its rules read', (code, context) => {
    expect(keysIn(code).toSorted()).toEqual([...symptomsFor([context])].toSorted());
  });
});

describe('safetyRuleSchema', () => {
  const [rule] = rulesOf('isotretinoin-noa');
  const withLevel = (level: object) => ({ ...rule, levels: [{ ...rule?.levels[0], ...level }] });

  test.each([
    ['a rule without levels', { ...rule, levels: [] }],
    ['levels from worst to mild', { ...rule, levels: [...(rule?.levels ?? [])].reverse() }],
    ['an amber level that blocks dispensing', withLevel({ blocksDispensing: true })],
    [
      'a limit in another unit than the standard one',
      withLevel({
        when: { kind: 'lab', analyte: 'triglycerides', comparison: '>', limit: 5, unit: 'mmol/L' },
      }),
    ],
    [
      'an unknown symptom',
      withLevel({ when: { kind: 'symptom', anyOf: [{ key: 'boredom', atLeast: 'mild' }] } }),
    ],
    [
      'a level of another scale',
      withLevel({ when: { kind: 'symptom', anyOf: [{ key: 'jaundice', atLeast: 'mild' }] } }),
    ],
    [
      'a level that everyone meets',
      withLevel({ when: { kind: 'symptom', anyOf: [{ key: 'headache', atLeast: 'none' }] } }),
    ],
    ['a field that nobody knows', { ...rule, color: 'red' }],
  ])('refuses %s', (_, candidate) => {
    expect(safetyRuleSchema.safeParse(candidate).success).toBe(false);
  });
});
