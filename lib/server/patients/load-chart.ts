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

export interface Chart {
  readonly patient: ChartPatient;
  /** The one that runs, or the newest. */
  readonly enrollment: ChartEnrollment;
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
 * no such patient at a site of the reader. Layout and page of one request share the answer.
 */
export const loadChart = cache(async (actor: Actor, patientId: string): Promise<Chart | null> => {
  if (!z.uuid().safeParse(patientId).success) {
    return null;
  }
  return await inReadTransaction(actor, (tx) => readChart(tx, actor, patientId));
});

async function readChart(tx: Transaction, actor: Actor, patientId: string): Promise<Chart | null> {
  const row = await findPatient(tx, patientId);
  const enrollments = row?.enrollments ?? [];
  const enrollment = enrollments.find(({ status }) => status === 'active') ?? enrollments[0];
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
        },
        orderBy: { enrolledOn: 'desc' },
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
