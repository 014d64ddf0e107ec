import { describe, expect, test } from 'vitest';
import { datasetsRead } from '@/lib/analysis/datasets-read';
import { dictionaryCsv } from '@/lib/analysis/dictionary-csv';
import { planCsv } from '@/lib/analysis/plan-csv';
import { parseResultsCsv } from '@/lib/analysis/results-csv';

describe('plan.csv', () => {
  test('has a line for each value, also of a list without any and of an analysis without arguments', () => {
    const text = planCsv([
      {
        id: 'ages',
        method: 'describe',
        arguments: { variables: ['age', 'bmi'], at: [1.5, 2], covariates: [], group: 'arm' },
      },
      { id: 'grades', method: 'grades', arguments: {} },
    ]);
    expect(text.split('\r\n')).toEqual([
      'analysis,method,argument,position,type,value',
      'ages,describe,variables,1,text,age',
      'ages,describe,variables,2,text,bmi',
      'ages,describe,at,1,number,1.5',
      'ages,describe,at,2,number,2',
      'ages,describe,covariates,1,text,',
      'ages,describe,group,1,text,arm',
      'grades,grades,,,,',
      '',
    ]);
  });
});

describe('dictionary.csv', () => {
  test('keeps the levels of a choice in their order', () => {
    const text = dictionaryCsv({
      subjects: [
        {
          name: 'arm',
          label: 'Arm, as allocated',
          type: 'choice',
          levels: [
            { key: 'b', label: 'Second' },
            { key: 'a', label: 'First' },
          ],
          section: 'enrollment',
        },
      ],
    });
    expect(text.split('\r\n')[1]).toBe(
      'subjects,arm,"Arm, as allocated",choice,,b|a,Second|First,enrollment',
    );
  });
});

describe('results.csv', () => {
  const header = 'analysis,row,column,statistic,value,text,reason,precision\n';

  test('every digit of a number comes back, and a text with quotes and commas', () => {
    const { rows } = parseResultsCsv(
      `${header}"a","x=1","all","mean",0.10000000000000001,,,"closed"\n"a","x, ""y""","test","test",,"welch-t",,"iterative"\n"a","","","",,,"one-group","closed"\n`,
    );
    expect(rows.map(({ value, text, reason }) => value ?? text ?? reason)).toEqual([
      0.1,
      'welch-t',
      'one-group',
    ]);
    expect(rows[1]).toMatchObject({ row: 'x, "y"', column: 'test', precision: 'iterative' });
  });

  test.each([
    ['other columns', 'analysis,row\n'],
    ['a line too short', `${header}"a","x","all"\n`],
    ['a line too long', `${header}"a","x","all","n",1,,,"closed",\n`],
    ['nothing said', `${header}"a","x","all","n",,,,"closed"\n`],
    ['two things said', `${header}"a","x","all","n",1,"one",,"closed"\n`],
    ['NaN', `${header}"a","x","all","n",NaN,,,"closed"\n`],
    ['an infinite number', `${header}"a","x","all","n",Inf,,,"closed"\n`],
    ['a reason that nobody knows', `${header}"a","x","all","n",,,"because","closed"\n`],
    ['an unknown precision', `${header}"a","x","all","n",1,,,"rough"\n`],
    ['no file at all', ''],
  ])('%s is refused', (_what, text) => {
    expect(() => parseResultsCsv(text)).toThrow(/^The results have/);
  });
});

test('no patient is read for printed counts and moments', () => {
  expect(
    datasetsRead([
      { id: 'a', method: 'two-groups', arguments: { events: [1, 2], totals: [3, 4] } },
      { id: 'b', method: 'two-means', arguments: { mean: [1, 2], sd: [1, 1], n: [9, 9] } },
    ]),
  ).toEqual([]);
  expect(datasetsRead([{ id: 'c', method: 'grades', arguments: {} }])).toEqual([
    'subjects',
    'adverse_events',
  ]);
});
