import { describe, expect, test } from 'vitest';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { LabReportInput, LabResultInput } from '@/lib/records/lab-report';
import { standardizeLabReport } from '@/lib/records/lab-report';
import { findRepeatedReports } from '@/lib/records/repeated-reports';

const tg = (value: string, unit = 'mg/dL'): LabResultInput => ({
  analyte: 'triglycerides',
  value,
  unit,
});
const alt = (value: string): LabResultInput => ({ analyte: 'alt', value, unit: 'U/L' });

const report = (
  results: readonly LabResultInput[],
  laboratory = 'Central',
  collectedOn = '2026-04-10',
): LabReportInput => ({
  collectedOn: civilDate(collectedOn),
  laboratory,
  results: [...results],
  confirmed: ['triglycerides'],
});

function stored(of: LabReportInput, voided = false): ClinicalRecord {
  return {
    id: 'r1',
    kind: 'lab-report',
    on: toDay(of.collectedOn),
    time: null,
    source: null,
    voided,
    content: { laboratory: of.laboratory },
    results: standardizeLabReport(of),
  } as ClinicalRecord;
}

const messages = (entered: readonly LabReportInput[], records: readonly ClinicalRecord[] = []) =>
  findRepeatedReports(entered, records).map(({ index, message }) => `${index}: ${message}`);

describe('a report is asked about', () => {
  test.each<[string, LabReportInput, LabReportInput, string]>([
    [
      'when the same values of the same day and laboratory are recorded',
      report([tg('150'), alt('20')]),
      report([tg('150'), alt('20')]),
      '0: A report of Central of 2026-04-10 is recorded already with the same Triglycerides 150 mg/dL, ALT 20 U/L. Confirm that this is another one.',
    ],
    [
      'when only one test is the same',
      report([tg('150')]),
      report([tg('150'), alt('20')]),
      '0: A report of Central of 2026-04-10 is recorded already with the same Triglycerides 150 mg/dL. Confirm that this is another one.',
    ],
    [
      'when a test has another value there, with both values',
      report([tg('>400')]),
      report([tg('400')]),
      '0: A report of Central of 2026-04-10 is recorded already with other values: Triglycerides 400 mg/dL there, >400 mg/dL here. Correct that one, or confirm that this is another one.',
    ],
    [
      'however the name of the laboratory is typed',
      report([tg('150')], 'central '),
      report([tg('150')]),
      '0: A report of Central of 2026-04-10 is recorded already with the same Triglycerides 150 mg/dL. Confirm that this is another one.',
    ],
    [
      'when every value is the same under another laboratory’s name',
      report([tg('150'), alt('20')], 'Central Lab Inc.'),
      report([tg('150'), alt('20')]),
      '0: A report of Central of 2026-04-10 is recorded already with the same Triglycerides 150 mg/dL, ALT 20 U/L. Confirm that this is another one.',
    ],
  ])('%s', (_rule, entered, recorded, message) => {
    expect(messages([entered], [stored(recorded)])).toEqual([message]);
  });

  test('when it stands twice in what is being saved', () => {
    expect(messages([report([tg('150')]), report([tg('150')])])).toEqual([
      '1: A report of Central of 2026-04-10 stands above with the same Triglycerides 150 mg/dL. Confirm that this is another one.',
    ]);
  });
});

test.each<[string, LabReportInput, ClinicalRecord]>([
  ['another day', report([tg('150')]), stored(report([tg('150')], 'Central', '2026-04-09'))],
  ['other tests', report([tg('150')]), stored(report([alt('20')]))],
  [
    'another laboratory with other values',
    report([tg('150')], 'North'),
    stored(report([tg('151')])),
  ],
  ['a voided report', report([tg('150')]), stored(report([tg('150')]), true)],
])('nothing is asked for %s', (_what, entered, record) => {
  expect(messages([entered], [record])).toEqual([]);
});
