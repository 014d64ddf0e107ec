import { describe, expect, test } from 'vitest';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { buildPlan } from '@/lib/schedule/build-plan';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import type { PlanFacts } from '@/lib/schedule/plan-facts';
import { aCourse, aDecision } from '@/tests/support/builders/course';
import {
  aRecord,
  compiled,
  datesOf,
  day,
  occurrenceOf,
  planFacts,
} from '@/tests/support/builders/plan-facts';

// Hand-worked from engine §1–§4. Windows are the defaults of C§1.5.

const isotretinoin = compiled('isotretinoin-noa');
const safetyPanel =
  isotretinoin.requirements.find(({ key }) => key === 'baseline-labs')?.items ?? [];

function onIsotretinoin(more: Partial<PlanFacts> = {}): PlanFacts {
  return planFacts({ enrolled: '2026-01-20', firstDoseOn: day('2026-01-31'), ...more });
}

function stateOn(facts: PlanFacts, key: string, today: string) {
  return occurrenceState(occurrenceOf(isotretinoin, facts, key), day(today));
}

describe('month ends and leap days', () => {
  test.each([
    ['monthly-check#1', '2026-02-28'],
    ['monthly-check#2', '2026-03-31'],
    ['monthly-check#3', '2026-04-30'],
    ['week-4-labs#1', '2026-02-28'],
    ['semen#1', '2026-04-30'],
    ['semen#2', '2026-07-31'],
    ['semen#3', '2026-10-31'],
  ])('first dose 2026-01-31: %s has its target on %s', (key, target) => {
    expect(datesOf(occurrenceOf(isotretinoin, onIsotretinoin(), key)).target).toBe(target);
  });

  test.each([
    ['monthly-check#1', '2028-03-29'],
    ['monthly-check#9', '2028-11-29'],
  ])('first dose on the leap day 2028-02-29: %s has its target on %s', (key, target) => {
    const facts = onIsotretinoin({ enrolledOn: day('2028-02-20'), firstDoseOn: day('2028-02-29') });
    expect(datesOf(occurrenceOf(isotretinoin, facts, key)).target).toBe(target);
  });

  test('repeats while on therapy end at the maximum duration of 9 months', () => {
    const keys = buildPlan(isotretinoin, onIsotretinoin()).occurrences.map(({ key }) => key);
    expect(keys).toContain('monthly-check#9');
    expect(keys).not.toContain('monthly-check#10');
  });

  test('the decision to continue at month 9 extends them by 3 months', () => {
    const decision = {
      key: 'maximum-duration-review',
      chosen: 'continue',
      effectiveOn: day('2026-10-31'),
    };
    const plan = buildPlan(isotretinoin, onIsotretinoin({ decisions: [decision] }));
    const keys = plan.occurrences.map(({ key }) => key);
    expect(keys).toContain('monthly-check#12');
    expect(keys).toContain('semen#4');
    expect(keys).not.toContain('monthly-check#13');
    expect(
      datesOf(
        occurrenceOf(
          isotretinoin,
          onIsotretinoin({ decisions: [decision] }),
          'second-maximum-review#1',
        ),
      ).target,
    ).toBe('2027-01-31');
  });

  test.each([
    ['a second time', 'continue', 'monthly-check#15'],
    ['no second time', 'stop', 'monthly-check#12'],
  ])('at month 12 it is decided anew: %s', (_what, chosen, last) => {
    const decisions = [
      { key: 'maximum-duration-review', chosen: 'continue', effectiveOn: day('2026-10-31') },
      { key: 'second-maximum-review', chosen, effectiveOn: day('2027-01-31') },
    ];
    const keys = buildPlan(isotretinoin, onIsotretinoin({ decisions })).occurrences.map(
      ({ key }) => key,
    );
    const checks = keys.filter((key) => key.startsWith('monthly-check#'));
    expect(checks.at(-1)).toBe(last);
  });

  test('a second extension counts only while the first one stands', () => {
    const decisions = [
      { key: 'maximum-duration-review', chosen: 'stop', effectiveOn: day('2026-10-31') },
      { key: 'second-maximum-review', chosen: 'continue', effectiveOn: day('2027-01-31') },
    ];
    const keys = buildPlan(isotretinoin, onIsotretinoin({ decisions })).occurrences.map(
      ({ key }) => key,
    );
    expect(keys).not.toContain('monthly-check#10');
  });
});

