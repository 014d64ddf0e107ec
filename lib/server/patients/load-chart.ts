import 'server-only';
import { cache } from 'react';
import { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import {
  type AdverseEventSuggestion,
  adverseEventSuggestions,
} from '@/lib/course/adverse-event-suggestions';
import { type CourseEvaluation, evaluateCourse } from '@/lib/course/evaluate-course';
import { type CourseSummary, summarizeCourse } from '@/lib/course/summarize-course';
import { ctcaeVersionOf } from '@/lib/ctcae/ctcae-version';
import { type CivilDate, completedYears, toDay } from '@/lib/dates/civil-date';
import { type WithdrawalCategory, withdrawalCategories } from '@/lib/enrollment/enrollment-outcome';
import { adverseEventName } from '@/lib/records/adverse-event';
import { recordsOf } from '@/lib/records/clinical-record';
import { siteToday } from '../clock';
import { type LoadedCourse, loadCourse } from '../courses/load-course';
import { civilDateFrom } from '../db/date-column';
import { inReadTransaction, type Transaction } from '../db/transaction';

export interface ChartPatient {
  readonly id: string;
  readonly siteId: string;
  readonly siteCode: string;
  readonly siteName: string;
  readonly studyId: string;
  /** The rest of the identity stands only where names are for this reader. */
  readonly name: string | null;
  readonly recordNumber: string | null;
  readonly birthDate: CivilDate | null;
}

export interface ChartEnrollment {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly protocolTitle: string;
  readonly protocolVersion: string;
  readonly consentOn: CivilDate | null;
  readonly enrolledOn: CivilDate;
  readonly endedOn: CivilDate | null;
  readonly endReason: string | null;
  /** Why he was withdrawn; null where no category is known. */
  readonly endCategory: WithdrawalCategory | null;
  readonly endAdverseEvent: { readonly recordId: string; readonly name: string } | null;
  readonly assignedTo: string | null;
}

export interface ListedEnrollment {
  readonly id: string;
  readonly protocolTitle: string;
  readonly enrolledOn: CivilDate;
  readonly endedOn: CivilDate | null;
  readonly status: string;
}

export interface Chart {
  readonly patient: ChartPatient;
  /** The one that runs or the newest, unless an earlier one was asked for. */
  readonly enrollment: ChartEnrollment;
  /** Its id where an earlier one is shown, which is kept as it was; null otherwise. */
  readonly earlierId: string | null;
  /** All of his enrollments: the one that runs or the newest, then the earlier ones. */
  readonly enrollments: readonly ListedEnrollment[];
  readonly loaded: LoadedCourse;
  readonly evaluation: CourseEvaluation;
  readonly summary: CourseSummary;
  /** "34 years", at consent where the birth date is not for this reader. */
  readonly age: string;
  /** Findings that may be adverse events and that nobody has answered. */
  readonly suggestions: readonly AdverseEventSuggestion[];
  readonly openFlags: { readonly red: number; readonly amber: number };
  /** At the patient's site. */
  readonly today: CivilDate;
}

/**
 * One patient with the course of treatment and what the engine says about it today; null where there is
 * no such patient at a site of the reader, or no such enrollment of his. Layout and page of one request
 * share the answer.
 */
export const loadChart = cache(
  async (
    actor: Actor,
    patientId: string,
    enrollmentId: string | null = null,
  ): Promise<Chart | null> => {
    if (!z.uuid().safeParse(patientId).success) {
      return null;
    }
    return await inReadTransaction(actor, (tx) => readChart(tx, actor, patientId, enrollmentId));
  },
);

async function readChart(
  tx: Transaction,
  actor: Actor,
  patientId: string,
  enrollmentId: string | null,
): Promise<Chart | null> {
  const row = await findPatient(tx, patientId);
  const enrollments = activeFirst(row?.enrollments ?? []);
  const [current] = enrollments;
  const enrollment =
    enrollmentId === null ? current : enrollments.find(({ id }) => id === enrollmentId);
  if (row === null || enrollment === undefined || !can(actor, 'patient:read', row.siteId)) {
    return null;
  }
  const loaded = await loadCourse(tx, enrollment.id);
  invariant(loaded, `enrollment ${enrollment.id} without a course`);
  const patient = await describePatient(tx, actor, row);
  const today = siteToday(row.site.timeZone);
  const { protocol, course } = loaded;
  const evaluation = evaluateCourse(protocol, course, toDay(today));
  return {
    patient,
    earlierId: enrollment.id === current?.id ? null : enrollment.id,
    enrollments: enrollments.map(listedEnrollment),
    enrollment: {
      id: enrollment.id,
      status: enrollment.status,
      version: enrollment.version,
      protocolTitle: protocol.definition.title,
      protocolVersion: protocol.definition.version,
      consentOn: enrollment.consentOn && civilDateFrom(enrollment.consentOn),
      enrolledOn: civilDateFrom(enrollment.enrolledOn),
      endedOn: enrollment.endedOn && civilDateFrom(enrollment.endedOn),
      endReason: enrollment.endReason,
      endCategory: withdrawalCategories.find((key) => key === enrollment.endCategory) ?? null,
      endAdverseEvent: adverseEventOf(course, enrollment.endAdverseEventId),
      assignedTo: enrollment.assignedTo,
    },
    loaded,
    evaluation,
    summary: summarizeCourse(protocol, course, evaluation, toDay(today)),
    age: describeAge(patient.birthDate, enrollment.ageAtConsent, today),
    suggestions: adverseEventSuggestions(
      course,
      evaluation.therapy,
      ctcaeVersionOf(protocol.settings),
    ),
    openFlags: await countOpenFlags(tx, enrollment.id),
    today,
  };
}

function adverseEventOf(
  { records }: LoadedCourse['course'],
  recordId: string | null,
): ChartEnrollment['endAdverseEvent'] {
  const event = recordsOf(records, 'adverse-event').find(({ id }) => id === recordId);
  return event === undefined ? null : { recordId: event.id, name: adverseEventName(event.content) };
}

/** They come newest first. */
function activeFirst<Row extends { readonly status: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted(
    (one, other) => Number(other.status === 'active') - Number(one.status === 'active'),
  );
}

function listedEnrollment({
  id,
  status,
  enrolledOn,
  endedOn,
  protocolVersion,
}: PatientRow['enrollments'][number]): ListedEnrollment {
  return {
    id,
    status,
    protocolTitle: protocolVersion.title,
    enrolledOn: civilDateFrom(enrolledOn),
    endedOn: endedOn && civilDateFrom(endedOn),
  };
}

type PatientRow = NonNullable<Awaited<ReturnType<typeof findPatient>>>;

async function findPatient(tx: Transaction, id: string) {
  return await tx.patient.findUnique({
    where: { id },
    select: {
      id: true,
      siteId: true,
      studyId: true,
      site: { select: { code: true, name: true, timeZone: true } },
      enrollments: {
        select: {
          id: true,
          status: true,
          version: true,
          consentOn: true,
          enrolledOn: true,
          endedOn: true,
          endReason: true,
          endCategory: true,
          endAdverseEventId: true,
          ageAtConsent: true,
          assignedTo: true,
          protocolVersion: { select: { title: true } },
        },
        orderBy: [{ enrolledOn: 'desc' }, { createdAt: 'desc' }],
      },
    },
  });
}

async function describePatient(
  tx: Transaction,
  actor: Actor,
  { id, siteId, studyId, site }: PatientRow,
): Promise<ChartPatient> {
  const identity = can(actor, 'identity:read', siteId)
    ? await tx.patientIdentity.findUnique({
        where: { patientId: id },
        select: { givenName: true, familyName: true, birthDate: true, recordNumber: true },
      })
    : null;
  return {
    id,
    siteId,
    siteCode: site.code,
    siteName: site.name,
    studyId,
    name: identity && `${identity.familyName}, ${identity.givenName}`,
    recordNumber: identity?.recordNumber ?? null,
    birthDate: identity?.birthDate ? civilDateFrom(identity.birthDate) : null,
  };
}

async function countOpenFlags(tx: Transaction, enrollmentId: string) {
  const groups = await tx.flag.groupBy({
    by: ['severity'],
    where: { enrollmentId, status: 'open' },
    _count: { _all: true },
  });
  const count = (severity: string) =>
    groups.find((group) => group.severity === severity)?._count._all ?? 0;
  return { red: count('red'), amber: count('amber') };
}

function describeAge(
  birthDate: CivilDate | null,
  ageAtConsent: number | null,
  today: CivilDate,
): string {
  if (birthDate !== null) {
    return `${completedYears(toDay(birthDate), toDay(today))} years`;
  }
  return ageAtConsent === null ? 'age not recorded' : `${ageAtConsent} years at consent`;
}
