import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Condition, cohortDefinitionSchema } from '@/lib/cohort/condition';
import { whyEmpty } from '@/lib/cohort/count';
import {
  finishedPart,
  groupOf,
  leafAbout,
  typedCondition,
  unfinishedLeaf,
} from '@/lib/cohort/typed-condition';

const aged: Condition = { variable: 'age-at-consent', operator: 'at-least', value: 35 };
const active: Condition = { variable: 'status', operator: 'any-of', values: ['active'] };

const parse = (condition: unknown) =>
  cohortDefinitionSchema.parse({ protocol: 'isotretinoin-noa', condition }).condition;

describe('a condition in the form', () => {
  test('begins as a group, and a negation as a group of none', () => {
    expect(groupOf(typedCondition(aged))).toMatchObject({ match: 'all', path: 'all' });
    expect(groupOf(typedCondition({ not: aged }))).toMatchObject({
      match: 'none',
      path: 'not.any',
    });
    expect(groupOf(typedCondition({ not: { all: [aged] } }))).toMatchObject({ match: 'not-all' });
  });

  test('is the same condition when nothing was typed, however it is grouped', () => {
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(aged, active),
        fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        fc.constantFrom(aged, active).map((leaf) => ({ not: { any: [leaf] } })),
      ),
    }));
    fc.assert(
      fc.property(condition, (asked) => {
        const typed = typedCondition(asked);
        const whole = groupOf(typedCondition(asked)) !== null && 'variable' in asked;
        expect(parse(typed)).toEqual(whole ? { all: [asked] } : asked);
      }),
    );
  });

  test('leaves out what is not finished, and says where the rest stands', () => {
    const typed = {
      all: [
        unfinishedLeaf,
        { any: [leafAbout('status'), { ...leafAbout('age-at-consent'), value: '35' }] },
        { not: { any: [] } },
      ],
    };
    expect(finishedPart(typed, 'condition')).toEqual({
      condition: { all: [{ any: [aged] }] },
      paths: ['condition.all.1.any.1'],
      unfinished: 2,
    });
  });
});

const names = { site: {}, arm: {}, 'protocol-version': {}, 'cohort-tag': {} };

test.each<[why: string, count: Parameters<typeof whyEmpty>[1], sentences: readonly string[]]>([
  ['somebody is in', { men: 3, members: 1, alone: [1, 1], without: [1, 1] }, []],
  [
    'nobody is on the protocol',
    { men: 0, members: 0, alone: [0, 0], without: [0, 0] },
    ['Nobody is on this protocol at these sites.'],
  ],
  [
    'one condition fits nobody',
    { men: 3, members: 0, alone: [0, 2], without: [2, 0] },
    ['No man by itself: Age at consent is at least 35 years.'],
  ],
  [
    'two do not fit together',
    { men: 3, members: 0, alone: [1, 2], without: [2, 1] },
    ['Without “Age at consent is at least 35 years”: 2 men.', 'Without “Status is Active”: 1 man.'],
  ],
  [
    'no single one is to blame',
    { men: 3, members: 0, alone: [1, 2], without: [0, 0] },
    ['No single condition keeps everybody out; several together do.'],
  ],
])('where %s it says so', (_why, count, sentences) => {
  expect(whyEmpty({ all: [aged, active] }, count, names)).toEqual(sentences);
});

const adult: Condition = { variable: 'age-at-consent', operator: 'at-least', value: 18 };
const notAdult: Condition = { not: { any: [adult] } };

test.each<
  [
    why: string,
    condition: Condition,
    count: Parameters<typeof whyEmpty>[1],
    sentences: readonly string[],
  ]
>([
  [
    'one of several ways in fits nobody',
    { all: [{ any: [aged, adult] }, active] },
    { men: 3, members: 0, alone: [0, 1, 2], without: [2, 1] },
    ['Without “any of these (2)”: 2 men.', 'Without “Status is Active”: 1 man.'],
  ],
  [
    'no way in fits anybody',
    { all: [{ any: [aged, active] }, adult] },
    { men: 3, members: 0, alone: [0, 0, 3], without: [3, 0] },
    [
      'No man by itself: Age at consent is at least 35 years.',
      'No man by itself: Status is Active.',
    ],
  ],
  [
    'what must not hold holds of nobody, and another condition keeps everybody out',
    { all: [{ not: { any: [aged] } }, active] },
    { men: 3, members: 0, alone: [0, 0], without: [0, 3] },
    ['No man by itself: Status is Active.'],
  ],
  [
    'what must not hold holds of everybody',
    notAdult,
    { men: 3, members: 0, alone: [3], without: [] },
    ['What must not hold does hold of every man, or is not recorded of him.'],
  ],
])('nobody is in because %s', (_why, condition, count, sentences) => {
  expect(whyEmpty(condition, count, names)).toEqual(sentences);
});
