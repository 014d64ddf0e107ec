import { describe, expect, test } from 'vitest';
import type { Course } from '@/lib/course/course';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { civilDate } from '@/lib/dates/civil-date';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { gonadotropinNoa } from '@/lib/protocols/library/gonadotropin-noa';
import { isotretinoinNoa } from '@/lib/protocols/library/isotretinoin-noa';
import { protocolDefinitionSchema } from '@/lib/protocols/schema';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { RecordStates } from '@/lib/therapy/record-states';
import { regimenPresets } from '@/lib/therapy/regimen-presets';
import type { OpenFlag } from '@/lib/therapy/rems-view';
import { therapyView } from '@/lib/therapy/therapy-view';
import { aCourse, clinicalRecord, isotretinoin } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const protocol = compileProtocol(protocolDefinitionSchema.parse(isotretinoinNoa));
const gonadotropins = protocolDefinitionSchema.parse(gonadotropinNoa);

function viewOn(
  today: string,
  records: readonly ClinicalRecord[],
  {
    flags = [],
    states = new Map(),
    ...more
  }: Partial<Course> & { flags?: readonly OpenFlag[]; states?: RecordStates } = {},
) {
  const course = aCourse('2026-01-01', { records, ...more });
  const evaluation = evaluateCourse(protocol, course, day(today));
  return therapyView(protocol, course, evaluation, flags, { states, today: day(today) });
}

const remsCheck = clinicalRecord('rems-check', '2026-01-02', {
  enrolledOn: '2026-01-02',
  category: 'cannot-become-pregnant',
  consentOn: '2026-01-02',
  counseledOn: '2026-01-02',
  bloodDonationAcknowledged: true,
  noSharingAcknowledged: true,
});

const weight = (on: string, kilograms: number) =>
  clinicalRecord('vital-signs', on, {
    weight: { value: kilograms, unit: 'kg', kilograms, conversionId: 'identity' },
    bloodPressure: null,
    confirmed: [],
    note: '',
  });

const supply = (on: string) =>
  clinicalRecord('dispensing', on, {
    prescribedOn: on,
    authorizationPresent: true,
    quantity: 60,
    strengthMg: 20,
    daysSupply: 30,
  });

describe('where therapy stands', () => {
  test.each([
    ['not-started', '2026-01-04', []],
    ['not-started', '2026-01-04', [isotretinoin('2026-01-05')]],
    ['in-progress', '2026-01-05', [isotretinoin('2026-01-05')]],
    [
      'on-hold',
      '2026-02-05',
      [isotretinoin('2026-01-05'), clinicalRecord('hold', '2026-02-05', { reason: 'supply' })],
    ],
    [
      'stopped',
      '2026-02-06',
      [isotretinoin('2026-01-05'), clinicalRecord('stop', '2026-02-05', { reason: 'response' })],
    ],
  ] as const)('%s on %s', (state, today, records) => {
    expect(viewOn(today, records).state).toBe(state);
  });
});

describe('the cumulative dose by weight', () => {
  test('the newest weight up to today counts', () => {
    const records = [
      isotretinoin('2026-01-05'),
      weight('2026-01-05', 80),
      weight('2026-02-05', 100),
      weight('2026-03-05', 50),
    ];
    const { cumulative, weight: used } = viewOn('2026-02-13', records);
    expect(cumulative).toEqual([
      { drug: 'Isotretinoin', total: 1600, unit: 'mg', doseDays: 40, perKilogram: 16 },
    ]);
    expect(used).toEqual({ kilograms: 100, on: '2026-02-05' });
  });

  test('without a weight there is no dose per kilogram', () => {
    const { cumulative } = viewOn('2026-01-05', [isotretinoin('2026-01-05')]);
    expect(cumulative[0]?.perKilogram).toBeNull();
  });
});

test('a supply covers its own day, and the next one is planned for its last', () => {
  const view = viewOn('2026-01-10', [isotretinoin('2026-01-05'), supply('2026-01-05')]);
  expect(view.ledger?.rows[0]?.coversTo).toBe('2026-02-03');
  expect(view.nextDispensing?.plannedOn).toBe('2026-02-03');
});

test('a hold that a stop ended goes on up to the last dose', () => {
  const { holds } = viewOn('2026-06-01', [
    isotretinoin('2026-01-05'),
    clinicalRecord('hold', '2026-02-01', { reason: 'supply', note: 'Pharmacy closed' }),
    clinicalRecord('stop', '2026-02-10', { reason: 'patient-choice' }),
  ]);
  expect(holds).toMatchObject([
    { from: '2026-02-01', to: '2026-02-10', reason: 'supply', note: 'Pharmacy closed' },
  ]);
});

describe('a hold that nobody has ended', () => {
  const held = [
    isotretinoin('2026-01-05'),
    clinicalRecord('hold', '2026-02-01', { reason: 'supply' }),
  ];

  test.each([
    ['on its first day', '2026-02-01', 1, false],
    ['on day 28, the setting', '2026-02-28', 28, false],
    ['on day 29', '2026-03-01', 29, true],
  ])('%s', (_when, today, days, asksForDecision) => {
    expect(viewOn(today, held).openHold).toEqual({ from: '2026-02-01', days, asksForDecision });
  });

  test('is none once it was resumed', () => {
    const resumed = clinicalRecord('resume', '2026-02-03', { reason: 'Supply is here' });
    const { openHold, holds } = viewOn('2026-03-05', [...held, resumed]);
    expect(openHold).toBeNull();
    expect(holds[0]).toMatchObject({ to: '2026-02-02', days: 2 });
  });
});

