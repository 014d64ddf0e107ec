import { describe, expect, test } from 'vitest';
import type { Course } from '@/lib/course/course';
import { cumulativeDoses } from '@/lib/course/cumulative-dose';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { summarizeCourse } from '@/lib/course/summarize-course';
import { toCivilDate } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { describeState } from '@/lib/schedule/describe-state';
import { aCourse, clinicalRecord, isotretinoin, semen } from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';

// Hand-worked from engine §3 and decision 026. First dose 2026-01-31, 40 mg a day; the monthly check of month 2
// is open 03-24 to 04-07, that of month 3 04-23 to 05-07, the first semen analysis 04-16 to 05-14.

const clinic = compiled('isotretinoin-noa');
const salvage = compiled('salvage-micro-tese');
const later = day('2026-06-01');

const stop = (on: string, reason: string) =>
  clinicalRecord('stop', on, { reason }, { id: 'the-stop' });
const symptomCheck = (on: string) =>
  clinicalRecord('symptom-check', on, { answers: { 'dry-lips': 'mild' } });

function course(records: readonly ClinicalRecord[], more: Partial<Course> = {}): Course {
  return aCourse('2026-01-20', { records: [isotretinoin('2026-01-31'), ...records], ...more });
}

function statesOf(of: Course, keys: readonly string[], protocol = clinic) {
  const { plan } = evaluateCourse(protocol, of, later);
  return keys.map((key) => {
    const found = plan.occurrences.find((occurrence) => occurrence.key === key);
    return found === undefined ? `${key}: absent` : `${key}: ${describeState(found, later)}`;
  });
}

function summaryOf(of: Course, today = '2026-05-01') {
  return summarizeCourse(clinic, of, evaluateCourse(clinic, of, day(today)), day(today));
}

const kept = [
  'semen#1',
  'monthly-check#2',
  'monthly-check#3',
  'semen#2',
  'stop-follow-up@the-stop',
];

describe('withdrawn for an adverse event', () => {
  const withdrawn = course([semen('2026-04-20', 'N'), stop('2026-04-24', 'adverse-event')], {
    endedOn: day('2026-04-26'),
  });

  test('what was done stays, what was missed stays missed, the rest ended with the enrollment', () => {
    expect(statesOf(withdrawn, kept)).toEqual([
      'semen#1: done on time',
      'monthly-check#2: missed',
      'monthly-check#3: not applicable: enrollment ended',
      'semen#2: not applicable: enrollment ended',
      'stop-follow-up@the-stop: not applicable: enrollment ended',
    ]);
  });

  test('the follow-up after the stop stays where the enrollment ends after it', () => {
    const followed = {
      ...withdrawn,
      records: [...withdrawn.records, symptomCheck('2026-05-01')],
      endedOn: day('2026-05-01'),
    };
    expect(statesOf(followed, ['stop-follow-up@the-stop'])).toEqual([
      'stop-follow-up@the-stop: done on time',
    ]);
  });

  test('the embargo on blood donation outlasts the enrollment', () => {
    const { embargoUntil } = summaryOf(withdrawn);
    expect(embargoUntil && toCivilDate(embargoUntil)).toBe('2026-05-24');
  });
});

describe('completed', () => {
  test('nothing is open, and nothing is waited for', () => {
    const completed = course([semen('2026-04-20', 'N'), stop('2026-05-10', 'completed')], {
      endedOn: day('2026-05-15'),
    });
    expect(statesOf(completed, kept)).toEqual([
      'semen#1: done on time',
      'monthly-check#2: missed',
      'monthly-check#3: missed',
      'semen#2: not applicable: enrollment ended',
      'stop-follow-up@the-stop: absent',
    ]);
    expect(summaryOf(completed, '2026-06-01').due).toEqual([]);
  });
});

describe('lost to follow-up with the last dose not known', () => {
  const lost = course([semen('2026-04-20', 'N')], { endedOn: day('2026-04-26') });

  test('the plan ends as for any other end', () => {
    expect(statesOf(lost, kept.slice(0, 4))).toEqual([
      'semen#1: done on time',
      'monthly-check#2: missed',
      'monthly-check#3: not applicable: enrollment ended',
      'semen#2: not applicable: enrollment ended',
    ]);
  });

  test('the drug reaches to that day at most: 86 days of 40 mg, and no last dose is made up', () => {
    const { therapy } = evaluateCourse(clinic, lost, later);
    expect(therapy.lastDoseOn).toBeNull();
    expect(therapy.unknownLastDoseBy).toBe(day('2026-04-26'));
    expect(cumulativeDoses(therapy, [], later)).toEqual([
      { drug: 'isotretinoin', unit: 'mg', total: 86 * 40, doseDays: 86 },
    ]);
  });

  test('his chart says so, and names no day on which the embargo ends', () => {
    const { therapy, embargoUntil, time } = summaryOf(lost, '2026-06-01');
    expect(therapy).toEqual(['last dose not known, 26 Apr 2026 at the latest']);
    expect(embargoUntil).toBeNull();
    expect(time).toEqual({ month: 2, day: 86 });
  });
});

describe('died', () => {
  test('nothing is planned, and no embargo is shown', () => {
    const died = course([stop('2026-04-24', 'other')], { endedOn: day('2026-04-26'), died: true });
    const { due, embargoUntil } = summaryOf(died);
    expect(due).toEqual([]);
    expect(embargoUntil).toBeNull();
    expect(statesOf(died, ['monthly-check#1', 'monthly-check#4'])).toEqual([
      'monthly-check#1: missed',
      'monthly-check#4: not applicable: enrollment ended',
    ]);
  });
});

describe('moved to an outside clinic while on the drug', () => {
  test('the last dose is as unknown as for a man who is lost', () => {
    const moved = course([], { endedOn: day('2026-04-26') });
    expect(evaluateCourse(clinic, moved, later).therapy.unknownLastDoseBy).toBe(day('2026-04-26'));
  });
});

describe('salvage, withdrawn between surgery and the hormones after it', () => {
  test('the hormones of month 6 are not asked for any more', () => {
    const operated = aCourse('2026-01-20', {
      arm: 'salvage',
      records: [
        clinicalRecord('procedure', '2026-02-01', {
          kind: 'micro-tese',
          side: 'both',
          spermFound: 'no',
        }),
      ],
      endedOn: day('2026-05-20'),
    });
    expect(statesOf(operated, ['post-operative-hormones#1'], salvage)).toEqual([
      'post-operative-hormones#1: not applicable: enrollment ended',
    ]);
  });
});
