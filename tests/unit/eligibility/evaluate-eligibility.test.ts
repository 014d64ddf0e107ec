import { describe, expect, test } from 'vitest';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { evaluate } from '@/tests/support/eligibility-case';
import {
  drug,
  finding,
  findingsOf,
  labReport,
  negativePellet,
  positivePellet,
  semen,
} from '@/tests/support/eligibility-records';

const isotretinoinAnswers = {
  'obstruction-excluded': 'yes',
  'hormonal-therapy': 'never',
  'adequate-ejaculated-sperm': 'no',
  'hypersensitivity-isotretinoin': 'no',
  'psychiatric-history': 'no',
  'vitamin-a': 'no',
  tetracyclines: 'no',
} as const;
const twoPellets = () => [negativePellet('2025-11-20'), negativePellet('2025-12-20')];
const isotretinoinMan = (changes: Parameters<typeof findingsOf>[0] = {}) => [
  ...findingsOf({ ...isotretinoinAnswers, ...changes }),
];

describe('isotretinoin (S0)', () => {
  test('two pellets without sperm and nothing against it make a man eligible', () => {
    const { outcome, from, of, blocking } = evaluate('isotretinoin-noa', [
      ...isotretinoinMan(),
      ...twoPellets(),
    ]);
    expect({ outcome, from, blocking }).toEqual({ outcome: 'eligible', from: null, blocking: [] });
    expect(of('too-few-ejaculated-sperm')).toMatchObject({
      met: 'yes',
      explanation: '2 of 2 samples without sperm in the pellet (2025-12-20, 2025-11-20).',
    });
    expect(of('too-few-ejaculated-sperm')?.evidence).toHaveLength(2);
    expect(of('high-triglycerides')).toMatchObject({ met: 'unknown', blocks: false });
  });

  test('samples older than the look-back are named, not denied', () => {
    const { of } = evaluate('isotretinoin-noa', [
      ...isotretinoinMan(),
      negativePellet('2025-07-01'),
      negativePellet('2025-08-05'),
    ]);
    expect(of('too-few-ejaculated-sperm')).toMatchObject({
      met: 'unknown',
      explanation: expect.stringContaining(
        'No semen analysis in the 90 days before; the newest is older (2025-08-05)',
      ),
    });
  });

  test.each<[string, ClinicalRecord[], 'yes' | 'no' | 'unknown']>([
    ['one pellet', [negativePellet('2025-12-20')], 'unknown'],
    [
      'one pellet and no sperm in the past',
      [negativePellet('2025-12-20'), finding('prior-ejaculated-sperm', 'no')],
      'no',
    ],
    [
      'two pellets of one day',
      [negativePellet('2025-12-20'), negativePellet('2025-12-20')],
      'unknown',
    ],
    [
      'a pellet on the first day of the look-back',
      [negativePellet('2025-10-12'), negativePellet('2025-12-20')],
      'yes',
    ],
    [
      'a pellet a day older than the look-back',
      [
        negativePellet('2025-10-11'),
        negativePellet('2025-12-20'),
        ...findingsOf({ 'prior-ejaculated-sperm': 'no', 'intermittent-sperm-insufficient': 'no' }),
      ],
      'no',
    ],
    [
      'sperm in the past, none now',
      [finding('prior-ejaculated-sperm', 'yes'), negativePellet('2025-12-20')],
      'yes',
    ],
    [
      'a recorded sample with sperm in the past, none now',
      [positivePellet('2019-03-01'), negativePellet('2025-12-20')],
      'yes',
    ],
    [
      'sperm in the past and still now, not judged insufficient',
      [
        finding('prior-ejaculated-sperm', 'yes'),
        positivePellet('2025-12-20'),
        finding('intermittent-sperm-insufficient', 'no'),
      ],
      'no',
    ],
    [
      'intermittent sperm judged insufficient',
      [positivePellet('2025-12-20'), finding('intermittent-sperm-insufficient', 'yes')],
      'yes',
    ],
    [
      'intermittent sperm that nobody has judged',
      [positivePellet('2025-12-20'), finding('intermittent-sperm-insufficient', 'unknown')],
      'unknown',
    ],
    [
      'a sample without a pellet',
      [
        semen('2025-12-20', {
          neat: { state: 'no-sperm-seen' },
          pellet: { state: 'not-examined' },
        }),
        finding('prior-ejaculated-sperm', 'yes'),
      ],
      'unknown',
    ],
  ])('too few ejaculated sperm: %s', (_case, records, met) => {
    const { of } = evaluate('isotretinoin-noa', records);
    expect(of('too-few-ejaculated-sperm')?.met).toBe(met);
  });

  test('current hormonal therapy counts from the day on which three months are full', () => {
    const man = [
      ...isotretinoinMan({
        'hormonal-therapy': 'current',
        'hormonal-therapy-since': '2025-11-30',
        'hormonal-therapy-response': 'no',
      }),
      negativePellet('2026-01-05'),
      negativePellet('2026-01-20'),
    ];
    const early = evaluate('isotretinoin-noa', man, { on: '2026-02-27' });
    expect(early).toMatchObject({ outcome: 'not-eligible', from: '2026-02-28' });
    expect(early.of('hormonal-therapy')?.explanation).toContain('3 months later is 2026-02-28');
    expect(evaluate('isotretinoin-noa', man, { on: '2026-02-28' })).toMatchObject({
      outcome: 'eligible',
      from: null,
    });
  });

  test('current hormonal therapy that has brought sperm gives no date to wait for', () => {
    const { outcome, from, of } = evaluate('isotretinoin-noa', [
      ...isotretinoinMan({
        'hormonal-therapy': 'current',
        'hormonal-therapy-since': '2025-12-30',
        'hormonal-therapy-response': 'yes',
      }),
      ...twoPellets(),
    ]);
    expect({ outcome, from }).toEqual({ outcome: 'not-eligible', from: null });
    expect(of('hormonal-therapy')?.override).toBe('physician');
  });

  test('a listed clomiphene speaks against the answer "never"', () => {
    const { blocking } = evaluate('isotretinoin-noa', [
      ...isotretinoinMan(),
      ...twoPellets(),
      drug('2026-01-05', 'clomiphene'),
    ]);
    expect(blocking).toEqual(['hormonal-therapy']);
  });

  test('a drug that was stopped is not taken', () => {
    const { outcome } = evaluate('isotretinoin-noa', [
      ...isotretinoinMan(),
      ...twoPellets(),
      drug('2026-01-05', 'tetracycline', { ongoing: false, stoppedOn: '2026-01-10' }),
    ]);
    expect(outcome).toBe('eligible');
  });

  test('a question that nobody has answered leaves it undetermined and names the question', () => {
    const { outcome, of, blocking } = evaluate('isotretinoin-noa', [
      ...isotretinoinMan().filter(
        (record) => record.kind !== 'finding' || record.content.finding !== 'psychiatric-history',
      ),
      ...twoPellets(),
    ]);
    expect({ outcome, blocking }).toEqual({
      outcome: 'undetermined',
      blocking: ['psychiatric-history'],
    });
    expect(of('psychiatric-history')?.explanation).toBe('Psychiatric history: not answered.');
  });

  test('the newest answer counts, voided ones and those of a later day do not', () => {
    const man = [...isotretinoinMan(), ...twoPellets()];
    const later = finding('psychiatric-history', 'yes', '2026-01-11');
    const newer = finding('psychiatric-history', 'yes', '2026-01-10');
    expect(evaluate('isotretinoin-noa', [later, ...man]).outcome).toBe('eligible');
    expect(evaluate('isotretinoin-noa', [newer, ...man]).outcome).toBe('not-eligible');
    expect(evaluate('isotretinoin-noa', [{ ...newer, voided: true }, ...man]).outcome).toBe(
      'eligible',
    );
  });

  test.each([
    ['299', 'yes'],
    ['300', 'no'],
    ['<300', 'yes'],
    ['>250', 'unknown'],
  ])('baseline triglycerides of %s mg/dL', (value, met) => {
    const { of } = evaluate('isotretinoin-noa', [
      labReport('2026-01-05', { analyte: 'triglycerides', value, unit: 'mg/dL' }),
    ]);
    expect(of('high-triglycerides')?.met).toBe(met);
  });

  test.each([
    ['120', '40', 'yes'],
    ['121', '40', 'no'],
    ['500', '', 'unknown'],
  ])('ALT of %s U/L with an upper limit of "%s"', (value, referenceHigh, met) => {
    const { of } = evaluate('isotretinoin-noa', [
      labReport(
        '2026-01-05',
        { analyte: 'alt', value, unit: 'U/L', referenceHigh },
        { analyte: 'ast', value: '20', unit: 'U/L', referenceHigh: '40' },
      ),
    ]);
    expect(of('high-liver-tests')?.met).toBe(met);
  });

  test('a laboratory result older than the look-back is not known', () => {
    const { of } = evaluate('isotretinoin-noa', [
      labReport('2025-12-12', { analyte: 'triglycerides', value: '900', unit: 'mg/dL' }),
    ]);
    expect(of('high-triglycerides')?.met).toBe('unknown');
  });
});

