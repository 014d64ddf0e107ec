import { describe, expect, test } from 'vitest';
import type { Course } from '@/lib/course/course';
import { evaluateCourse } from '@/lib/course/evaluate-course';
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
