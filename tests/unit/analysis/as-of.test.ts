import { describe, expect, test } from 'vitest';
import { asOf } from '@/lib/analysis/as-of';
import type { Course } from '@/lib/course/course';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { salvageMicroTese } from '@/lib/protocols/library/salvage-micro-tese';
import { protocolDefinitionSchema } from '@/lib/protocols/schema';
import {
  aCourse,
  aDecision,
  clinicalRecord,
  isotretinoin,
  semen,
} from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';
import { recordedCase } from '@/tests/support/builders/study-case';

const cutOff = day('2026-06-30');

function courseAsOf(course: Course): Course {
  const known = asOf(recordedCase(course), cutOff);
  if (known === null) {
    throw new Error('He was enrolled by then.');
  }
  return known.course;
}

describe('as of a day', () => {
  test('a man who was enrolled later is not there', () => {
    expect(asOf(recordedCase(aCourse('2026-07-01')), cutOff)).toBeNull();
    expect(asOf(recordedCase(aCourse('2026-06-30')), cutOff)).not.toBeNull();
  });

  test('records of that day count, those of the next do not, and no voided one comes back', () => {
    const records = [
      isotretinoin('2026-01-05'),
      semen('2026-06-30', 'N', { voided: true }),
      semen('2026-06-30', 'N'),
      semen('2026-07-01', 'P'),
    ];
    expect(courseAsOf(aCourse('2026-01-01', { records })).records).toEqual(records.slice(0, 3));
  });

  test('an end that came later has not come, with its reason', () => {
    const course = aCourse('2026-01-01', { endedOn: day('2026-08-01'), died: true });
    const ended = { status: 'died', endCategory: null, endAdverseEventId: 'event' };
    expect(asOf(recordedCase(course, ended), cutOff)).toMatchObject({
      status: 'active',
      endAdverseEventId: null,
      course: { endedOn: null, died: false },
    });
    const earlier = aCourse('2026-01-01', { endedOn: cutOff, died: true });
    expect(asOf(recordedCase(earlier, ended), cutOff)).toMatchObject({
      status: 'died',
      endAdverseEventId: 'event',
      course: { endedOn: cutOff, died: true },
    });
  });

  test('a decision counts from the day on which it was taken', () => {
    const decisions = [
      aDecision('month-6-review', 'continue', '2026-06-30'),
      aDecision('month-9-review', 'stop', '2026-09-30'),
    ];
    expect(courseAsOf(aCourse('2026-01-01', { decisions })).decisions).toEqual(
      decisions.slice(0, 1),
    );
  });

  test('a link to a later record links nothing, and a later closure has not happened', () => {
    const late = semen('2026-07-03', 'N');
    const adjustment = { occurrenceKey: 'semen#2', recordId: null, on: null, reason: '' };
    const kept = [
      { ...adjustment, kind: 'waiver' },
      { ...adjustment, kind: 'reschedule', on: day('2026-09-01') },
      { ...adjustment, kind: 'closure', on: day('2026-06-01') },
    ] as const;
    const adjustments = [
      ...kept,
      { ...adjustment, kind: 'closure', on: day('2026-07-01') },
      { ...adjustment, kind: 'link', recordId: late.id },
    ] as const;
    const course = aCourse('2026-01-01', { records: [late], adjustments });
    expect(courseAsOf(course).adjustments).toEqual(kept);
  });

  test('an outcome that came later is awaited, and a later transfer was not made', () => {
    const cycle = clinicalRecord('icsi-cycle', '2026-05-01', {
      embryos: 3,
      embryosFrozen: 1,
      transfers: [
        {
          on: '2026-05-06',
          embryos: 1,
          origin: 'fresh',
          outcome: 'live-birth',
          outcomeOn: '2027-01-20',
          liveBorn: 1,
        },
        { on: '2026-08-06', embryos: 1, origin: 'frozen' },
      ],
    });
    const [known] = courseAsOf(aCourse('2026-01-01', { records: [cycle] })).records;
    expect(known?.content).toMatchObject({
      transfers: [{ on: '2026-05-06', outcome: 'awaited', outcomeOn: null, liveBorn: null }],
    });
  });

  test('an adverse event has the grades that it had had, and goes on', () => {
    const event = clinicalRecord('adverse-event', '2026-06-01', {
      term: 'dry_skin',
      grades: [
        { from: '2026-06-01', grade: 1 },
        { from: '2026-07-10', grade: 2 },
      ],
      endedOn: '2026-08-01',
      outcome: 'recovered',
    });
    const [known] = courseAsOf(aCourse('2026-01-01', { records: [event] })).records;
    expect(known?.content).toMatchObject({
      grades: [{ from: '2026-06-01', grade: 1 }],
      endedOn: null,
    });
  });

  test('before an amendment he follows the version that he followed then', () => {
    const [first, second] = ['salvage', 'isotretinoin'].map(() =>
      compileProtocol(protocolDefinitionSchema.parse(salvageMicroTese)),
    );
    if (first === undefined || second === undefined) {
      throw new Error('Two versions.');
    }
    const amendments = [
      { protocol: first, until: day('2026-03-01') },
      { protocol: second, until: day('2026-07-01') },
    ];
    const known = asOf(recordedCase(aCourse('2026-01-01', { amendments })), cutOff);
    expect(known?.protocol).toBe(second);
    expect(known?.course.amendments).toEqual(amendments.slice(0, 1));
  });
});
