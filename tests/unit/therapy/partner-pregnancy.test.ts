import { expect, test } from 'vitest';
import { therapyOf } from '@/lib/course/therapy';
import { describePartnerPregnancy, partnerPregnancies } from '@/lib/therapy/partner-pregnancy';
import { clinicalRecord, isotretinoin } from '@/tests/support/builders/course';

const records = [
  isotretinoin('2026-01-10'),
  clinicalRecord('hold', '2026-03-01', { reason: 'supply', note: '' }),
  clinicalRecord('resume', '2026-03-11', { reason: 'Supply is there' }),
  clinicalRecord('stop', '2026-07-01', { reason: 'completed', note: '' }),
];

test.each([
  ['2026-01-09', null, 'before his first dose'],
  ['2026-01-10', 0, 'while he took the drug'],
  ['2026-02-28', 0, 'while he took the drug'],
  ['2026-03-01', 1, '1 day after his last dose'],
  ['2026-03-10', 10, '10 days after his last dose'],
  ['2026-03-11', 0, 'while he took the drug'],
  ['2026-07-01', 0, 'while he took the drug'],
  ['2026-07-31', 30, '30 days after his last dose'],
])('a pregnancy known on %s: %s days since the last dose', (answer, days, words) => {
  const finding = clinicalRecord('finding', '2026-08-01', {
    finding: 'partner-pregnancy',
    answer,
    note: '',
  });
  const [pregnancy] = partnerPregnancies([...records, finding], therapyOf(records));
  expect(pregnancy?.daysSinceLastDose).toBe(days);
  expect(pregnancy && describePartnerPregnancy(pregnancy)).toContain(words);
});

test('one that was withdrawn is not shown', () => {
  const content = { finding: 'partner-pregnancy', answer: '2026-03-01', note: '' } as const;
  const finding = clinicalRecord('finding', '2026-08-01', content, { voided: true });
  expect(partnerPregnancies([finding], therapyOf(records))).toEqual([]);
});