describe('windows', () => {
  test('a monthly check is permitted 7 days either side and best within 3', () => {
    const check = occurrenceOf(isotretinoin, onIsotretinoin(), 'monthly-check#2');
    expect(datesOf(check)).toEqual({
      target: '2026-03-31',
      opensOn: '2026-03-24',
      closesOn: '2026-04-07',
      actual: null,
    });
    expect(check.optimalFrom).toBe(day('2026-03-28'));
    expect(check.optimalTo).toBe(day('2026-04-03'));
  });

  test.each([
    ['2026-03-23', 'upcoming'],
    ['2026-03-24', 'due'],
    ['2026-04-07', 'due'],
    ['2026-04-08', 'overdue'],
    ['2026-04-22', 'overdue'],
    ['2026-04-23', 'missed'],
  ])('nothing recorded: the check of month 2 is, on %s, %s', (today, state) => {
    expect(stateOn(onIsotretinoin(), 'monthly-check#2', today)).toBe(state);
  });

  test('an agreed date after the window keeps it due until then', () => {
    const facts = onIsotretinoin({
      reschedules: [
        { occurrenceKey: 'monthly-check#2', plannedOn: day('2026-04-12'), reason: 'travel' },
      ],
    });
    expect(stateOn(facts, 'monthly-check#2', '2026-04-12')).toBe('due');
    expect(stateOn(facts, 'monthly-check#2', '2026-04-13')).toBe('overdue');
  });
});

describe('baseline', () => {
  test.each([
    ['2026-01-02', 'missed'],
    ['2026-01-03', 'done'],
    ['2026-01-31', 'done'],
    ['2026-02-01', 'missed'],
  ])('labs of %s, look-back 28 days, first dose 2026-01-31: %s', (drawn, state) => {
    const facts = onIsotretinoin({ records: [aRecord('lab-report', drawn, safetyPanel)] });
    expect(stateOn(facts, 'baseline-labs#1', '2026-02-10')).toBe(state);
  });

  test('stays due without an end while there is no first dose, and is missed the day after it', () => {
    const waiting = onIsotretinoin({ firstDoseOn: null });
    expect(stateOn(waiting, 'baseline-labs#1', '2026-06-01')).toBe('due');
    expect(stateOn(onIsotretinoin(), 'baseline-labs#1', '2026-01-31')).toBe('due');
    expect(stateOn(onIsotretinoin(), 'baseline-labs#1', '2026-02-01')).toBe('missed');
  });

  test('another look-back is a setting', () => {
    const longer = compiled('isotretinoin-noa', { 'baseline-labs-look-back': 30 });
    const facts = onIsotretinoin({ records: [aRecord('lab-report', '2026-01-02', safetyPanel)] });
    expect(datesOf(occurrenceOf(longer, facts, 'baseline-labs#1')).actual).toBe('2026-01-02');
  });
});

