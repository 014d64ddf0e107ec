import { describe, expect, test } from 'vitest';
import { adverseEventSuggestions } from '@/lib/course/adverse-event-suggestions';
import { therapyOf } from '@/lib/course/therapy';
import type { CtcaeVersion } from '@/lib/ctcae/term';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import { symptoms } from '@/lib/records/symptoms';
import { aCourse, clinicalRecord, isotretinoin, labReport } from '@/tests/support/builders/course';

const ids = {
  march: '00000000-0000-7000-8000-000000000003',
  april: '00000000-0000-7000-8000-000000000004',
  event: '00000000-0000-7000-8000-00000000000e',
};

function check(on: string, answers: SymptomAnswers, id?: string): ClinicalRecord {
  return clinicalRecord('symptom-check', on, { answers }, id === undefined ? {} : { id });
}

function event(on: string, grade: number, more: object = {}): ClinicalRecord {
  const content = { term: 'cheilitis', grades: [{ from: on, grade }], ...more };
  return clinicalRecord('adverse-event', on, content, { id: ids.event });
}

function dismissal(on: string, grade: number | null, suggestedBy = ids.march): ClinicalRecord {
  const content = { term: 'cheilitis', grade, suggestedBy, reason: 'Wind' };
  return clinicalRecord('adverse-event-dismissal', on, content);
}

/** First dose on 2026-01-10. */
function suggestionsOf(records: readonly ClinicalRecord[], version: CtcaeVersion = '5.0') {
  const course = aCourse('2026-01-05', { records: [isotretinoin('2026-01-10'), ...records] });
  return adverseEventSuggestions(course, therapyOf(course.records), version);
}

/** "Cheilitis 2: 2026-03-10 1, 2026-04-10 2" */
function inWords(records: readonly ClinicalRecord[]): string[] {
  return suggestionsOf(records).map(
    ({ name, grade, steps, eventId }) =>
      `${name} ${grade ?? '?'}: ${steps.map((step) => `${toCivilDate(step.from)} ${step.grade}`).join(', ')}${eventId === null ? '' : ' (goes on)'}`,
  );
}

const lips = (answer: 'none' | 'mild' | 'moderate' | 'severe') => ({ 'dry-lips': answer }) as const;

