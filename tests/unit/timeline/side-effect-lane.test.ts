import { describe, expect, test } from 'vitest';
import { sideEffectLane } from '@/lib/timeline/side-effect-lane';
import { clinicalRecord } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const firstDoseOn = day('2026-01-10');

function event(on: string, content: object) {
  return clinicalRecord('adverse-event', on, content);
}

const dryness = event('2026-02-10', {
  term: 'dry_skin',
  grades: [
    { from: '2026-02-10', grade: 1 },
    { from: '2026-03-10', grade: 3 },
    { from: '2026-04-10', grade: 2 },
  ],
});

describe('the lane of side effects', () => {
  test('a bar is stepped by grade, each step up to the day before the next', () => {
    const [row] = sideEffectLane([dryness], firstDoseOn).rows;
    expect(row?.bars).toMatchObject([
      {
        label: 'Dry skin, worst grade 3',
        worst: 3,
        studyDay: 32,
        to: null,
        steps: [
          { from: day('2026-02-10'), to: day('2026-03-09'), grade: 1 },
          { from: day('2026-03-10'), to: day('2026-04-09'), grade: 3 },
          { from: day('2026-04-10'), to: null, grade: 2 },
        ],
      },
    ]);
  });

  test('what ended lasts to its last day', () => {
    const ended = event('2026-02-10', {
      term: 'dry_skin',
      grades: [{ from: '2026-02-10', grade: 1 }],
      endedOn: '2026-02-20',
    });
    const [row] = sideEffectLane([ended], firstDoseOn).rows;
    expect(row?.bars[0]?.steps).toEqual([
      { from: day('2026-02-10'), to: day('2026-02-20'), grade: 1 },
    ]);
  });

  test('events of one term share a row; rows stand in the order in which they began', () => {
    const grades = (from: string) => [{ from, grade: 1 }];
    const records = [
      event('2026-05-10', { term: 'cheilitis', grades: grades('2026-05-10') }),
      event('2026-03-01', {
        term: 'other',
        description: 'Split nails',
        grades: grades('2026-03-01'),
      }),
      dryness,
      event('2026-02-11', {
        term: 'cheilitis',
        grades: grades('2026-02-11'),
        endedOn: '2026-03-01',
      }),
    ];
    const { rows } = sideEffectLane(records, firstDoseOn);
    expect(rows.map(({ name, bars }) => `${name} ${bars.length}`)).toEqual([
      'Dry skin 1',
      'Cheilitis 2',
      'Split nails 1',
    ]);
  });

  test('checks and questionnaires are marks; a score can be read without pointing at it', () => {
    const lane = sideEffectLane(
      [
        clinicalRecord('symptom-check', '2026-02-10', { answers: { headache: 'mild' } }),
        clinicalRecord('questionnaire', '2026-02-10', { total: 7, item9: 1 }),
      ],
      firstDoseOn,
    );
    expect(lane.checks.map(({ detail }) => detail)).toEqual(['New headache: mild']);
    expect(lane.questionnaires.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'PHQ-9 7: Total 7, item 9: 1',
    ]);
  });
});