describe('the dose of today by weight', () => {
  test('40 mg a day are 0.5 mg/kg at 80 kg (C§1.1.3)', () => {
    const { currentDoses } = viewOn('2026-01-05', [
      isotretinoin('2026-01-05'),
      weight('2026-01-05', 80),
    ]);
    expect(currentDoses[0]?.perKilogram).toBe(0.5);
  });

  test('is unknown without a weight', () => {
    expect(
      viewOn('2026-01-05', [isotretinoin('2026-01-05')]).currentDoses[0]?.perKilogram,
    ).toBeNull();
  });
});

describe('the ledger', () => {
  test('shows a voided entry with the contrary one and its reason', () => {
    const wrong = { ...supply('2026-01-05'), voided: true };
    const states: RecordStates = new Map([
      [
        wrong.id,
        { version: 2, voided: { on: civilDate('2026-01-06'), reason: 'Another man’s supply' } },
      ],
    ]);
    const { ledger } = viewOn(
      '2026-01-10',
      [isotretinoin('2026-01-05'), wrong, supply('2026-01-06')],
      { states },
    );
    expect(
      ledger?.rows.map(({ kind, capsules, balance, note }) => [kind, capsules, balance, note]),
    ).toEqual([
      ['dispensed', 60, 60, ''],
      ['voided', -60, 0, '2026-01-06: Another man’s supply'],
      ['dispensed', 60, 60, ''],
    ]);
  });

  test('says how long what is left lasts, while the drug is given', () => {
    const records = [isotretinoin('2026-01-05'), supply('2026-01-05')];
    expect(viewOn('2026-01-10', records).ledger).toMatchObject({
      capsulesLeft: 50,
      daysLeft: 25,
      lastsTo: '2026-02-03',
    });
    const held = clinicalRecord('hold', '2026-01-10', { reason: 'other' });
    expect(viewOn('2026-01-12', [...records, held]).ledger).toMatchObject({
      capsulesLeft: 50,
      lastsTo: null,
    });
  });
});

describe('other drugs', () => {
  const drug = (name: string, drugClass: string, content: object = { ongoing: true }) =>
    clinicalRecord('concomitant-drug', '2026-01-06', { name, drugClass, ...content });

  test('what is still taken comes first, with the rule that it meets', () => {
    const { concomitantDrugs } = viewOn('2026-01-10', [
      isotretinoin('2026-01-05'),
      drug('Aspirin', 'other', { ongoing: false, stoppedOn: '2026-01-05' }),
      drug('Doxycycline', 'tetracycline'),
    ]);
    expect(
      concomitantDrugs.map(({ content, findings }) => [
        content.name,
        findings.map(({ severity }) => severity),
      ]),
    ).toEqual([
      ['Doxycycline', ['red']],
      ['Aspirin', []],
    ]);
  });
});

describe('what the next supply lacks', () => {
  test.each([
    ['nothing', [remsCheck], [], []],
    [
      'everything of the REMS',
      [],
      [],
      ['rems-enrollment', 'consent', 'counseling', 'blood-donation', 'no-sharing'],
    ],
    [
      'a decision on a red flag',
      [remsCheck],
      [{ title: 'Lipids', blocksDispensing: true }],
      ['red-flag'],
    ],
    [
      'nothing, for a flag that does not block',
      [remsCheck],
      [{ title: 'Lips', blocksDispensing: false }],
      [],
    ],
  ])('%s', (_what, records, flags, items) => {
    const { rems } = viewOn('2026-01-05', records, { flags });
    expect(rems?.missing.map(({ item }) => item)).toEqual(items);
  });

  test('counseling of more than 30 days ago is no longer enough', () => {
    expect(viewOn('2026-03-05', [remsCheck]).rems?.missing.map(({ item }) => item)).toEqual([
      'counseling',
    ]);
  });
});

test('one month after the last dose blood may be given again', () => {
  const records = [
    isotretinoin('2026-01-05'),
    clinicalRecord('stop', '2026-01-31', { reason: 'response' }),
  ];
  expect(viewOn('2026-02-01', records).bloodDonationEmbargoEndsOn).toBe('2026-02-28');
});

describe('regimens offered', () => {
  test.each([
    ['hcg-ufsh-taking-turns', ['hcg-every-2-days', 'hcg-ufsh-taking-turns']],
    ['hcg-ufsh-daily', ['hcg-every-2-days', 'hcg-ufsh-daily']],
  ])('the clinic that chose %s sees no other way of giving both', (chosen, keys) => {
    const { settings } = compileProtocol(gonadotropins, { 'injection-alternation': chosen });
    expect(regimenPresets(gonadotropins, settings).map(({ key }) => key)).toEqual(keys);
  });
});
