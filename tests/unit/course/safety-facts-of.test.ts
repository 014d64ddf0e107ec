import { describe, expect, test } from 'vitest';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import type { SettingValues } from '@/lib/protocols/schema';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import {
  aCourse,
  clinicalRecord,
  isotretinoin,
  labReport,
  semen,
} from '@/tests/support/builders/course';
import { compiled, day } from '@/tests/support/builders/plan-facts';

// Enrolled on 2026-01-20, first dose on 2026-01-31.

function findings(records: readonly ClinicalRecord[], settings: SettingValues = {}) {
  const course = aCourse('2026-01-20', { records: [isotretinoin('2026-01-31'), ...records] });
  const { safety } = evaluateCourse(
    compiled('isotretinoin-noa', settings),
    course,
    day('2026-06-01'),
  );
  return safety.findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ ruleId, severity, raisedOn }) => `${ruleId} ${severity} ${raisedOn}`);
}

function semenWithVials(on: string, vialsFrozen: number): ClinicalRecord {
  return clinicalRecord('semen-analysis', on, {
    neat: { state: 'no-sperm-seen' },
    pellet: { state: 'sperm-seen', motile: 12, immotile: 3, normal: 2 },
    vialsFrozen,
  });
}

describe('findings from before enrollment', () => {
  test('count for eligibility and baseline, and raise nothing', () => {
    expect(findings([labReport('2026-01-19', { triglycerides: '1200 mg/dL' })])).toEqual([]);
  });

  test('the day of enrollment counts', () => {
    expect(findings([labReport('2026-01-20', { triglycerides: '1200 mg/dL' })])).toEqual([
      'SAF-ISO-TRIGLYCERIDES red 2026-01-20',
    ]);
  });

  test('a drug begun before enrollment and still taken counts from the first dose', () => {
    const doxycycline = clinicalRecord('concomitant-drug', '2025-11-01', {
      name: 'Doxycycline',
      drugClass: 'tetracycline',
      startedOn: '2025-11-01',
      ongoing: true,
    });
    expect(findings([doxycycline])).toEqual(['SAF-ISO-TETRACYCLINE red 2026-01-31']);
  });
});

describe('the first motile sperm', () => {
  const offered = (on: string) => `SAF-ISO-CRYOPRESERVATION amber ${on}`;

  test.each([
    {
      rule: 'on treatment ask to offer cryopreservation, once',
      records: [semen('2026-05-30', 'P(9)'), semen('2026-04-30', 'P(2)')],
      expected: [offered('2026-04-30')],
    },
    {
      rule: 'not while only immotile or no sperm were seen',
      records: [semen('2026-04-30', 'I'), semen('2026-05-20', 'N')],
      expected: [],
    },
    {
      rule: 'not on the day of the first dose, which is baseline',
      records: [semen('2026-01-31', 'P(2)')],
      expected: [],
    },
    {
      rule: 'no longer once that sample was frozen',
      records: [semenWithVials('2026-04-30', 2)],
      expected: [],
    },
    {
      rule: 'no longer once a later sample was frozen',
      records: [semen('2026-04-30', 'P(2)'), semenWithVials('2026-05-20', 1)],
      expected: [],
    },
    {
      rule: 'still when no vial could be filled',
      records: [semenWithVials('2026-04-30', 0)],
      expected: [offered('2026-04-30')],
    },
  ])('$rule', ({ records, expected }) => {
    expect(findings(records)).toEqual(expected);
  });

  test('a clinic can turn it off', () => {
    expect(findings([semen('2026-04-30', 'P(2)')], { 'offer-cryopreservation': false })).toEqual(
      [],
    );
  });
});
