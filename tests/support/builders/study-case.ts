import type { Course } from '@/lib/course/course';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import type { RecordedCase, StudyCase } from '@/lib/export/study-case';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { isotretinoinNoa } from '@/lib/protocols/library/isotretinoin-noa';
import { protocolDefinitionSchema } from '@/lib/protocols/schema';
import { day } from './plan-facts';

const protocol = compileProtocol(protocolDefinitionSchema.parse(isotretinoinNoa));

export function recordedCase(course: Course, more: Partial<RecordedCase> = {}): RecordedCase {
  return {
    studyId: 'S-1',
    siteCode: 'NYC',
    cohort: null,
    isSimulated: false,
    status: course.endedOn === null ? 'active' : 'completed',
    endCategory: null,
    endAdverseEventId: null,
    ageAtConsent: 35,
    protocol,
    course,
    ...more,
  };
}

/** A man on isotretinoin, as his records stand on a day. */
export function studyCase(
  course: Course,
  today = '2026-12-31',
  more: Partial<RecordedCase> = {},
): StudyCase {
  const recorded = recordedCase(course, more);
  const evaluation = evaluateCourse(recorded.protocol, course, day(today));
  return { ...recorded, today: day(today), evaluation };
}
