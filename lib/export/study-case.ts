import type { Course } from '@/lib/course/course';
import type { CourseEvaluation } from '@/lib/course/evaluate-course';
import type { Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';

/** One patient of a study: what an export row is made from. It holds no identity, only the study id. */
export interface StudyCase {
  readonly studyId: string;
  readonly siteCode: string;
  readonly cohort: string | null;
  readonly isSimulated: boolean;
  readonly status: string;
  readonly endCategory: string | null;
  /** The record of the adverse event that he was withdrawn for or died of. */
  readonly endAdverseEventId: string | null;
  readonly ageAtConsent: number | null;
  readonly protocol: CompiledProtocol;
  readonly course: Course;
  readonly evaluation: CourseEvaluation;
  readonly today: Day;
}

/** The same before the protocol has been asked about him. */
export type RecordedCase = Omit<StudyCase, 'evaluation' | 'today'>;