const gonadotropinAnswers = {
  'obstruction-excluded': 'yes',
  karyotype: '46-xy',
  'azf-deletion': 'azfc',
  'testicular-volume-mean': 6.2,
  'testicular-tumor-therapy': 'no',
  'hypogonadotropic-hypogonadism': 'no',
  'testosterone-or-anabolic-steroids': 'no',
  thrombosis: 'no',
  'prostate-or-breast-cancer': 'no',
} as const;
const gonadotropinMan = (changes: Parameters<typeof findingsOf>[0] = {}) =>
  findingsOf({ ...gonadotropinAnswers, ...changes });

describe('gonadotropins (S1)', () => {
  test('a worked-up man with two pellets is eligible for both arms', () => {
    const man = [...gonadotropinMan(), ...twoPellets()];
    expect(evaluate('gonadotropin-noa', man)).toMatchObject({ outcome: 'eligible' });
    expect(evaluate('gonadotropin-noa', man, { arm: 'none' })).toMatchObject({
      outcome: 'eligible',
    });
  });

  test('what concerns the injections is not asked of the untreated arm', () => {
    const man = [...gonadotropinMan({ thrombosis: 'yes' }), ...twoPellets()];
    expect(evaluate('gonadotropin-noa', man)).toMatchObject({
      outcome: 'not-eligible',
      blocking: ['thrombosis'],
    });
    expect(evaluate('gonadotropin-noa', man, { arm: 'none' }).outcome).toBe('eligible');
  });

  test.each<[string, ClinicalRecord[], 'yes' | 'no' | 'unknown']>([
    ['30 minutes at 3000 g', twoPellets(), 'yes'],
    ['15 minutes', [negativePellet('2025-11-20'), negativePellet('2025-12-20', 3000, 15)], 'no'],
    ['600 g', [negativePellet('2025-11-20'), negativePellet('2025-12-20', 600, 30)], 'no'],
    [
      'not stated',
      [negativePellet('2025-11-20'), negativePellet('2025-12-20', null, null)],
      'unknown',
    ],
    [
      'too slow, time not stated',
      [negativePellet('2025-11-20'), negativePellet('2025-12-20', 600, null)],
      'no',
    ],
  ])('pellets centrifuged: %s', (_case, records, met) => {
    expect(evaluate('gonadotropin-noa', records).of('azoospermia-in-pellets')?.met).toBe(met);
  });

  test('a clinic may accept another centrifugation', () => {
    const records = [
      negativePellet('2025-11-20', 1000, 15),
      negativePellet('2025-12-20', 1000, 15),
    ];
    const settings = { 'eligibility-pellet-g-force': 1000, 'eligibility-pellet-minutes': 15 };
    const { of } = evaluate('gonadotropin-noa', records, { settings });
    expect(of('azoospermia-in-pellets')?.met).toBe('yes');
  });

  test.each([
    ['46-xy', 'yes'],
    ['klinefelter', 'no'],
    ['not-tested', 'unknown'],
    ['unknown', 'unknown'],
  ])('karyotype %s', (karyotype, met) => {
    const { of } = evaluate('gonadotropin-noa', [finding('karyotype', karyotype)]);
    expect(of('normal-karyotype')?.met).toBe(met);
  });

  test.each([
    ['50', 'yes'],
    ['50.1', 'no'],
  ])('baseline hematocrit of %s%%', (value, met) => {
    const { of } = evaluate('gonadotropin-noa', [
      labReport('2026-01-05', { analyte: 'hematocrit', value, unit: '%' }),
    ]);
    expect(of('high-hematocrit')?.met).toBe(met);
  });

  test('two volumes do instead of a mean, one does not', () => {
    const one = [finding('testicular-volume-right', 6)];
    const met = (records: ClinicalRecord[]) =>
      evaluate('gonadotropin-noa', records).of('testicular-volume')?.met;
    expect(met(one)).toBe('unknown');
    expect(met([...one, finding('testicular-volume-left', 5)])).toBe('yes');
  });
});

test('every criterion of the library finds its settings and survives a JSON round trip', () => {
  for (const definition of protocolLibrary) {
    for (const arm of definition.arms) {
      const { result } = evaluate(definition.code, [], { arm: arm.key });
      expect(result.criteria.length).toBeGreaterThan(0);
    }
    expect(JSON.parse(JSON.stringify(definition.eligibility))).toEqual(definition.eligibility);
  }
});
