import 'server-only';
import { refusedSurgery } from '@/lib/course/surgery-gate';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import type { Procedure } from '@/lib/records/procedure';
import type { LoadedCourse } from '../courses/load-course';
import { refuseFields } from '../refuse-fields';

export interface EnteredProcedure {
  /** Path of the procedure's content in the input. */
  readonly field: string;
  readonly on: CivilDate;
  readonly content: Procedure;
}

/** @throws INVALID_INPUT beside the procedure that the protocol does not allow, or not without a reason. */
export function refuseSurgery(
  { protocol, course }: Pick<LoadedCourse, 'protocol' | 'course'>,
  procedures: readonly EnteredProcedure[],
): void {
  refuseFields(
    procedures.flatMap(({ field, on, content }) => {
      const refusal = refusedSurgery(protocol, course, { on: toDay(on), content });
      return refusal === null ? [] : [[`${field}.${refusal.field}`, refusal.message]];
    }),
  );
}
