import { describe, expect, test } from 'vitest';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { type SemenAnalysisInput, semenAnalysisContentSchema } from '@/lib/records/semen-analysis';
import { eggNumberOn, isSufficient } from '@/lib/response/sufficiency';
import { tmcResponse } from '@/lib/response/tmc-response';

const on = toDay(civilDate('2026-04-10'));
const sample = (input: SemenAnalysisInput, id = 'a') => ({
  id,
  on,
  time: null,
  content: semenAnalysisContentSchema.parse(input),
});
const none = { state: 'no-sperm-seen' } as const;
const notExamined = { state: 'not-examined' } as const;
const seen = (normal: number | null) =>
  ({ state: 'sperm-seen', motile: 50, immotile: 0, normal }) as const;

describe('isSufficient', () => {
  test.each<[string, SemenAnalysisInput, number | null, string]>([
    ['normal sperm in the pellet', { neat: none, pellet: seen(9) }, 8, 'yes'],
    ['normal sperm in the neat sample', { neat: seen(9), pellet: notExamined }, 8, 'yes'],
    ['as many as eggs', { neat: none, pellet: seen(8) }, 8, 'no'],
    ['either of the two is enough', { neat: seen(3), pellet: seen(9) }, 8, 'yes'],
    ['one too few, the other not counted', { neat: seen(null), pellet: seen(3) }, 8, 'unknown'],
    ['one enough, the other not counted', { neat: seen(null), pellet: seen(9) }, 8, 'yes'],
    ['eggs not known', { neat: none, pellet: seen(9) }, null, 'unknown'],
    ['no normal sperm', { neat: none, pellet: seen(0) }, 1, 'no'],
  ])('%s', (_rule, input, eggs, expected) => {
    expect(isSufficient(sample(input), eggs, [])).toBe(expected);
  });

  test('a signature counts without eggs and without normal sperm', () => {
    expect(isSufficient(sample({ neat: none, pellet: seen(0) }), null, ['a'])).toBe('yes');
  });
});

describe('eggNumberOn', () => {
  const dated = (text: string, eggs: number) => ({ on: toDay(civilDate(text)), eggs });

  test.each([
    ['none yet', [dated('2026-04-11', 8)], null],
    ['of the same day', [dated('2026-04-10', 8)], 8],
    ['the newest', [dated('2026-03-01', 12), dated('2026-04-01', 6), dated('2026-02-01', 9)], 6],
    ['the larger of two of one day', [dated('2026-04-01', 6), dated('2026-04-01', 10)], 10],
  ])('%s', (_rule, eggNumbers, expected) => {
    expect(eggNumberOn(on, { eggNumbers, samples: [] })).toBe(expected);
  });

  test('a semen report may state the number', () => {
    const stating = sample({ neat: none, pellet: none, eggNumber: 11 });
    expect(eggNumberOn(on, { eggNumbers: [], samples: [stating] })).toBe(11);
  });
});

describe('tmcResponse', () => {
  const counted = (motile: number, id: string) =>
    sample({ neat: none, pellet: { state: 'sperm-seen', motile } }, id);

  test('is the mean of the two highest counts (S0 Fig. 2)', () => {
    expect(tmcResponse([counted(3, 'a'), counted(10, 'b'), counted(7, 'c')])).toEqual({
      meanSperm: 8.5,
      recordIds: ['b', 'c'],
    });
  });

  test('needs two known counts', () => {
    const unknown = sample({ neat: none, pellet: notExamined }, 'b');
    expect(tmcResponse([counted(3, 'a'), unknown])).toBeNull();
    expect(tmcResponse([])).toBeNull();
  });
});