describe('late, missed and unscheduled visits', () => {
  test.each([
    ['2026-04-07', 'on-time'],
    ['2026-04-08', 'late'],
    ['2026-04-22', 'late'],
  ])('a check on %s completes month 2 %s', (on, timing) => {
    const facts = onIsotretinoin({ records: [aRecord('symptom-check', on)] });
    expect(occurrenceOf(isotretinoin, facts, 'monthly-check#2').timing).toBe(timing);
  });

  test('on the day on which month 3 opens the check belongs to month 3, and month 2 is missed', () => {
    const facts = onIsotretinoin({ records: [aRecord('symptom-check', '2026-04-23')] });
    expect(occurrenceOf(isotretinoin, facts, 'monthly-check#3').actual).toBe(day('2026-04-23'));
    expect(stateOn(facts, 'monthly-check#2', '2026-04-23')).toBe('missed');
  });

  test('an early record is left unscheduled until a person links it', () => {
    const record = aRecord('semen-analysis', '2026-04-10', ['neat', 'pellet']);
    const alone = onIsotretinoin({ records: [record] });
    expect(buildPlan(isotretinoin, alone).unscheduledRecordIds).toEqual([record.id]);
    const linked = { ...alone, links: [{ recordId: record.id, occurrenceKey: 'semen#1' }] };
    const semen = occurrenceOf(isotretinoin, linked, 'semen#1');
    expect(semen).toMatchObject({ actual: day('2026-04-10'), timing: 'early', offPlan: true });
  });

  test('a waived occurrence that is done all the same says so', () => {
    const facts = onIsotretinoin({
      records: [aRecord('symptom-check', '2026-03-31')],
      waivers: [{ occurrenceKey: 'monthly-check#2', reason: 'seen abroad' }],
    });
    expect(occurrenceOf(isotretinoin, facts, 'monthly-check#2')).toMatchObject({
      actual: day('2026-03-31'),
      waived: false,
      wasWaived: true,
    });
  });

  test('a waived one takes no late record; an older one still wanted does', () => {
    const facts = onIsotretinoin({
      records: [aRecord('symptom-check', '2026-04-10')],
      waivers: [{ occurrenceKey: 'monthly-check#2', reason: 'seen abroad' }],
    });
    expect(stateOn(facts, 'monthly-check#2', '2026-04-12')).toBe('waived');
    expect(buildPlan(isotretinoin, facts).unscheduledRecordIds).toHaveLength(1);
  });

  test('a person can close an open one: it is missed at once, with the reason', () => {
    const closure = {
      occurrenceKey: 'monthly-check#2',
      closedOn: day('2026-04-01'),
      reason: 'ill',
    };
    const facts = onIsotretinoin({ closures: [closure] });
    expect(stateOn(facts, 'monthly-check#2', '2026-04-01')).toBe('missed');
    expect(occurrenceOf(isotretinoin, facts, 'monthly-check#2').reason).toBe('ill');
  });

  test('entering a visit weeks afterwards gives the plan that entering it at once gives', () => {
    const early = aRecord('symptom-check', '2026-03-02');
    const later = aRecord('symptom-check', '2026-03-30');
    const one = buildPlan(isotretinoin, onIsotretinoin({ records: [early, later] }));
    const other = buildPlan(isotretinoin, onIsotretinoin({ records: [later, early] }));
    expect(other).toEqual(one);
    expect(one.occurrences.find(({ key }) => key === 'monthly-check#1')?.timing).toBe('on-time');
  });
});

describe('content', () => {
  test('two reports from two laboratories complete one panel on the day of the second', () => {
    const half = Math.floor(safetyPanel.length / 2);
    const reports = [
      aRecord('lab-report', '2026-02-25', safetyPanel.slice(0, half)),
      aRecord('lab-report', '2026-03-03', safetyPanel.slice(half)),
    ];
    const facts = onIsotretinoin({ records: reports });
    expect(occurrenceOf(isotretinoin, facts, 'week-4-labs#1')).toMatchObject({
      actual: day('2026-03-03'),
      recordIds: ['lab-report 2026-02-25', 'lab-report 2026-03-03'],
      timing: 'on-time',
    });
  });

  test('a partial panel stays due and names what is missing', () => {
    const facts = onIsotretinoin({
      records: [aRecord('lab-report', '2026-02-25', safetyPanel.slice(2))],
    });
    const labs = occurrenceOf(isotretinoin, facts, 'week-4-labs#1');
    expect(labs.missing).toEqual(safetyPanel.slice(0, 2));
    expect(stateOn(facts, 'week-4-labs#1', '2026-02-26')).toBe('due');
  });

  test('one report completes the week 4 panel and, in its window, the monthly one', () => {
    const facts = onIsotretinoin({
      records: [aRecord('lab-report', '2026-03-26', safetyPanel)],
    });
    expect(occurrenceOf(isotretinoin, facts, 'monthly-labs#1').timing).toBe('on-time');
    expect(occurrenceOf(isotretinoin, facts, 'week-4-labs#1').timing).toBe('late');
  });
});

