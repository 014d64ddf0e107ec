import { describe, expect, test } from 'vitest';
import type { Certainty } from '@/lib/core/certainty';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { FindingKey } from '@/lib/records/findings';
import { evaluate } from '@/tests/support/eligibility-case';
import {
  drug,
  finding,
  labReport,
  negativePellet,
  positivePellet,
  procedure,
} from '@/tests/support/eligibility-records';

// What makes each criterion met, not met and unknown on 2026-01-10; worked by hand from C§1.1.2, §1.2.1, §1.3.1, §1.4.

interface Row {
  readonly protocol: string;
  readonly criterion: string;
  readonly met: readonly ClinicalRecord[];
  readonly notMet: readonly ClinicalRecord[] | null;
  readonly unknown: readonly ClinicalRecord[] | null;
}

const isotretinoin = 'isotretinoin-noa';
const gonadotropins = 'gonadotropin-noa';
const salvage = 'salvage-micro-tese';

/** An exclusion by one answer: "no" speaks for the man, "yes" against him. */
const excludedBy = (protocol: string, criterion: string, key: FindingKey): Row => ({
  protocol,
  criterion,
  met: [finding(key, 'no')],
  notMet: [finding(key, 'yes')],
  unknown: [finding(key, 'unknown')],
});

const nonObstructive = (protocol: string): Row => ({
  protocol,
  criterion: 'non-obstructive',
  met: [finding('obstruction-excluded', 'yes')],
  notMet: [finding('obstruction-excluded', 'no')],
  unknown: [],
});

/** Never known as not met: what is not known today can be measured tomorrow. */
const known = (
  protocol: string,
  criterion: string,
  met: readonly ClinicalRecord[],
  unknown: readonly ClinicalRecord[] = [],
): Row => ({ protocol, criterion, met, notMet: null, unknown });

const hormones = () =>
  labReport(
    '2026-01-05',
    { analyte: 'lh', value: '7', unit: '[IU]/L' },
    { analyte: 'fsh', value: '18', unit: '[IU]/L' },
    { analyte: 'testosterone_total', value: '390', unit: 'ng/dL' },
    { analyte: 'estradiol', value: '22', unit: 'pg/mL' },
    { analyte: 'prolactin', value: '9.7', unit: 'ng/mL' },
  );
const oneHormone = () => labReport('2026-01-05', { analyte: 'fsh', value: '18', unit: '[IU]/L' });
const volumes = () => [finding('testicular-volume-right', 6), finding('testicular-volume-left', 5)];
const triglycerides = (value: string) =>
  labReport('2026-01-05', { analyte: 'triglycerides', value, unit: 'mg/dL' });
const liver = (alt: string) =>
  labReport(
    '2026-01-05',
    { analyte: 'alt', value: alt, unit: 'U/L', referenceHigh: '40' },
    { analyte: 'ast', value: '20', unit: 'U/L', referenceHigh: '40' },
  );
const hematocrit = (value: string) =>
  labReport('2026-01-05', { analyte: 'hematocrit', value, unit: '%' });
const tese = (spermFound: 'yes' | 'no' | 'unknown', on = '2025-07-10') =>
  procedure(on, { kind: 'tese', spermFound });
const pellets = () => [negativePellet('2025-11-20'), negativePellet('2025-12-20')];

