import { describe, expect, test } from 'vitest';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { dispensingContentSchema } from '@/lib/records/dispensing';
import {
  type DispensingCase,
  dispensingGate,
  dispensingRequestOf,
  missingItemSentence,
} from '@/lib/rems/dispensing-gate';
import { remsRuleSets } from '@/lib/rems/rule-sets';

const day = (text: string) => toDay(civilDate(text));

const complete: DispensingCase = {
  ruleSet: remsRuleSets.monthly,
  request: {
    prescribedOn: day('2026-03-01'),
    dispensedOn: day('2026-03-03'),
    authorizationPresent: true,
    dispenseBy: day('2026-03-30'),
    daysSupply: 30,
    refills: 0,
  },
  rems: {
    enrolledOn: day('2026-01-05'),
    category: 'cannot-become-pregnant',
    consentOn: day('2026-01-05'),
    consentVersion: '2025-11',
    counseledOn: [day('2026-01-05'), day('2026-03-01')],
    coupleCounseledOn: [],
    bloodDonationAcknowledged: true,
    noSharingAcknowledged: true,
  },
  therapy: 'in-progress',
  openFlags: [],
};

type Change = {
  [Key in 'request' | 'rems']?: Partial<DispensingCase[Key]>;
} & Partial<Omit<DispensingCase, 'request' | 'rems'>>;

function missing({ request, rems, ...rest }: Change): readonly string[] {
  const verdict = dispensingGate({
    ...complete,
    ...rest,
    request: { ...complete.request, ...request },
    rems: { ...complete.rems, ...rems },
  });
  return verdict.allowed ? [] : verdict.missing.map(({ item }) => item);
}

const enrollmentOnly = remsRuleSets['enrollment-only'];