describe('two semen samples in one window', () => {
  const first = aRecord('semen-analysis', '2026-04-20', ['neat', 'pellet']);
  const second = aRecord('semen-analysis', '2026-05-05', ['neat', 'pellet']);

  test.each([
    ['the earlier entered first', [first, second]],
    ['the later entered first', [second, first]],
  ])('%s: the earlier sample is the month 3 sample, the later is unscheduled', (_, records) => {
    const plan = buildPlan(isotretinoin, onIsotretinoin({ records }));
    const semen = plan.occurrences.find(({ key }) => key === 'semen#1');
    expect(semen?.recordIds).toEqual([first.id]);
    expect(plan.unscheduledRecordIds).toEqual([second.id]);
  });

  test('on one day the collection time decides, not the order of entry', () => {
    const late = aRecord('semen-analysis', '2026-04-30', ['pellet'], { id: 'a', time: '11:00' });
    const soon = aRecord('semen-analysis', '2026-04-30', ['pellet'], { id: 'b', time: '08:00' });
    const plan = buildPlan(isotretinoin, onIsotretinoin({ records: [late, soon] }));
    expect(plan.occurrences.find(({ key }) => key === 'semen#1')?.recordIds).toEqual(['b']);
  });
});

describe('dispensing counts from the actual supply', () => {
  const dispensed = (on: string, coversDays: number) =>
    aRecord('dispensing', on, [], { coversDays });

  test('a 30-day supply of 2026-01-31 lasts through 2026-03-01 and opens 7 days before', () => {
    const facts = onIsotretinoin({ records: [dispensed('2026-01-31', 30)] });
    expect(datesOf(occurrenceOf(isotretinoin, facts, 'dispensing#2'))).toEqual({
      target: '2026-03-01',
      opensOn: '2026-02-22',
      closesOn: '2026-03-01',
      actual: null,
    });
  });

  test('a late pick-up moves what follows', () => {
    const facts = onIsotretinoin({
      records: [dispensed('2026-01-31', 30), dispensed('2026-03-06', 28)],
    });
    expect(occurrenceOf(isotretinoin, facts, 'dispensing#2').timing).toBe('late');
    expect(datesOf(occurrenceOf(isotretinoin, facts, 'dispensing#3')).target).toBe('2026-04-02');
  });

  test('a missed one counts on from its target', () => {
    const facts = onIsotretinoin({
      records: [dispensed('2026-01-31', 30), dispensed('2026-03-31', 30)],
    });
    expect(stateOn(facts, 'dispensing#2', '2026-03-31')).toBe('missed');
    expect(datesOf(occurrenceOf(isotretinoin, facts, 'dispensing#3'))).toMatchObject({
      target: '2026-03-31',
      actual: '2026-03-31',
    });
  });
});

describe('holds', () => {
  const held = { heldOn: day('2026-03-20'), resumedOn: null };
  const resumed = { heldOn: day('2026-03-20'), resumedOn: day('2026-04-10') };

  test('while it lasts, dispensing and REMS checks wait for the resume; checks, labs and semen stay due', () => {
    const facts = onIsotretinoin({ holds: [held] });
    expect(occurrenceOf(isotretinoin, facts, 'rems-check#2')).toMatchObject({
      target: null,
      pendingAnchor: 'resume',
    });
    expect(stateOn(facts, 'rems-check#2', '2026-03-31')).toBe('pending');
    expect(stateOn(facts, 'monthly-check#2', '2026-03-31')).toBe('due');
    expect(stateOn(facts, 'monthly-labs#1', '2026-03-31')).toBe('due');
    expect(stateOn(facts, 'semen#1', '2026-04-30')).toBe('due');
  });

  test('once resumed, a REMS check that it covered does not apply and dispensing is due that day', () => {
    const facts = onIsotretinoin({
      holds: [resumed],
      records: [
        aRecord('dispensing', '2026-01-31', [], { coversDays: 30 }),
        aRecord('dispensing', '2026-02-28', [], { coversDays: 30 }),
      ],
    });
    expect(occurrenceOf(isotretinoin, facts, 'rems-check#2').notApplicableReason).toBe(
      'therapy-on-hold',
    );
    expect(datesOf(occurrenceOf(isotretinoin, facts, 'dispensing#3')).target).toBe('2026-04-10');
  });

  test('by default later targets stay; a setting shifts them by the length of the hold', () => {
    const shifting = compiled('isotretinoin-noa', { 'hold-shifts-targets': true });
    const facts = onIsotretinoin({ holds: [resumed] });
    expect(datesOf(occurrenceOf(isotretinoin, facts, 'semen#1')).target).toBe('2026-04-30');
    expect(datesOf(occurrenceOf(shifting, facts, 'semen#1')).target).toBe('2026-05-21');
  });

  test('a hold creates a follow-up 7 days later; withdrawing the hold makes it not applicable', () => {
    const trigger = { trigger: 'hold', recordId: 'h', on: day('2026-03-20') } as const;
    const active = onIsotretinoin({ triggers: [{ ...trigger, active: true }] });
    expect(datesOf(occurrenceOf(isotretinoin, active, 'hold-follow-up@h')).target).toBe(
      '2026-03-27',
    );
    const withdrawn = onIsotretinoin({
      triggers: [{ ...trigger, active: false, inactiveReason: 'trigger-withdrawn' }],
    });
    expect(occurrenceOf(isotretinoin, withdrawn, 'hold-follow-up@h').notApplicableReason).toBe(
      'trigger-withdrawn',
    );
  });
});

