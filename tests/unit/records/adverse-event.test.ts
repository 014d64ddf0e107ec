import { describe, expect, test } from 'vitest';
import { type AdverseEventContent, adverseEventContentSchema } from '@/lib/records/adverse-event';
import { recordEntrySchema } from '@/lib/records/record-entry';

const dryness = {
  term: 'dry_skin',
  grades: [{ from: '2026-02-10', grade: 1 }],
};

function complaints(changes: object): string[] {
  const parsed = adverseEventContentSchema.safeParse({ ...dryness, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

describe('an adverse event', () => {
  test('keeps the version of CTCAE that its grades are of', () => {
    const stored: AdverseEventContent = adverseEventContentSchema.parse(dryness);
    expect(stored.ctcaeVersion).toBe('5.0');
  });

  const step = (from: string, grade: number | string) => ({ from, grade });

  test.each([
    ['one grade, still there', {}, []],
    ['typed as text', { grades: [step('2026-02-10', '3')] }, []],
    ['no grade', { grades: [] }, ['grades']],
    ['a blank grade', { grades: [step('2026-02-10', '')] }, ['grades.0.grade']],
    ['grade 0', { grades: [step('2026-02-10', 0)] }, ['grades.0.grade']],
    ['grade 6', { grades: [step('2026-02-10', 6)] }, ['grades.0.grade']],
    ['grade 4 of a term that ends at 3', { grades: [step('2026-02-10', 4)] }, ['grades.0.grade']],
    [
      'grade 4 of a term that has it',
      { term: 'hypertriglyceridemia', grades: [step('2026-02-10', 4)] },
      [],
    ],
    ['a term that does not exist', { term: 'dry_wit' }, ['term']],
    ['a term whose 6.0 text is not known', { ctcaeVersion: '6.0' }, ['ctcaeVersion']],
    ['a laboratory term of 6.0', { term: 'ldl_increased', ctcaeVersion: '6.0' }, []],
    ['the same term in 5.0, which does not have it', { term: 'ldl_increased' }, ['ctcaeVersion']],
    [
      'azoospermia, chosen by a person',
      { term: 'azoospermia', grades: [step('2026-02-10', 2)] },
      [],
    ],
    ['no term of CTCAE, in words', { term: 'other', description: 'Split nails' }, []],
    ['no term and no words', { term: 'other' }, ['description']],
    [
      'a class of no term',
      { term: 'other', description: 'Split nails', systemOrganClass: 'Nails' },
      ['systemOrganClass'],
    ],
    [
      'a grade that rises and falls',
      { grades: [step('2026-02-10', 1), step('2026-03-10', 2), step('2026-04-10', 1)] },
      [],
    ],
    [
      'two grades of one day',
      { grades: [step('2026-02-10', 1), step('2026-02-10', 2)] },
      ['grades.1.from'],
    ],
    [
      'a later grade with an earlier date',
      { grades: [step('2026-02-10', 1), step('2026-01-10', 2)] },
      ['grades.1.from'],
    ],
    [
      'a change to the same grade',
      { grades: [step('2026-02-10', 1), step('2026-03-10', 1)] },
      ['grades.1.grade'],
    ],
    ['ended on its first day', { endedOn: '2026-02-10' }, []],
    ['ended the day before', { endedOn: '2026-02-09' }, ['endedOn']],
    [
      'ended before its last grade',
      { grades: [step('2026-02-10', 1), step('2026-03-10', 2)], endedOn: '2026-03-09' },
      ['endedOn'],
    ],
    ['recovered with an end', { outcome: 'recovered', endedOn: '2026-03-01' }, []],
    ['recovered without an end', { outcome: 'recovered' }, ['endedOn']],
    ['with sequelae, without an end', { outcome: 'recovered-with-sequelae' }, ['endedOn']],
    ['recovering while it goes on', { outcome: 'recovering' }, []],
    ['recovering after its end', { outcome: 'recovering', endedOn: '2026-03-01' }, ['outcome']],
    [
      'not recovered after its end',
      { outcome: 'not-recovered', endedOn: '2026-03-01' },
      ['outcome'],
    ],
    ['serious with a criterion', { serious: 'yes', seriousness: ['hospitalization'] }, []],
    ['serious without a criterion', { serious: 'yes' }, ['seriousness']],
    [
      'a criterion of what is not serious',
      { serious: 'no', seriousness: ['disability'] },
      ['serious'],
    ],
    ['a criterion before anybody said so', { seriousness: ['disability'] }, ['serious']],
  ])('%s: %j', (_, changes, wrong) => {
    expect(complaints(changes)).toEqual(wrong);
  });

  const death = {
    term: 'stroke',
    grades: [step('2026-02-10', 3), step('2026-02-12', 5)],
    endedOn: '2026-02-12',
    serious: 'yes',
    seriousness: ['death'],
    outcome: 'fatal',
  };

  test.each([
    ['grade 5 with death and a fatal outcome', {}, []],
    ['grade 5 without the criterion', { seriousness: ['hospitalization'] }, ['seriousness']],
    ['grade 5 with another outcome', { outcome: 'unknown' }, ['outcome']],
    ['a fatal outcome without its date', { endedOn: null }, ['endedOn']],
    ['death at a lower grade', { grades: [step('2026-02-10', 3)] }, []],
    [
      'a grade after grade 5',
      { grades: [step('2026-02-10', 5), step('2026-02-12', 3)] },
      ['grades.1.grade'],
    ],
  ])('%s', (_, changes, wrong) => {
    expect(complaints({ ...death, ...changes })).toEqual(wrong);
  });

  test('begins with its first grade', () => {
    const entry = (on: string) => ({ kind: 'adverse-event', on, content: dryness });
    expect(recordEntrySchema.safeParse(entry('2026-02-10')).success).toBe(true);
    expect(recordEntrySchema.safeParse(entry('2026-02-11')).error?.issues).toMatchObject([
      { path: ['on'], message: 'The first grade holds from the onset.' },
    ]);
  });
});
