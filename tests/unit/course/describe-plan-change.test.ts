import { describe, expect, test } from 'vitest';
import { describeEffects, describeStillDue } from '@/lib/course/describe-plan-change';
import type { OccurrenceNote, PlanChange } from '@/lib/course/plan-change';
import { civilDate } from '@/lib/dates/civil-date';

const nothing: PlanChange = {
  satisfied: [],
  undone: [],
  opened: [],
  dropped: [],
  stillDue: [],
  flagsRaised: [],
  flagsReopened: [],
  flagsUpdated: [],
  flagsWithdrawn: [],
  responseBefore: { bestResponse: 'no-sperm', currentStatus: 'no-sperm' },
  responseAfter: { bestResponse: 'no-sperm', currentStatus: 'no-sperm' },
};

const check: OccurrenceNote = {
  key: 'monthly-check#3',
  requirement: 'monthly-check',
  title: 'Monthly check 3',
  kind: 'clinical-check',
  ordinal: 3,
  state: 'done',
  targetOn: civilDate('2026-04-10'),
  plannedOn: civilDate('2026-04-10'),
  closesOn: civilDate('2026-04-17'),
  actualOn: civilDate('2026-04-12'),
  timing: 'on-time',
  missing: [],
  pendingAnchor: null,
  notApplicableReason: null,
};

const labs: OccurrenceNote = {
  ...check,
  key: 'monthly-labs#2',
  title: 'Monthly lipids and liver tests 2',
  kind: 'lab-panel',
  state: 'due',
  actualOn: null,
  timing: null,
};

const textsOf = (change: Partial<PlanChange>) =>
  describeEffects({ ...nothing, ...change }).map(({ text }) => text);

describe('what a save did', () => {
  test('says nothing where nothing happened', () => {
    expect(textsOf({})).toEqual([]);
  });

  test('names a raised flag before what was satisfied', () => {
    const flag = {
      ruleId: 'TG',
      title: 'Triglycerides',
      severity: 'red',
      message: 'Triglycerides: 512 mg/dL.',
    } as const;
    expect(textsOf({ satisfied: [check], flagsRaised: [flag] })).toEqual([
      'Red flag raised: Triglycerides: 512 mg/dL.',
      'Monthly check 3 done on time',
    ]);
  });

  test('names the response when it changes', () => {
    const responseAfter = {
      bestResponse: 'awaiting-confirmation',
      currentStatus: 'awaiting-confirmation',
    } as const;
    expect(textsOf({ responseAfter })).toEqual(['Response is now: awaiting confirmation']);
  });

  test('says when a confirmation comes up', () => {
    const semen = { ...labs, title: 'Confirmatory semen', targetOn: civilDate('2026-05-10') };
    expect(textsOf({ opened: [semen] })).toEqual(['Planned: Confirmatory semen, 10 May 2026']);
  });
});

describe('what is still due', () => {
  test.each([
    [labs, 'Monthly lipids and liver tests 2 still due by 17 Apr 2026'],
    [
      { ...labs, missing: ['ast', 'alt'] },
      'Monthly lipids and liver tests 2 still due by 17 Apr 2026: AST, ALT missing',
    ],
    [
      { ...labs, state: 'overdue', missing: ['ast', 'alt', 'hdl', 'ldl', 'triglycerides'] },
      'Monthly lipids and liver tests 2 is overdue since 17 Apr 2026: 5 tests missing',
    ],
  ] satisfies [OccurrenceNote, string][])('%#', (note, text) => {
    expect(describeStillDue({ stillDue: [note] }).map((line) => line.text)).toEqual([text]);
  });
});
