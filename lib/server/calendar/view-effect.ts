import 'server-only';
import {
  type CalendarMove,
  type CalendarMoveKind,
  calendarMoveKinds,
} from '@/lib/course/calendar-moves';
import type { Transaction } from '../db/transaction';
import type { EnrollmentMove } from './calendar-effect';

/** One item of one man's plan on another day, with who he is. */
export type CalendarMoveView = CalendarMove & {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly studyId: string;
  /** "Family, Given"; null where names are not for this reader. */
  readonly name: string | null;
};

export type CalendarEffectView = {
  readonly men: number;
  readonly counts: Readonly<Record<CalendarMoveKind, number>>;
  /** Who needs a person first, then by day; cut after the first few hundred. */
  readonly moves: readonly CalendarMoveView[];
};

const mostMoves = 300;

export async function viewEffect(
  tx: Transaction,
  effect: readonly EnrollmentMove[],
): Promise<CalendarEffectView> {
  const countOf = (kind: CalendarMoveKind) =>
    effect.filter(({ move }) => move.kind === kind).length;
  const shown = effect
    .toSorted(
      (one, other) =>
        calendarMoveKinds.indexOf(one.move.kind) - calendarMoveKinds.indexOf(other.move.kind) ||
        one.move.from.localeCompare(other.move.from) ||
        one.enrollment.id.localeCompare(other.enrollment.id),
    )
    .slice(0, mostMoves);
  const patients = await tx.patient.findMany({
    where: { id: { in: [...new Set(shown.map(({ enrollment }) => enrollment.patientId))] } },
    select: {
      id: true,
      studyId: true,
      // Row-level security leaves it out where names are not for this reader.
      identity: { select: { familyName: true, givenName: true } },
    },
  });
  const people = new Map(patients.map((patient) => [patient.id, patient]));
  return {
    men: new Set(effect.map(({ enrollment }) => enrollment.id)).size,
    counts: {
      moved: countOf('moved'),
      agreed: countOf('agreed'),
      'no-open-day': countOf('no-open-day'),
      'open-again': countOf('open-again'),
    },
    moves: shown.map(({ enrollment, move }) => {
      const person = people.get(enrollment.patientId);
      const identity = person?.identity ?? null;
      return {
        ...move,
        enrollmentId: enrollment.id,
        patientId: enrollment.patientId,
        studyId: person?.studyId ?? '',
        name: identity && `${identity.familyName}, ${identity.givenName}`,
      };
    }),
  };
}