describe('a stop, also one that is entered afterwards', () => {
  const facts = onIsotretinoin({ lastDoseOn: day('2026-04-20') });

  test('what opens later does not apply; what was open stays', () => {
    expect(occurrenceOf(isotretinoin, facts, 'monthly-check#3').notApplicableReason).toBe(
      'therapy-stopped',
    );
    expect(stateOn(facts, 'semen#1', '2026-04-30')).toBe('due');
    expect(occurrenceOf(isotretinoin, facts, 'semen#2').notApplicableReason).toBe(
      'therapy-stopped',
    );
  });

  test('a check made before the backdated stop was entered keeps its place', () => {
    const done = { ...facts, records: [aRecord('symptom-check', '2026-03-31')] };
    expect(occurrenceOf(isotretinoin, done, 'monthly-check#2').actual).toBe(day('2026-03-31'));
  });

  test('the lipid check 8 weeks after the last dose exists where the clinic wants it', () => {
    const wanting = compiled('isotretinoin-noa', { 'post-treatment-lipids': true });
    expect(datesOf(occurrenceOf(wanting, facts, 'post-treatment-lipids#1')).target).toBe(
      '2026-06-15',
    );
  });
});

describe('REMS checks end where the site changes to enrollment only', () => {
  test('targets from that day on are superseded; the clinical check stays', () => {
    const facts = onIsotretinoin({ remsEnrollmentOnlyFrom: day('2026-04-30') });
    expect(occurrenceOf(isotretinoin, facts, 'rems-check#2').notApplicableReason).toBeNull();
    expect(occurrenceOf(isotretinoin, facts, 'rems-check#3').notApplicableReason).toBe(
      'superseded',
    );
    expect(occurrenceOf(isotretinoin, facts, 'monthly-check#3').notApplicableReason).toBeNull();
  });
});

describe('what is never done late', () => {
  test('a baseline agreed for a day after the first dose is still missed the day after it', () => {
    const facts = onIsotretinoin({
      reschedules: [
        { occurrenceKey: 'baseline-labs#1', plannedOn: day('2026-02-10'), reason: 'travel' },
      ],
      records: [aRecord('lab-report', '2026-02-05', safetyPanel)],
    });
    expect(occurrenceOf(isotretinoin, facts, 'baseline-labs#1')).toMatchObject({
      actual: null,
      planned: day('2026-01-31'),
    });
    expect(stateOn(facts, 'baseline-labs#1', '2026-02-01')).toBe('missed');
  });

  test('a confirmatory sample cannot be agreed for a day after its window', () => {
    const facts = onIsotretinoin({
      triggers: [
        { trigger: 'motile-positive', recordId: 's', on: day('2026-04-30'), active: true },
      ],
      reschedules: [
        { occurrenceKey: 'confirmatory-semen@s', plannedOn: day('2026-07-10'), reason: 'travel' },
      ],
      records: [aRecord('semen-analysis', '2026-07-08', ['pellet'])],
    });
    expect(stateOn(facts, 'confirmatory-semen@s', '2026-06-26')).toBe('missed');
    expect(occurrenceOf(isotretinoin, facts, 'semen#2').actual).toBeNull();
  });
});