const rows: readonly Row[] = [
  nonObstructive(isotretinoin),
  {
    protocol: isotretinoin,
    criterion: 'too-few-ejaculated-sperm',
    met: pellets(),
    notMet: [positivePellet('2025-12-20'), finding('intermittent-sperm-insufficient', 'no')],
    unknown: [negativePellet('2025-12-20')],
  },
  {
    protocol: isotretinoin,
    criterion: 'hormonal-therapy',
    met: [finding('hormonal-therapy', 'prior')],
    notMet: [
      finding('hormonal-therapy', 'current'),
      finding('hormonal-therapy-since', '2025-11-10'),
      finding('hormonal-therapy-response', 'no'),
    ],
    unknown: [finding('hormonal-therapy', 'current')],
  },
  excludedBy(isotretinoin, 'adequate-ejaculated-sperm', 'adequate-ejaculated-sperm'),
  excludedBy(isotretinoin, 'isotretinoin-hypersensitivity', 'hypersensitivity-isotretinoin'),
  excludedBy(isotretinoin, 'psychiatric-history', 'psychiatric-history'),
  excludedBy(isotretinoin, 'vitamin-a', 'vitamin-a'),
  {
    ...excludedBy(isotretinoin, 'tetracyclines', 'tetracyclines'),
    notMet: [finding('tetracyclines', 'no'), drug('2026-01-05', 'tetracycline')],
  },
  {
    protocol: isotretinoin,
    criterion: 'high-triglycerides',
    met: [triglycerides('299')],
    notMet: [triglycerides('300')],
    unknown: [triglycerides('>250')],
  },
  {
    protocol: isotretinoin,
    criterion: 'high-liver-tests',
    met: [liver('120')],
    notMet: [liver('121')],
    unknown: [],
  },
  nonObstructive(gonadotropins),
  {
    protocol: gonadotropins,
    criterion: 'azoospermia-in-pellets',
    met: pellets(),
    notMet: [negativePellet('2025-12-20')],
    unknown: [negativePellet('2025-11-20'), negativePellet('2025-12-20', null, null)],
  },
  {
    protocol: gonadotropins,
    criterion: 'normal-karyotype',
    met: [finding('karyotype', '46-xy')],
    notMet: [finding('karyotype', 'klinefelter')],
    unknown: [finding('karyotype', 'not-tested')],
  },
  known(
    gonadotropins,
    'azf-tested',
    [finding('azf-deletion', 'none')],
    [finding('azf-deletion', 'not-tested')],
  ),
  known(gonadotropins, 'testicular-volume', volumes(), [finding('testicular-volume-right', 6)]),
  {
    protocol: gonadotropins,
    criterion: 'proposed-for-micro-tese',
    met: [finding('proposed-for-micro-tese', 'yes')],
    notMet: [finding('proposed-for-micro-tese', 'no')],
    unknown: [],
  },
  known(gonadotropins, 'sex-hormones', [hormones()], [oneHormone()]),
  excludedBy(gonadotropins, 'testicular-tumor-therapy', 'testicular-tumor-therapy'),
  excludedBy(gonadotropins, 'hypogonadotropic-hypogonadism', 'hypogonadotropic-hypogonadism'),
  {
    ...excludedBy(gonadotropins, 'androgens', 'testosterone-or-anabolic-steroids'),
    notMet: [drug('2026-01-05', 'testosterone-or-anabolic-steroid')],
  },
  excludedBy(gonadotropins, 'thrombosis', 'thrombosis'),
  excludedBy(gonadotropins, 'prostate-or-breast-cancer', 'prostate-or-breast-cancer'),
  {
    protocol: gonadotropins,
    criterion: 'high-hematocrit',
    met: [hematocrit('50')],
    notMet: [hematocrit('50.1')],
    unknown: [],
  },
  nonObstructive(salvage),
  {
    protocol: salvage,
    criterion: 'failed-retrieval',
    met: [tese('no')],
    notMet: [tese('yes')],
    unknown: [tese('unknown')],
  },
  {
    protocol: salvage,
    criterion: 'interval-since-retrieval',
    met: [tese('no', '2025-07-10')],
    notMet: [tese('no', '2025-07-11')],
    unknown: [],
  },
  {
    protocol: salvage,
    criterion: 'complete-azfa-or-azfb',
    met: [finding('azf-deletion', 'azfb-partial')],
    notMet: [finding('azf-deletion', 'azfb-complete')],
    unknown: [finding('azf-deletion', 'not-tested')],
  },
  {
    protocol: salvage,
    criterion: 'unclear-azf-deletion',
    met: [finding('azf-deletion', 'azfc')],
    notMet: [finding('azf-deletion', 'azfa-extent-unknown')],
    unknown: [finding('azf-deletion', 'unknown')],
  },
  known(
    salvage,
    'karyotype-known',
    [finding('karyotype', 'klinefelter')],
    [finding('karyotype', 'not-tested')],
  ),
  {
    protocol: salvage,
    criterion: 'xx-karyotype',
    met: [finding('karyotype', '46-xy')],
    notMet: [finding('karyotype', '46-xx')],
    unknown: [],
  },
  excludedBy(salvage, 'tex11-mutation', 'tex11-mutation'),
  excludedBy(salvage, 'coagulopathy', 'coagulopathy'),
  excludedBy(salvage, 'reproductive-infection', 'reproductive-infection'),
  excludedBy(salvage, 'cardiopulmonary-disease', 'cardiopulmonary-disease'),
  known(salvage, 'testicular-volume', [finding('testicular-volume-mean', 5.5)]),
  known(salvage, 'preoperative-hormones', [hormones()], [oneHormone()]),
  excludedBy(salvage, 'androgens', 'testosterone-or-anabolic-steroids'),
];

test('every criterion of the library has a row', () => {
  expect(rows.map(({ protocol, criterion }) => `${protocol} ${criterion}`)).toEqual(
    protocolLibrary
      .toSorted((one, other) => rankOf(one.code) - rankOf(other.code))
      .flatMap(({ code, eligibility }) => eligibility.map(({ key }) => `${code} ${key}`)),
  );
});

const rankOf = (code: string) => [isotretinoin, gonadotropins, salvage].indexOf(code);

describe.each(rows.map((row) => [`${row.protocol}: ${row.criterion}`, row] as const))(
  '%s',
  (_title, row) => {
    const cases: readonly (readonly [Certainty, readonly ClinicalRecord[] | null])[] = [
      ['yes', row.met],
      ['no', row.notMet],
      ['unknown', row.unknown],
    ];
    test.each(cases.filter(([, records]) => records !== null))('met: %s', (met, records) => {
      const judged = evaluate(row.protocol, records ?? []).of(row.criterion);
      expect(judged?.met).toBe(met);
      expect(judged?.explanation).toMatch(/\S/);
    });
  },
);

test('only what a source or the label forbids outright cannot be overridden', () => {
  const final = protocolLibrary.flatMap(({ eligibility }) =>
    eligibility.filter(({ override }) => override === 'nobody').map(({ key }) => key),
  );
  expect(final.toSorted()).toEqual(['complete-azfa-or-azfb', 'isotretinoin-hypersensitivity']);
});

test('a proposal that the clinic leaves out is not judged', () => {
  const settings = { 'asks-psychiatric-history': false };
  const { of } = evaluate(isotretinoin, [finding('psychiatric-history', 'yes')], { settings });
  expect(of('psychiatric-history')).toBeUndefined();
});

test('every proposal can be left out, except a contraindication of the label', () => {
  const kept = protocolLibrary.flatMap(({ eligibility }) =>
    eligibility.filter(({ proposal, asked }) => proposal && asked === undefined),
  );
  expect(kept.map(({ key }) => key)).toEqual([
    'isotretinoin-hypersensitivity',
    'unclear-azf-deletion',
  ]);
});

test('a decision rests on records, and says value and date', () => {
  const report = triglycerides('512');
  expect(evaluate(isotretinoin, [report]).of('high-triglycerides')).toMatchObject({
    met: 'no',
    evidence: [report.id],
    explanation: 'Triglycerides 512 mg/dL (2026-01-05).',
  });
});
