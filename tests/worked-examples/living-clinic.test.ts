// The living clinic shows, on whatever day it is loaded, every situation that the program exists for.
import { describe, expect, it } from 'vitest';
import { adverseEventSuggestions } from '@/lib/course/adverse-event-suggestions';
import { civilDate, type Day, toDay } from '@/lib/dates/civil-date';
import { livingClinic } from '@/lib/demo/living-clinic';
import { recordsOf } from '@/lib/records/clinical-record';
import type { OccurrenceState } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { DemoMan } from '../support/demo-man';

const days = ['2026-11-22', '2026-12-31', '2027-02-28', '2028-02-29', '2027-07-31'];

describe.each(days)('living clinic on %s', (date) => {
  const today = toDay(civilDate(date));
  const men = livingClinic(() => today).map((patient) => new DemoMan(patient, today));
  const count = (has: (man: DemoMan) => boolean) => men.filter(has).length;
  const statesOf = (man: DemoMan, requirement: string) =>
    man.evaluation.plan.occurrences
      .filter((occurrence) => occurrence.requirement === requirement)
      .map((occurrence) => occurrenceState(occurrence, today));
  const withState = (requirement: string, state: OccurrenceState) =>
    count((man) => statesOf(man, requirement).includes(state));
  const withFlag = (severity: string) =>
    count((man) => man.evaluation.safety.findings.some((flag) => flag.severity === severity));

  it('has about 60 men at two sites, all eligible but two whose screening ended and one who waits', () => {
    expect(men.length).toBeGreaterThanOrEqual(55);
    expect(men.length).toBeLessThanOrEqual(70);
    expect(new Set(men.map(({ patient }) => patient.site))).toEqual(new Set(['pacific', 'harbor']));
    const refused = men.filter(({ eligibility }) => eligibility.outcome !== 'eligible');
    expect(refused.map(({ eligibility }) => eligibility.outcome)).toEqual([
      'not-eligible',
      'not-eligible',
      'not-eligible',
    ]);
    expect(refused.map(({ patient }) => patient.ended?.status ?? patient.overrideReason)).toEqual([
      expect.stringContaining('psychiatrist agrees'),
      'withdrawn',
      'withdrawn',
    ]);
  });

  it('holds nothing that has not happened yet', () => {
    const later = men.flatMap(({ patient }) => patient.records.filter(({ on }) => on > today));
    expect(later).toEqual([]);
    const decided = men.flatMap(({ patient }) => patient.decisions);
    expect(decided.filter(({ decidedOn }) => decidedOn > today)).toEqual([]);
  });

  it('has no supply that the REMS gate would have refused', () => {
    expect(men.flatMap((man) => man.missingAtSupplies())).toEqual([]);
  });

  it('has work that is due and overdue', () => {
    for (const requirement of ['monthly-check', 'dispensing', 'semen', 'salvage-surgery']) {
      expect(withState(requirement, 'due')).toBeGreaterThan(0);
      expect(withState(requirement, 'overdue')).toBeGreaterThan(0);
    }
    expect(withState('week-4-labs', 'overdue')).toBeGreaterThan(0);
  });

  it('asks the PHQ-9 of the men it sees: of all who are up to date none is overdue', () => {
    const overdue = men.filter((man) => statesOf(man, 'phq-9').includes('overdue'));
    expect(overdue.length).toBeLessThanOrEqual(1);
    expect(withState('phq-9', 'done')).toBeGreaterThan(5);
    expect(withState('baseline-phq-9', 'missed')).toBe(0);
  });

  it('has decisions to make', () => {
    expect(withState('fsh-decision-month-1', 'due')).toBe(3);
    expect(withState('fsh-decision-month-1', 'overdue')).toBeGreaterThan(0);
    expect(withState('fsh-decision-month-2', 'due')).toBe(1);
    expect(withState('month-6-review', 'due')).toBeGreaterThan(0);
    expect(withState('maximum-duration-review', 'due')).toBe(1);
  });

  it('has adverse events in every state: to be judged, worse, dismissed, going on, over, the drug withdrawn', () => {
    const suggestionsOf = ({ course, evaluation: { therapy } }: DemoMan) =>
      adverseEventSuggestions(course, therapy, '5.0');
    expect(count((man) => suggestionsOf(man).length > 0)).toBeGreaterThan(3);
    expect(count((man) => suggestionsOf(man).length === 0)).toBeGreaterThan(10);
    expect(
      count((man) => suggestionsOf(man).some(({ eventId }) => eventId !== null)),
    ).toBeGreaterThanOrEqual(1);
    const dismissed = ({ patient }: DemoMan) =>
      patient.records.some(({ kind }) => kind === 'adverse-event-dismissal');
    expect(count(dismissed)).toBeGreaterThanOrEqual(1);
    const events = men.flatMap((man) => man.adverseEvents());
    expect(events.filter(({ endedOn }) => endedOn === null).length).toBeGreaterThan(10);
    expect(events.filter(({ endedOn }) => endedOn !== null).length).toBeGreaterThanOrEqual(1);
    expect(events.filter(({ action }) => action === 'drug-withdrawn')).toHaveLength(1);
  });

  it('has red and amber flags, and a man on hold', () => {
    expect(withFlag('red')).toBeGreaterThanOrEqual(4);
    expect(withFlag('amber')).toBeGreaterThanOrEqual(3);
    expect(count((man) => man.evaluation.therapy.holds.some((hold) => !hold.resumedOn))).toBe(1);
  });

  it.each([
    ['awaiting-confirmation', 2],
    ['unconfirmed', 1],
    ['complete', 5],
    ['provisional-complete', 1],
    ['reliable-insufficient', 1],
    ['partial', 1],
    ['ejaculated-sperm', 1],
  ] as const)('%s: %i men', (status, expected) => {
    expect(count((man) => man.evaluation.response.currentStatus === status)).toBe(expected);
  });

  it('has one man whose complete response was not maintained', () => {
    expect(count((man) => man.evaluation.response.maintained === false)).toBe(1);
  });

  it('has contacts with every outcome but a removal, men off the list for now, and one who was lost', () => {
    const contacts = men.flatMap(({ patient }) => patient.contacts ?? []);
    expect(new Set(contacts.map(({ outcome }) => outcome))).toEqual(
      new Set(['no-answer', 'reached-call-again', 'reached-agreed-date', 'wrong-number']),
    );
    expect(contacts.filter(({ remindOn = today }) => remindOn > today)).toHaveLength(1);
    const lost = men.filter(({ patient }) => patient.ended?.status === 'lost-to-follow-up');
    expect(lost.map(({ evaluation }) => evaluation.therapy.lastDoseOn)).toEqual([null]);
    expect(lost.map(({ patient }) => patient.contacts?.length)).toEqual([3]);
  });

  it('has cycles whose outcome is awaited, and a pregnancy that goes on', () => {
    const cycles = men.flatMap((man) =>
      recordsOf(man.course.records, 'icsi-cycle').map(({ content }) => content),
    );
    const outcomes = cycles.flatMap(({ transfers }) => transfers.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'awaited')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome === 'ongoing')).toHaveLength(1);
  });

  it('has a man who stopped less than a month ago', () => {
    const stopped = ({ evaluation: { therapy } }: DemoMan) =>
      therapy.stopReason === 'completed' && today - (therapy.lastDoseOn ?? (0 as Day)) < 28;
    expect(count(stopped)).toBeGreaterThan(0);
  });
});