describe('symptom checks suggest adverse events', () => {
  test.each<[string, ClinicalRecord[], string[]]>([
    ['nothing found', [check('2026-03-10', lips('none'))], []],
    ['mild is grade 1', [check('2026-03-10', lips('mild'))], ['Cheilitis 1: 2026-03-10 1']],
    ['moderate is grade 2', [check('2026-03-10', lips('moderate'))], ['Cheilitis 2: 2026-03-10 2']],
    ['severe is grade 3', [check('2026-03-10', lips('severe'))], ['Cheilitis 3: 2026-03-10 3']],
    [
      'the course of grades follows the checks, in whatever order they were entered',
      [
        check('2026-05-10', lips('mild')),
        check('2026-03-10', lips('mild')),
        check('2026-04-10', lips('severe')),
      ],
      ['Cheilitis 3: 2026-03-10 1, 2026-04-10 3, 2026-05-10 1'],
    ],
    [
      'a symptom that is only there or not suggests its term, and a person grades it',
      [check('2026-03-10', { 'night-vision': 'yes' })],
      ['Night blindness ?: '],
    ],
    [
      'two symptoms of one term are one suggestion',
      [check('2026-03-10', { 'limb-swelling': 'yes', 'chest-pain': 'yes' })],
      ['Thromboembolic event ?: '],
    ],
    ['a symptom without a term suggests nothing', [check('2026-03-10', { aggression: 'yes' })], []],
    [
      'the worst first, then the oldest',
      [
        check('2026-03-10', { 'dry-skin': 'mild', 'night-vision': 'yes' }),
        check('2026-04-10', { irritability: 'mild', headache: 'severe' }),
      ],
      [
        'Headache 3: 2026-04-10 3',
        'Dry skin 1: 2026-03-10 1',
        'Irritability 1: 2026-04-10 1',
        'Night blindness ?: ',
      ],
    ],
    ['before the first dose', [check('2026-01-08', lips('severe'))], []],
    ['on the first-dose day, which is baseline', [check('2026-01-10', lips('severe'))], []],
    ['the day after', [check('2026-01-11', lips('mild'))], ['Cheilitis 1: 2026-01-11 1']],
    [
      'as at baseline',
      [check('2026-01-08', lips('moderate')), check('2026-03-10', lips('moderate'))],
      [],
    ],
    [
      'better than at baseline',
      [check('2026-01-08', lips('moderate')), check('2026-03-10', lips('mild'))],
      [],
    ],
    [
      'worse than at baseline',
      [check('2026-01-08', lips('mild')), check('2026-03-10', lips('moderate'))],
      ['Cheilitis 2: 2026-03-10 2'],
    ],
    [
      'the newest answer before treatment is the baseline',
      [
        check('2026-01-06', lips('severe')),
        check('2026-01-09', lips('none')),
        check('2026-03-10', lips('mild')),
      ],
      ['Cheilitis 1: 2026-03-10 1'],
    ],
  ])('%s', (_, records, expected) => {
    expect(inWords(records)).toEqual(expected);
  });

  test('without a first dose nothing is an effect of treatment', () => {
    const course = aCourse('2026-01-05', { records: [check('2026-03-10', lips('severe'))] });
    expect(adverseEventSuggestions(course, therapyOf(course.records), '5.0')).toEqual([]);
  });

  test('a voided check suggests nothing', () => {
    const voided = { ...check('2026-03-10', lips('severe')), voided: true };
    expect(suggestionsOf([voided])).toEqual([]);
  });

  test('says what was found, when, and what was there before', () => {
    const records = [
      check('2026-01-08', lips('mild')),
      check('2026-03-10', lips('severe'), ids.march),
    ];
    expect(suggestionsOf(records)[0]?.evidence).toEqual([
      {
        recordId: ids.march,
        on: records[1]?.on,
        term: 'cheilitis',
        version: '5.0',
        grade: 3,
        what: 'Dry lips: severe',
        note: null,
        baseline: 'Dry lips: mild',
      },
    ]);
  });

  test('a version whose clinical terms are not known grades by the one that is', () => {
    const [suggestion] = suggestionsOf([check('2026-03-10', lips('mild'))], '6.0');
    expect(suggestion?.version).toBe('5.0');
  });

  test('each symptom that names a term names one that is known', () => {
    const records = Object.entries(symptoms).map(([key, { scale }]) =>
      check('2026-03-10', { [key]: scale === 'presence' ? 'yes' : 'severe' }),
    );
    const named = new Set(
      Object.values(symptoms).flatMap(({ ctcaeTerm }) => (ctcaeTerm === null ? [] : [ctcaeTerm])),
    );
    expect(new Set(suggestionsOf(records).map(({ name }) => name))).toEqual(named);
  });
});

const triglycerides = (on: string, value: number, header: object = {}) =>
  labReport(on, { triglycerides: `${value} mg/dL` }, header);

describe('graded laboratory results suggest adverse events', () => {
  test.each<[string, ClinicalRecord[], string[]]>([
    ['below every grade', [triglycerides('2026-02-10', 149)], []],
    ['a grade', [triglycerides('2026-02-10', 512)], ['Hypertriglyceridemia 3: 2026-02-10 3']],
    ['on the first-dose day it is baseline', [triglycerides('2026-01-10', 512)], []],
    [
      'the grade that he had before treatment',
      [triglycerides('2026-01-08', 320), triglycerides('2026-02-10', 480)],
      [],
    ],
    [
      'a grade above the one before treatment',
      [triglycerides('2026-01-08', 320), triglycerides('2026-02-10', 512)],
      ['Hypertriglyceridemia 3: 2026-02-10 3'],
    ],
    [
      'the newest result before treatment is the baseline',
      [
        triglycerides('2026-01-02', 520),
        triglycerides('2026-01-09', 140),
        triglycerides('2026-02-10', 160),
      ],
      ['Hypertriglyceridemia 1: 2026-02-10 1'],
    ],
    [
      'a result that cannot be graded suggests nothing',
      [labReport('2026-02-10', { ast: '190 U/L' })],
      [],
    ],
    ['a voided report suggests nothing', [triglycerides('2026-02-10', 512, { voided: true })], []],
  ])('%s', (_, records, expected) => {
    expect(inWords(records)).toEqual(expected);
  });

  test('says the result, the criterion that it meets and the baseline', () => {
    const [suggestion] = suggestionsOf([
      triglycerides('2026-01-08', 120),
      triglycerides('2026-02-10', 512),
    ]);
    expect(suggestion?.evidence[0]).toMatchObject({
      what: 'Triglycerides 512 mg/dL (> 500 to 1000 mg/dL)',
      baseline: 'Triglycerides 120 mg/dL',
    });
  });
});

