import 'server-only';
import type { z } from 'zod';
import { can } from '@/lib/auth/can';
import type { PlanChange } from '@/lib/course/plan-change';
import { therapyOf } from '@/lib/course/therapy';
import { type CivilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { contactsBeforeLost, endEnrollmentInputSchema } from '@/lib/enrollment/end-enrollment';
import { mayLeaveLastDoseUnknown, stopReasonOf } from '@/lib/enrollment/enrollment-outcome';
import { worstGradeOf } from '@/lib/records/adverse-event';
import { recordsOf } from '@/lib/records/clinical-record';
import { stopContentSchema } from '@/lib/records/therapy';
import { AppError } from '../app-error';
import { type CommandContext, defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import type { LoadedCourse } from '../courses/load-course';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import { insertRecords, placeRecord } from '../records/record-row';
import { refuseFields } from '../refuse-fields';
import { refuseContradiction } from '../therapy/refuse-contradiction';
import { countContactAttempts } from './contact-attempts';
import { isOnTherapy, writeEnrollmentEnd } from './write-enrollment-end';

export type EndedEnrollment = {
  readonly enrollmentId: string;
  readonly version: number;
  readonly change: PlanChange;
};

type Ending = z.output<typeof endEnrollmentInputSchema>;

/** Nothing opens afterwards; a last dose that is known becomes the stop of the therapy (decision 026). */
export const endEnrollment = defineCommand({
  name: 'enrollment.end',
  schema: endEnrollmentInputSchema,
  permission: 'patient:enroll',
  findSite: findEnrollmentSite,
  run: async (context, ending): Promise<EndedEnrollment> => {
    const { tx, today } = context;
    const { enrollmentId, version, endedOn } = ending;
    const loaded = await lockCourse(tx, enrollmentId);
    const { enrollment } = loaded;
    if (enrollment.status !== 'active') {
      throw new AppError('CONFLICT', { message: 'This enrollment has ended already.' });
    }
    if (enrollment.version !== version) {
      throw new AppError('STALE_VERSION', { current: { version: enrollment.version } });
    }
    refuseDates(loaded, [{ field: 'endedOn', on: endedOn }], today);
    refuseBeforeLastFact(loaded, ending);
    refuseAdverseEvent(loaded, ending);
    if (ending.status === 'lost-to-follow-up') {
      await refuseTooFewContacts(context, loaded, ending);
    }
    await recordStop(context, loaded, ending);
    await writeEnrollmentEnd(tx, enrollmentId, ending);
    return {
      enrollmentId,
      version: version + 1,
      change: await replan(tx, { today }, enrollmentId),
    };
  },
});

/** A drug is not taken after the end, and nobody is seen after his death. */
function refuseBeforeLastFact({ course }: LoadedCourse, { endedOn, status }: Ending): void {
  const { lastDoseOn } = therapyOf(course.records);
  const contacts = ['symptom-check', 'vital-signs', 'rems-check', 'dispensing'];
  const lastSeenOn = course.records
    .filter(({ voided, kind }) => !voided && contacts.includes(kind))
    .reduce<CivilDate | null>((last, { on }) => {
      const date = toCivilDate(on);
      return last === null || date > last ? date : last;
    }, null);
  refuseFields([
    [
      'endedOn',
      lastDoseOn !== null && lastDoseOn > toDay(endedOn)
        ? `The last dose was on ${toCivilDate(lastDoseOn)}.`
        : null,
    ],
    [
      'endedOn',
      status === 'died' && lastSeenOn !== null && lastSeenOn > endedOn
        ? `He was seen on ${lastSeenOn}.`
        : null,
    ],
  ]);
}

/** @throws INVALID_INPUT unless it is an adverse event of this enrollment, and of grade 5 where he died of it. */
function refuseAdverseEvent(
  { course }: LoadedCourse,
  { adverseEventId, status, endedOn }: Ending,
): void {
  if (adverseEventId === null) {
    return;
  }
  const event = recordsOf(course.records, 'adverse-event').find(
    ({ id, voided }) => id === adverseEventId && !voided,
  );
  refuseFields([
    [
      'adverseEventId',
      event === undefined
        ? 'This adverse event is not among his records any more.'
        : whenLater(toCivilDate(event.on), endedOn),
    ],
    [
      'adverseEventId',
      event !== undefined && status === 'died' && worstGradeOf(event.content) !== 5
        ? 'Its grade is not 5; record with the event that it was fatal first.'
        : null,
    ],
  ]);
}

function whenLater(onset: CivilDate, endedOn: CivilDate): string | null {
  return onset > endedOn ? `It began on ${onset}, after the end.` : null;
}

async function refuseTooFewContacts(
  { tx, actor, site }: CommandContext,
  { enrollment, protocol }: LoadedCourse,
  { fewerContactsReason }: Ending,
): Promise<void> {
  const { count } = await countContactAttempts(tx, enrollment.id);
  const missing = contactsBeforeLost(protocol.settings) - count;
  if (missing <= 0) {
    return;
  }
  const attempts = `${missing} more ${missing === 1 ? 'attempt' : 'attempts'} to reach him`;
  const message = can(actor, 'decision:make', site.siteId)
    ? `The protocol asks for ${attempts}. Say why he counts as lost without.`
    : `The protocol asks for ${attempts}, or for a physician who says why he counts as lost without.`;
  if (fewerContactsReason === '' || !can(actor, 'decision:make', site.siteId)) {
    const fields = { fewerContactsReason: message };
    throw new AppError('CONFLICT', { message, fields });
  }
}

/** @throws CONFLICT where therapy goes on and its last dose is neither given nor allowed to be unknown. */
async function recordStop(
  { tx, actor }: CommandContext,
  loaded: LoadedCourse,
  { enrollmentId, status, category, stop, isLastDoseUnknown }: Ending,
): Promise<void> {
  if (!isOnTherapy(loaded.course)) {
    const message = 'Therapy does not go on; leave this blank.';
    refuseFields([['stop.on', stop.on === null ? null : message]]);
    return;
  }
  if (stop.on === null) {
    if (isLastDoseUnknown && mayLeaveLastDoseUnknown(status)) {
      return;
    }
    const message = mayLeaveLastDoseUnknown(status)
      ? 'Therapy goes on: enter the last dose, or say that it is not known.'
      : 'Therapy goes on: enter the last dose.';
    throw new AppError('CONFLICT', { message, fields: { 'stop.on': message } });
  }
  const content = stopContentSchema.parse({
    reason: stopReasonOf(status, category),
    note: 'Recorded with the end of the enrollment',
  });
  refuseContradiction({ kind: 'stop', on: stop.on, content }, loaded, 'stop');
  const { siteId, patientId } = loaded.enrollment;
  await insertRecords(tx, [
    placeRecord(
      { kind: 'stop', on: stop.on, time: null, source: null, content, results: [] },
      { siteId, patientId, enrollmentId, visitId: null, recordedBy: actor.userId },
    ),
  ]);
}
