import { civilDateSchema, type Day, toDay } from '@/lib/dates/civil-date';
import { classifySample } from '@/lib/records/classify-sample';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import { inCollectionOrder } from '@/lib/records/collection-order';
import { isRetrieval } from '@/lib/records/procedure';
import type { SafetyFacts } from '@/lib/safety/safety-facts';
import type { Course } from './course';
import type { Therapy } from './therapy';

/**
 * What the safety rules read of a course; voided records are left out. Findings from before enrollment
 * count for eligibility and baseline only (engine §3); a drug that is still taken counts whenever it began.
 */
export function safetyFactsOf(course: Course, therapy: Therapy): SafetyFacts {
  const standing = course.records.filter((record) => !record.voided);
  const records = standing.filter(({ on }) => on >= course.enrolledOn);
  return {
    labResults: recordsOf(records, 'lab-report').flatMap(({ id, on, results }) =>
      results.map((result) => ({ ...result, recordId: id, on })),
    ),
    symptomChecks: recordsOf(records, 'symptom-check').map(({ id, on, content }) => ({
      recordId: id,
      on,
      answers: content.answers,
    })),
    concomitantDrugs: recordsOf(standing, 'concomitant-drug').map(({ id, content }) => ({
      recordId: id,
      drugClass: content.drugClass,
      startedOn: dayOrNull(content.startedOn),
      stoppedOn: dayOrNull(content.stoppedOn),
      ongoing: content.ongoing,
    })),
    questionnaires: recordsOf(records, 'questionnaire').map(({ id, on, content }) => ({
      recordId: id,
      on,
      instrument: content.instrument,
      total: content.total,
      item9: content.item9,
    })),
    // From before enrollment too, because the weight at the start may be one of them.
    weights: recordsOf(standing, 'vital-signs').flatMap(({ id, on, content }) =>
      content.weight === null ? [] : { recordId: id, on, kilograms: content.weight.kilograms },
    ),
    holds: therapy.holds,
    surgeryOn: firstRetrieval(records),
    therapies: therapy.doses.map(({ drug, from, to }) => ({ drug, from, to })),
    firstMotileSperm: firstMotileSperm(records, therapy),
  };
}

function firstMotileSperm(
  records: readonly ClinicalRecord[],
  { firstDoseOn }: Therapy,
): SafetyFacts['firstMotileSperm'] {
  const onTreatment = inCollectionOrder(recordsOf(records, 'semen-analysis')).filter(
    ({ on }) => firstDoseOn !== null && on > firstDoseOn,
  );
  const index = onTreatment.findIndex(({ content }) => classifySample(content).result === 'motile');
  const sample = onTreatment[index];
  const isFrozen = onTreatment.slice(index).some(({ content }) => (content.vialsFrozen ?? 0) > 0);
  return sample === undefined || isFrozen ? null : { recordId: sample.id, on: sample.on };
}

function firstRetrieval(records: readonly ClinicalRecord[]): Day | null {
  const days = recordsOf(records, 'procedure')
    .filter(({ content }) => isRetrieval(content))
    .map(({ on }) => on);
  return days.toSorted((a, b) => a - b)[0] ?? null;
}

function dayOrNull(date: string | null) {
  return date === null ? null : toDay(civilDateSchema.parse(date));
}
