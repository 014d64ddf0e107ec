import 'server-only';
import { toDay } from '@/lib/dates/civil-date';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import type { RecordVisit } from '@/lib/records/visit';
import { AppError } from '../app-error';

/**
 * A second symptom check, weight, PHQ-9, REMS check or supply of one day most likely comes from a second tab.
 *
 * @throws DUPLICATE beside the date, unless the person has confirmed that it is another contact.
 */
export function refuseRepeatedVisit(visit: RecordVisit, records: readonly ClinicalRecord[]): void {
  const { visitedOn, symptomCheck, vitalSigns, questionnaire, remsCheck, dispensing } = visit;
  if (visit.anotherContactConfirmed) {
    return;
  }
  const ofThatDay = records.filter(({ on, voided }) => !voided && on === toDay(visitedOn));
  const repeated = [
    { kind: 'symptom-check', entered: symptomCheck, what: 'A symptom check' },
    { kind: 'vital-signs', entered: vitalSigns, what: 'Weight or blood pressure' },
    { kind: 'questionnaire', entered: questionnaire, what: 'A PHQ-9' },
    { kind: 'rems-check', entered: remsCheck, what: 'A REMS check' },
    { kind: 'dispensing', entered: dispensing, what: 'A supply' },
  ].find(
    ({ kind, entered }) => entered !== null && ofThatDay.some((record) => record.kind === kind),
  );
  if (repeated !== undefined) {
    throw new AppError('DUPLICATE', {
      message: 'This visit seems to be recorded already.',
      fields: {
        visitedOn: `${repeated.what} of this day is recorded already. Confirm that this is another contact.`,
      },
    });
  }
}