describe('dispensingGate', () => {
  test('allows a supply that lacks nothing', () => {
    expect(dispensingGate(complete)).toEqual({ allowed: true });
    expect(dispensingGate({ ...complete, ruleSet: enrollmentOnly })).toEqual({ allowed: true });
  });

  test.each<[string, Change, readonly string[]]>([
    ['no rule set for the date', { ruleSet: null }, ['rule-set']],
    [
      'a prescription of a later day',
      { request: { prescribedOn: day('2026-03-04') } },
      ['prescription'],
    ],
    ['not enrolled in the REMS', { rems: { enrolledOn: null } }, ['rems-enrollment']],
    ['enrolled on the prescription date', { rems: { enrolledOn: day('2026-03-01') } }, []],
    ['enrolled the day after it', { rems: { enrolledOn: day('2026-03-02') } }, ['rems-enrollment']],
    ['the other category', { rems: { category: 'can-become-pregnant' } }, ['rems-category']],
    ['no consent', { rems: { consentOn: null } }, ['consent']],
    ['no counseling', { rems: { counseledOn: [] } }, ['counseling']],
    [
      'counseling after the prescription',
      { rems: { counseledOn: [day('2026-03-02')] } },
      ['counseling'],
    ],
    // The day of counseling is day 1, so 30 days from 2026-01-31 end on 2026-03-01.
    [
      'counseling 30 days ago by the prescription, dispensed the same day',
      { rems: { counseledOn: [day('2026-01-31')] }, request: { dispensedOn: day('2026-03-01') } },
      [],
    ],
    [
      'counseling 31 days ago by the prescription',
      { rems: { counseledOn: [day('2026-01-30')] } },
      ['counseling'],
    ],
    ['the last day of the window', { request: { dispensedOn: day('2026-03-30') } }, []],
    [
      'the day after the window',
      { request: { dispensedOn: day('2026-03-31'), dispenseBy: day('2026-04-30') } },
      ['prescription-window'],
    ],
    ['no authorization', { request: { authorizationPresent: false } }, ['authorization']],
    ['no dispense-by date', { request: { dispenseBy: null } }, ['dispense-by']],
    ['the dispense-by date itself', { request: { dispenseBy: day('2026-03-03') } }, []],
    ['past the dispense-by date', { request: { dispenseBy: day('2026-03-02') } }, ['dispense-by']],
    ['a supply of 31 days', { request: { daysSupply: 31 } }, ['supply']],
    ['a refill', { request: { refills: 1 } }, ['refills']],
    [
      'blood donation not acknowledged',
      { rems: { bloodDonationAcknowledged: false } },
      ['blood-donation'],
    ],
    ['no sharing not acknowledged', { rems: { noSharingAcknowledged: false } }, ['no-sharing']],
    [
      'a red flag that blocks',
      { openFlags: [{ title: 'Triglycerides', blocksDispensing: true }] },
      ['red-flag'],
    ],
    ['an amber flag', { openFlags: [{ title: 'Hearing', blocksDispensing: false }] }, []],
    ['a hold', { therapy: 'on-hold' }, ['therapy-on-hold']],
    ['a stopped therapy', { therapy: 'stopped' }, ['therapy-stopped']],
  ])('monthly: %s → %o', (_, change, expected) => {
    expect(missing(change)).toEqual(expected);
  });

  test.each<[string, Change, readonly string[]]>([
    ['counseling at enrollment is enough', { rems: { counseledOn: [day('2026-01-05')] } }, []],
    ['no counseling at all', { rems: { counseledOn: [] } }, ['counseling']],
    [
      'no window of 30 days',
      { request: { dispensedOn: day('2026-05-01'), dispenseBy: day('2026-05-01') } },
      [],
    ],
    [
      'the authorization is still needed',
      { request: { authorizationPresent: false } },
      ['authorization'],
    ],
    ['the supply is still limited', { request: { daysSupply: 31 } }, ['supply']],
    ['enrollment is still needed', { rems: { enrolledOn: null } }, ['rems-enrollment']],
  ])('enrollment-only: %s → %o', (_, change, expected) => {
    expect(missing({ ruleSet: enrollmentOnly, ...change })).toEqual(expected);
  });

  test('every missing item is named, in one fixed order', () => {
    expect(
      missing({
        rems: { enrolledOn: null, consentOn: null, counseledOn: [], noSharingAcknowledged: false },
        request: { authorizationPresent: false, daysSupply: 60 },
        therapy: 'on-hold',
        openFlags: [{ title: 'Mood and behavior', blocksDispensing: true }],
      }),
    ).toEqual([
      'rems-enrollment',
      'consent',
      'counseling',
      'authorization',
      'supply',
      'no-sharing',
      'red-flag',
      'therapy-on-hold',
    ]);
  });

  test('each says in words where it is put right', () => {
    const verdict = dispensingGate({
      ...complete,
      request: { ...complete.request, authorizationPresent: false },
      rems: { ...complete.rems, consentOn: null },
      openFlags: [{ title: 'Triglycerides', blocksDispensing: true }],
      therapy: 'on-hold',
    });
    expect(verdict.allowed ? [] : verdict.missing.map(missingItemSentence)).toEqual([
      'REMS consent signed before the prescription. See REMS check.',
      'The number of the pharmacy’s authorization. See Dispensing.',
      'A physician’s decision on the red flag "Triglycerides". See Decisions, for a physician.',
      'Resumption of the therapy, which is on hold. See Therapy, Resume.',
    ]);
  });

  test('the message says which date has passed', () => {
    expect(
      dispensingGate({
        ...complete,
        request: { ...complete.request, dispenseBy: day('2026-03-02') },
      }),
    ).toEqual({
      allowed: false,
      missing: [
        { item: 'dispense-by', message: 'A new authorization: this one ended on 2026-03-02.' },
      ],
    });
  });
});

describe('dispensingRequestOf', () => {
  const content = dispensingContentSchema.parse({
    prescribedOn: '2026-03-01',
    authorizationPresent: true,
    dispenseBy: '2026-03-30',
    quantity: '120',
    strengthMg: '10',
    daysSupply: '30',
    pickedUpOn: '2026-03-05',
  });

  test('the day of the pick-up counts where there is one', () => {
    const request = dispensingRequestOf(day('2026-03-03'), content);
    expect(request.dispensedOn).toBe(day('2026-03-05'));
    expect(
      dispensingRequestOf(day('2026-03-03'), { ...content, pickedUpOn: null }).dispensedOn,
    ).toBe(day('2026-03-03'));
  });
});
