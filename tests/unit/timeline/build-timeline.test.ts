import { describe, expect, test } from 'vitest';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { buildTimeline } from '@/lib/timeline/build-timeline';
import { aCourse, clinicalRecord, isotretinoin, labReport } from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';
import { timelinePatients } from '@/tests/worked-examples/timeline-patients';

function timelineOf(name: string) {
  const patient = timelinePatients[name];
  if (!patient) {
    throw new Error(`no patient ${name}`);
  }
  const protocol = compiled(patient.protocol);
  const today = day(patient.today);
  const evaluation = evaluateCourse(protocol, patient.course, today);
  const view = buildTimeline(protocol, patient.course, evaluation, today);
  return { view, evaluation, course: patient.course };
}

describe.each(Object.keys(timelinePatients))('the timeline of the worked patient "%s"', (name) => {
  const { view, evaluation, course } = timelineOf(name);

  test('holds every record, decision and occurrence once', () => {
    const expected = [
      ...course.records.map(({ id }) => id),
      ...course.decisions.map(({ id }) => id),
      ...evaluation.plan.occurrences.map(({ key }) => key),
    ];
    expect(view.rows.map(({ id }) => id).sort()).toEqual(expected.sort());
  });

  test('puts each on the right date: collected, decided, done or agreed', () => {
    const dates = new Map(view.rows.map((row) => [row.id, row.date]));
    for (const record of course.records) {
      expect(dates.get(record.id)).toBe(toCivilDate(record.on));
    }
    for (const { key, actual, planned } of evaluation.plan.occurrences) {
      const on = actual ?? planned;
      expect(dates.get(key)).toBe(on === null ? null : toCivilDate(on));
    }
  });

  test('lists rows by date, those without a date last', () => {
    const dates = view.rows.map(({ date }) => date ?? '9999-12-31');
    expect(dates).toEqual([...dates].sort());
  });

  test('keeps what is drawn inside the axis', () => {
    const days = [
      ...view.plan.flatMap(({ marks }) => marks.map((mark) => mark.actual ?? mark.target)),
      ...view.sideEffects.checks.map((mark) => mark.day),
    ];
    for (const drawn of days) {
      expect(drawn).toBeGreaterThanOrEqual(view.from);
      expect(drawn).toBeLessThanOrEqual(view.to);
    }
  });
});

describe('what the lanes show', () => {
  test('the confirming pair and the response date, counted from its first sample', () => {
    const { semen } = timelineOf('complete response at month 3').view;
    expect(semen.pair).toEqual({ from: day('2026-04-10'), to: day('2026-05-08') });
    expect(semen.response).toEqual({
      day: day('2026-04-10'),
      label: 'Complete response, 2026-04-10',
    });
  });

  test('"no sperm seen" and "not examined" are kinds of their own, never zero', () => {
    const { points } = timelineOf('hold, resume, stop').view.semen;
    expect(points.map(({ kind, tmc }) => ({ kind, tmc }))).toEqual([
      { kind: 'not-examined', tmc: null },
      { kind: 'no-sperm-seen', tmc: 0 },
    ]);
  });

  test('FSH carries the range on which the decision turns', () => {
    const fsh = timelineOf('FSH in range').view.labs.find(({ analyte }) => analyte === 'fsh');
    expect(fsh?.decision).toMatchObject({ low: 0.7, high: 11.1 });
  });

  test('a missed injection and one on another day are marks of their drug', () => {
    const exception = (on: string, content: object) =>
      clinicalRecord('injection-exception', on, { drug: 'hcg', reason: 'Travel', ...content });
    const course = aCourse('2026-01-05', {
      arm: 'gonadotropins',
      records: [
        exception('2026-01-12', { kind: 'missed' }),
        exception('2026-01-14', { kind: 'moved', givenOn: '2026-01-15' }),
      ],
    });
    const protocol = compiled('gonadotropin-noa');
    const today = day('2026-02-01');
    const { drug } = buildTimeline(
      protocol,
      course,
      evaluateCourse(protocol, course, today),
      today,
    );
    expect(drug.injectionExceptions).toMatchObject([
      { drug: 'hcg', isMissed: true, date: '2026-01-12', detail: 'Missed: Travel' },
      { drug: 'hcg', isMissed: false, date: '2026-01-14', detail: 'Given on 2026-01-15: Travel' },
    ]);
  });

  test('of a man who left, the axis ends with the last that is known of him, not years later', () => {
    const protocol = compiled('isotretinoin-noa');
    const today = day('2026-11-22');
    const course = aCourse('2020-01-05', {
      endedOn: day('2020-10-01'),
      records: [
        isotretinoin('2020-01-10'),
        clinicalRecord('icsi-cycle', '2020-11-01', {
          transfers: [
            {
              on: '2020-11-04',
              embryos: 1,
              origin: 'fresh',
              outcome: 'live-birth',
              outcomeOn: '2021-07-20',
              liveBorn: 1,
            },
          ],
        }),
      ],
    });
    const { to } = buildTimeline(protocol, course, evaluateCourse(protocol, course, today), today);
    expect(toCivilDate(to as Day)).toBe('2021-07-27');
  });

  test('a hold is a gap up to the day before the resume, and the dose ends at the stop', () => {
    const { drug } = timelineOf('hold, resume, stop').view;
    expect(drug.holds).toMatchObject([{ from: day('2026-03-01'), to: day('2026-03-19') }]);
    expect(drug.doses).toMatchObject([{ from: day('2026-01-10'), to: day('2026-07-31') }]);
  });

  test('a value below the limit of detection keeps its comparator', () => {
    const fsh = timelineOf('complete response at month 3').view.labs.find(
      ({ analyte }) => analyte === 'fsh',
    );
    expect(fsh?.points.map(({ comparator }) => comparator)).toEqual([null, '<']);
  });

  test('a point carries the grade of its reported unit, and its text says by which criterion', () => {
    const protocol = compiled('isotretinoin-noa');
    const course = aCourse('2026-01-05', {
      records: [
        isotretinoin('2026-01-10'),
        labReport('2026-02-07', { triglycerides: '512 mg/dL' }),
        labReport('2026-02-14', { triglycerides: '5.7 mmol/L' }),
        labReport('2026-02-21', { triglycerides: '140 mg/dL' }),
      ],
    });
    const today = day('2026-03-01');
    const view = buildTimeline(protocol, course, evaluateCourse(protocol, course, today), today);
    const points = view.labs.find(({ analyte }) => analyte === 'triglycerides')?.points;
    expect(points?.map(({ grade }) => grade)).toEqual([3, 2, null]);
    expect(points?.[1]?.detail).toContain('Hypertriglyceridemia grade 2: > 3.42 to 5.7 mmol/L');
  });
});