describe('from the actual day, and with a shortest gap', () => {
  // No protocol of the library repeats in these two ways, so its monthly check is made to.
  function checksThat(change: Partial<(typeof isotretinoin.requirements)[number]>) {
    return {
      ...isotretinoin,
      requirements: isotretinoin.requirements
        .filter(({ key }) => key === 'monthly-check')
        .map((requirement) => ({ ...requirement, ...change })),
    };
  }

  function targets(change: Parameters<typeof checksThat>[0], facts: PlanFacts) {
    const { occurrences } = buildPlan(checksThat(change), facts);
    return occurrences.map((occurrence) => datesOf(occurrence).target);
  }

  const late = onIsotretinoin({ records: [aRecord('symptom-check', '2026-03-20')] });

  test('from-actual: the next counts from the day on which the one before was done', () => {
    expect(targets({ rebase: 'from-actual', count: 3 }, late)).toEqual([
      '2026-02-28',
      '2026-04-20',
      '2026-05-20',
    ]);
  });

  test('from-actual: after a missed one it counts from its target', () => {
    expect(targets({ rebase: 'from-actual', count: 3 }, onIsotretinoin())).toEqual([
      '2026-02-28',
      '2026-03-28',
      '2026-04-28',
    ]);
  });

  test('min-gap: a target moves only as far as the gap asks', () => {
    const change = { rebase: 'min-gap', minGapDays: 21, count: 4 } as const;
    expect(targets(change, late)).toEqual(['2026-02-28', '2026-04-10', '2026-04-30', '2026-05-31']);
    expect(targets(change, onIsotretinoin())).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
  });

  test('they also end where a protocol has no maximum duration', () => {
    const protocol = { ...checksThat({ rebase: 'from-actual', count: 2 }), maximumDuration: null };
    expect(buildPlan(protocol, late).occurrences).toHaveLength(2);
  });
});

describe('a record between two windows that overlap', () => {
  // Months 3 and 6 are wanted on 2026-04-30 and 2026-07-31; 2026-06-15 is 46 days from both.
  const wide = compiled('isotretinoin-noa', {
    'semen-window-before': 60,
    'semen-window-after': 60,
  });

  test.each([
    ['2026-06-14', 'semen#1'],
    ['2026-06-15', 'semen#1'],
    ['2026-06-16', 'semen#2'],
  ])('a sample of %s goes to the nearer target, on a tie to the earlier: %s', (on, key) => {
    const facts = onIsotretinoin({ records: [aRecord('semen-analysis', on, ['pellet'])] });
    expect(occurrenceOf(wide, facts, key).actual).toBe(day(on));
  });

  test('the person’s choice takes it from where the rule would have put it', () => {
    const record = aRecord('semen-analysis', '2026-06-14', ['pellet']);
    const facts = onIsotretinoin({
      records: [record],
      links: [{ recordId: record.id, occurrenceKey: 'semen#2' }],
    });
    expect(occurrenceOf(wide, facts, 'semen#1').actual).toBeNull();
    expect(occurrenceOf(wide, facts, 'semen#2')).toMatchObject({
      actual: day('2026-06-14'),
      timing: 'on-time',
      offPlan: true,
    });
  });

  test('a report counts in the window in which it lies, though an older panel lacks the same tests', () => {
    const facts = onIsotretinoin({
      records: [
        aRecord('lab-report', '2026-03-26', ['triglycerides', 'cholesterol_total', 'hdl', 'ldl']),
        aRecord('lab-report', '2026-04-29', ['ast', 'alt']),
      ],
    });
    expect(occurrenceOf(isotretinoin, facts, 'monthly-labs#1').missing).toEqual(['ast', 'alt']);
    expect(occurrenceOf(isotretinoin, facts, 'monthly-labs#2').recordIds).toEqual([
      'lab-report 2026-04-29',
    ]);
  });
});

test('a signature about one sample is no visit: the plan does not list it as unscheduled', () => {
  const course = aCourse('2026-01-20', {
    decisions: [
      aDecision('adequate-for-icsi', 'adequate', '2026-05-01', { recordId: 'sample' }),
      aDecision('month-6-review', 'continue', '2026-07-31'),
    ],
  });
  const { plan } = evaluateCourse(isotretinoin, course, day('2026-08-01'));
  expect(plan.unscheduledRecordIds).toEqual(['decision-month-6-review']);
});
