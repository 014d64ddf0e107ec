import { describe, expect, test } from 'vitest';
import { standardizeVitalSigns, vitalSignsInputSchema } from '@/lib/records/vital-signs';

function issuesOf(input: unknown): readonly string[] {
  const parsed = vitalSignsInputSchema.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

describe('vitalSignsInputSchema', () => {
  test('the message never offers the comparator that is refused', () => {
    const messageOf = (weight: string) =>
      vitalSignsInputSchema.safeParse({ weight }).error?.issues[0]?.message;
    expect(messageOf('heavy')).toBe('Enter a plain number.');
    expect(messageOf('<80')).toBe('Enter a plain number, without <, <=, > or >=.');
  });

  test.each([
    ['a weight', { weight: '80.5' }, []],
    ['a blood pressure', { systolic: '120', diastolic: '80' }, []],
    ['nothing', {}, ['weight']],
    ['blanks', { weight: ' ', systolic: '', diastolic: '' }, ['weight']],
    ['half a blood pressure', { systolic: '120' }, ['diastolic']],
    ['the other half', { diastolic: '80' }, ['systolic']],
    ['a reversed blood pressure', { systolic: '80', diastolic: '90' }, ['diastolic']],
    ['a comma', { weight: '80,5' }, ['weight']],
    ['a comparator', { weight: '<80' }, ['weight']],
    ['a word', { weight: 'heavy' }, ['weight']],
    ['an unknown unit', { weight: '80', weightUnit: 'stone' }, ['weightUnit']],
    ['the lowest possible weight, unconfirmed', { weight: '25' }, ['weight']],
    ['the lowest possible weight, confirmed', { weight: '25', confirmed: ['weight'] }, []],
    ['less than that, confirmed', { weight: '24.9', confirmed: ['weight'] }, ['weight']],
    ['the lowest usual weight', { weight: '45' }, []],
    ['the highest usual weight', { weight: '180' }, []],
    ['more than usual', { weight: '180.1' }, ['weight']],
    ['the highest possible weight', { weight: '400', confirmed: ['weight'] }, []],
    ['more than possible', { weight: '401', confirmed: ['weight'] }, ['weight']],
    ['180 pounds', { weight: '180', weightUnit: '[lb_av]' }, []],
    [
      'a usual pressure, other field confirmed',
      { systolic: '200', diastolic: '80', confirmed: ['weight'] },
      ['systolic'],
    ],
    ['a long note', { weight: '80', note: 'x'.repeat(10_240) }, ['note']],
  ])('%s: issues at %o', (_, input, paths) => {
    expect(issuesOf(input)).toEqual(paths);
  });

  test('changes nothing that was typed, so its output can be sent again', () => {
    const once = vitalSignsInputSchema.parse({ weight: ' 80.50 ' });
    expect(once.weight).toBe(' 80.50 ');
    expect(vitalSignsInputSchema.parse(once)).toEqual(once);
  });
});

describe('standardizeVitalSigns', () => {
  test.each([
    ['80.5', 'kg', 80.5, 'CONV-IDENTITY-1'],
    ['100', '[lb_av]', 45.359237, 'CONV-WEIGHT-1'],
    ['200', '[lb_av]', 90.718474, 'CONV-WEIGHT-1'],
  ] as const)('%s %s is %d kg', (weight, weightUnit, kilograms, conversionId) => {
    const input = vitalSignsInputSchema.parse({ weight, weightUnit });
    expect(standardizeVitalSigns(input).weight).toEqual({
      value: Number(weight),
      unit: weightUnit,
      kilograms,
      conversionId,
    });
  });

  test('what was not measured is null', () => {
    const input = vitalSignsInputSchema.parse({ systolic: '120', diastolic: '80' });
    expect(standardizeVitalSigns(input)).toEqual({
      weight: null,
      bloodPressure: { systolic: 120, diastolic: 80 },
      confirmed: [],
      note: '',
    });
  });
});
