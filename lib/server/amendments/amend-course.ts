import 'server-only';
import type { Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { followedProtocol } from '../courses/amended-protocols';
import type { LoadedCourse } from '../courses/load-course';

/** The course as it is once the enrollment follows another protocol from that day on. */
export function amendCourse(
  { enrollment, protocol, course }: LoadedCourse,
  to: CompiledProtocol,
  effectiveOn: Day,
): LoadedCourse {
  const followed = followedProtocol(to, [...course.amendments, { protocol, until: effectiveOn }]);
  return {
    enrollment,
    protocol: followed.protocol,
    course: { ...course, amendments: followed.amendments },
  };
}
