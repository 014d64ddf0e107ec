import { civilDateSchema, toDay } from '@/lib/dates/civil-date';
import { recordsOf } from '@/lib/records/clinical-record';
import type { SafetyFacts } from '@/lib/safety/safety-facts';
import type { Course } from './course';
import type { Therapy } from './therapy';

/** What the safety rules read of a course; voided records are left out. */
export function safetyFactsOf(course: Course, therapy: Therapy): SafetyFacts {
  const records = course.records.filter((record) => !record.voided);
  return {
    labResults: recordsOf(records, 'lab-report').flatMap(({ id, on, results }) =>
      results.map((result) => ({ ...result, recordId: id, on })),
    ),
    symptomChecks: recordsOf(records, 'symptom-check').map(({ id, on, content }) => ({
      recordId: id,
      on,
      answers: content.answers,
    })),
    concomitantDrugs: recordsOf(records, 'concomitant-drug').map(({ id, content }) => ({
      recordId: id,
      drugClass: content.drugClass,
      startedOn: dayOrNull(content.startedOn),
      stoppedOn: dayOrNull(content.stoppedOn),
      ongoing: content.ongoing,
    })),
    therapies: therapy.doses.map(({ drug, from, to }) => ({ drug, from, to })),
  };
}

function dayOrNull(date: string | null) {
  return date === null ? null : toDay(civilDateSchema.parse(date));
}
