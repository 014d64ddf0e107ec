import type { StudyCase } from '@/lib/export/study-case';
import type { CohortCase } from './cohort-case';

/** The same man as the export sees him, so that a condition can be asked of him as of another day. */
export function caseOfStudy({
  siteCode,
  cohort,
  isSimulated,
  status,
  endCategory,
  ageAtConsent,
  protocol,
  course,
  evaluation,
  today,
}: StudyCase): CohortCase {
  const { response } = evaluation;
  return {
    facts: {
      site: siteCode,
      protocolVersion: protocol.definition.version,
      arm: course.arm,
      status,
      endCategory,
      cohortTag: cohort,
      simulated: isSimulated,
      ageAtConsent,
      consentOn: course.consentOn,
      enrolledOn: course.enrolledOn,
      endedOn: course.endedOn,
      bestResponse: response.bestResponse,
      currentStatus: response.currentStatus,
      responseOn: response.responseOn,
      responseMonth: response.responseMonth,
      responseMaintained: response.maintained,
      tmcResponse: response.tmcResponse?.meanSperm ?? null,
    },
    records: course.records,
    today,
  };
}
