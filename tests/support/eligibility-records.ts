import { civilDate, type Day, toDay } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import {
  type ConcomitantDrugContent,
  concomitantDrugContentSchema,
} from '@/lib/records/concomitant-drug';
import { findingContentSchema } from '@/lib/records/finding';
import type { FindingKey } from '@/lib/records/findings';
import { type ProcedureInput, procedureContentSchema } from '@/lib/records/procedure';
import { type SemenAnalysisInput, semenAnalysisContentSchema } from '@/lib/records/semen-analysis';
import { type LabResultEntry, standardizeLabResult } from '@/lib/records/standardize-lab-result';

export const day = (text: string): Day => toDay(civilDate(text));

let count = 0;

/** Ids grow with each call, like those of the database. */
function header(on: string) {
  count += 1;
  const id = `record-${String(count).padStart(5, '0')}`;
  return { id, on: day(on), time: null, source: 'Referral letter', voided: false, results: [] };
}

export function finding(
  key: FindingKey,
  answer: string | number,
  on = '2026-01-10',
): ClinicalRecord {
  return {
    ...header(on),
    kind: 'finding',
    content: findingContentSchema.parse({ finding: key, answer }),
  };
}

export function findingsOf(answers: Partial<Record<FindingKey, string | number>>, on?: string) {
  return Object.entries(answers).map(([key, answer]) => finding(key as FindingKey, answer, on));
}

export function semen(on: string, input: SemenAnalysisInput): ClinicalRecord {
  return {
    ...header(on),
    kind: 'semen-analysis',
    content: semenAnalysisContentSchema.parse(input),
  };
}

export function negativePellet(
  on: string,
  gForce: number | null = 3000,
  minutes: number | null = 30,
) {
  return semen(on, {
    neat: { state: 'no-sperm-seen' },
    pellet: { state: 'no-sperm-seen', gForce, minutes },
  });
}

export function positivePellet(on: string) {
  return semen(on, {
    neat: { state: 'no-sperm-seen' },
    pellet: { state: 'sperm-seen', motile: 2, immotile: 5 },
  });
}

export function procedure(on: string, input: ProcedureInput): ClinicalRecord {
  return { ...header(on), kind: 'procedure', content: procedureContentSchema.parse(input) };
}

export function drug(
  on: string,
  drugClass: ConcomitantDrugContent['drugClass'],
  dates: { startedOn?: string; stoppedOn?: string; ongoing: boolean } = { ongoing: true },
): ClinicalRecord {
  return {
    ...header(on),
    kind: 'concomitant-drug',
    content: concomitantDrugContentSchema.parse({ name: 'A drug', drugClass, ...dates }),
  };
}

export function labReport(on: string, ...entries: LabResultEntry[]): ClinicalRecord {
  const results = entries.map((entry) => {
    const result = standardizeLabResult(entry);
    if (!result.ok) {
      throw new Error(result.error.map(({ message }) => message).join(' '));
    }
    return result.value;
  });
  return { ...header(on), kind: 'lab-report', content: { laboratory: 'Central' }, results };
}