describe('a suggestion is answered', () => {
  const mild = check('2026-03-10', lips('mild'), ids.march);
  const severe = check('2026-04-10', lips('severe'), ids.april);

  test.each<[string, ClinicalRecord[], string[]]>([
    ['by an event from its day on', [mild, event('2026-03-10', 1)], []],
    ['by an event that began before', [mild, event('2026-02-20', 1)], []],
    ['by an event of a higher grade', [mild, event('2026-02-20', 2)], []],
    [
      'not by an event that began later',
      [mild, event('2026-03-11', 1)],
      ['Cheilitis 1: 2026-03-10 1'],
    ],
    [
      'not by an event that had ended',
      [mild, event('2026-02-20', 1, { endedOn: '2026-03-09' })],
      ['Cheilitis 1: 2026-03-10 1'],
    ],
    [
      'by an event that ended on its day',
      [mild, event('2026-02-20', 1, { endedOn: '2026-03-10' })],
      [],
    ],
    [
      'not by an event of another term',
      [mild, event('2026-02-20', 1, { term: 'dry_skin' })],
      ['Cheilitis 1: 2026-03-10 1'],
    ],
    [
      'not by a voided event',
      [mild, { ...event('2026-02-20', 1), voided: true }],
      ['Cheilitis 1: 2026-03-10 1'],
    ],
    [
      'a grade above the event’s asks for a change of its course',
      [mild, severe, event('2026-03-10', 1)],
      ['Cheilitis 3: 2026-04-10 3 (goes on)'],
    ],
    [
      'by an event whose course has the grade',
      [
        mild,
        severe,
        event('2026-03-10', 1, {
          grades: [
            { from: '2026-03-10', grade: 1 },
            { from: '2026-04-01', grade: 3 },
          ],
        }),
      ],
      [],
    ],
    [
      'by an event that a person graded lower, knowing of the grade',
      [mild, severe, event('2026-03-10', 1, { suggestedGrade: 3 })],
      [],
    ],
    ['by its dismissal', [mild, dismissal('2026-03-10', 1)], []],
    ['by the dismissal of an older finding', [mild, dismissal('2026-02-10', 1, ids.april)], []],
    [
      'not by the dismissal of a later finding',
      [mild, dismissal('2026-04-10', 3, ids.april)],
      ['Cheilitis 1: 2026-03-10 1'],
    ],
    [
      'worse later, it suggests again',
      [mild, severe, dismissal('2026-03-10', 1)],
      ['Cheilitis 3: 2026-04-10 3'],
    ],
    [
      'dismissed at its worst from the first finding on',
      [mild, severe, dismissal('2026-03-10', 3)],
      [],
    ],
    [
      'a dismissal without a grade answers no grade',
      [mild, dismissal('2026-03-10', null)],
      ['Cheilitis 1: 2026-03-10 1'],
    ],
    [
      'a corrected finding that is worse than what was dismissed suggests again',
      [check('2026-03-10', lips('moderate'), ids.march), dismissal('2026-03-10', 1)],
      ['Cheilitis 2: 2026-03-10 2'],
    ],
  ])('%s', (_, records, expected) => {
    expect(inWords(records)).toEqual(expected);
  });

  test('where nobody suggested a grade, by any grade and by a dismissal without one', () => {
    const vision = check('2026-03-10', { 'night-vision': 'yes' }, ids.march);
    const found = event('2026-03-10', 1, { term: 'night_blindness' });
    const dismissed = clinicalRecord('adverse-event-dismissal', '2026-03-10', {
      term: 'night_blindness',
      grade: null,
      suggestedBy: ids.march,
      reason: 'New lenses',
    });
    expect(suggestionsOf([vision])).toHaveLength(1);
    expect(suggestionsOf([vision, found])).toEqual([]);
    expect(suggestionsOf([vision, dismissed])).toEqual([]);
  });
});
