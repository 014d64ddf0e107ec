import 'server-only';
import type { CivilDate } from '@/lib/dates/civil-date';
import { type LoadedCourse, loadCourses } from '../courses/load-course';
import { civilDateFrom } from '../db/date-column';
import { groupBy } from '../db/group-by';
import type { Transaction } from '../db/transaction';

export interface KnownVisit {
  readonly id: string;
  readonly on: CivilDate;
  readonly note: string;
}

/** A man of the site as the rows about him are judged. */
export interface KnownMan {
  readonly patientId: string;
  readonly birthDate: CivilDate | null;
  /** His newest enrollment; null where he has none. */
  readonly loaded: LoadedCourse | null;
  /** All of them: what is found about him can matter to each. */
  readonly enrollmentIds: readonly string[];
  readonly visits: readonly KnownVisit[];
}

/** By study id; those that the site does not have are absent. */
export async function loadMen(
  tx: Transaction,
  siteId: string,
  studyIds: readonly string[],
): Promise<Map<string, KnownMan>> {
  const rows = await tx.patient.findMany({
    where: { siteId, studyId: { in: [...studyIds] } },
    select: {
      id: true,
      studyId: true,
      identity: { select: { birthDate: true } },
      enrollments: { select: { id: true }, orderBy: { createdAt: 'desc' } },
    },
  });
  const newest = rows.flatMap(({ enrollments: [first] }) =>
    first === undefined ? [] : [first.id],
  );
  const courses = await loadCourses(tx, newest);
  const visits = groupBy(
    await tx.visit.findMany({
      where: { enrollmentId: { in: newest } },
      select: { id: true, enrollmentId: true, visitedOn: true, note: true },
      orderBy: { id: 'asc' },
    }),
    ({ enrollmentId }) => enrollmentId ?? '',
    ({ id, visitedOn, note }): KnownVisit => ({
      id,
      on: civilDateFrom(visitedOn),
      note: note ?? '',
    }),
  );
  return new Map(
    rows.map(({ id, studyId, identity, enrollments }) => {
      const enrollmentId = enrollments[0]?.id;
      return [
        studyId,
        {
          patientId: id,
          birthDate: identity?.birthDate ? civilDateFrom(identity.birthDate) : null,
          loaded: (enrollmentId !== undefined && courses.get(enrollmentId)) || null,
          enrollmentIds: enrollments.map((one) => one.id),
          visits: (enrollmentId !== undefined && visits.get(enrollmentId)) || [],
        },
      ];
    }),
  );
}
