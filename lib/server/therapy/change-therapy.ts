import 'server-only';
import { assertNever } from '@/lib/core/assert-never';
import type { Course } from '@/lib/course/course';
import { type OccurrenceNote, type PlanChange, unmetBaseline } from '@/lib/course/plan-change';
import { isHeldOn, type Therapy, therapyOf } from '@/lib/course/therapy';
import { type CivilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { TherapyInput } from '@/lib/records/therapy';
import { changeTherapyInputSchema } from '@/lib/records/therapy-change';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { findEnrollmentSite } from '../courses/find-site';
import type { LoadedCourse } from '../courses/load-course';
import { loadProjections } from '../courses/load-projections';
import { lockCourse } from '../courses/lock-course';
import { refuseDates } from '../courses/refuse-dates';
import { replan } from '../courses/replan';
import type { Transaction } from '../db/transaction';
import { insertRecords, placeRecord } from '../records/record-row';
import { refuseFields } from '../refuse-fields';

export type ChangedTherapy = {
  readonly recordId: string;
  readonly change: PlanChange;
  /** With the first dose: what should have been there before it. */
  readonly unmetBaseline: readonly OccurrenceNote[];
};

/** A dose from a day on, a hold, a resume or the stop; each may be entered days later (engine §3). */
export const changeTherapy = defineCommand({
  name: 'therapy.change',
  schema: changeTherapyInputSchema,
  permission: 'therapy:change',
  findSite: findEnrollmentSite,
  run: async ({ tx, actor, today }, { enrollmentId, change }): Promise<ChangedTherapy> => {
    const loaded = await lockCourse(tx, enrollmentId);
    refuseDates(loaded, [{ field: 'change.on', on: change.on }], today);
    refuseContradiction(change, loaded.course, loaded.protocol);
    const { siteId, patientId } = loaded.enrollment;
    const { kind, on, content } = change;
    const record = placeRecord(
      { kind, on, time: null, source: null, content, results: [] },
      { siteId, patientId, enrollmentId, visitId: null, recordedBy: actor.userId },
    );
    await insertRecords(tx, [record]);
    const planChange = await replan(tx, { today }, enrollmentId);
    const isFirstDose = kind === 'dose' && therapyOf(loaded.course.records).firstDoseOn === null;
    const unmet = isFirstDose ? await findUnmetBaseline(tx, loaded, today) : [];
    return { recordId: record.id, change: planChange, unmetBaseline: unmet };
  },
});

async function findUnmetBaseline(
  tx: Transaction,
  { enrollment: { id }, protocol }: LoadedCourse,
  today: CivilDate,
): Promise<readonly OccurrenceNote[]> {
  const { occurrences } = (await loadProjections(tx, [id]))(id);
  return unmetBaseline(protocol, occurrences, toDay(today));
}

/** @throws ALREADY_STOPPED, CONFLICT or INVALID_INPUT when the change cannot follow what is recorded. */
export function refuseContradiction(
  change: TherapyInput,
  course: Course,
  protocol: CompiledProtocol,
): void {
  const therapy = therapyOf(course.records);
  const on = toDay(change.on);
  switch (change.kind) {
    case 'dose':
      refuseDose(change, course, protocol, therapy);
      break;
    case 'hold':
      refuseHold(on, therapy);
      break;
    case 'resume':
      refuseResume(on, therapy);
      break;
    case 'stop':
      refuseStop(on, therapy);
      break;
    default:
      assertNever(change);
  }
}

function refuseDose(
  { on, content }: Extract<TherapyInput, { kind: 'dose' }>,
  course: Course,
  { definition }: CompiledProtocol,
  { lastDoseOn }: Therapy,
): void {
  const arm = definition.arms.find(({ key }) => key === course.arm);
  const drugs = definition.regimens.flatMap(({ items }) => items.map(({ drug }) => drug));
  const isOfProtocol = arm?.treated === true && drugs.includes(content.drug);
  const consentOn = toCivilDate(course.consentOn);
  refuseFields([
    ['change.content.drug', isOfProtocol ? null : 'This drug is not part of his arm.'],
    ['change.on', on < consentOn ? `This is before consent on ${consentOn}.` : null],
  ]);
  if (lastDoseOn !== null && toDay(on) > lastDoseOn) {
    refuseStopped(lastDoseOn);
  }
}

function refuseHold(on: Day, { firstDoseOn, lastDoseOn, holds }: Therapy): void {
  refuseUnlessStarted(on, firstDoseOn);
  if (lastDoseOn !== null && on > lastDoseOn) {
    refuseStopped(lastDoseOn);
  }
  const hold = holds.find((interval) => interval.resumedOn === null || isHeldOn([interval], on));
  if (hold !== undefined) {
    refuse(`Therapy is on hold already, since ${toCivilDate(hold.heldOn)}.`);
  }
}

function refuseResume(on: Day, { lastDoseOn, holds }: Therapy): void {
  if (lastDoseOn !== null && on > lastDoseOn) {
    refuseStopped(lastDoseOn);
  }
  if (isHeldOn(holds, on)) {
    return;
  }
  const later = holds.find(({ heldOn, resumedOn }) => resumedOn === null && heldOn > on);
  if (later === undefined) {
    refuse('Therapy is not on hold.');
  }
  refuseFields([['change.on', `This is before the hold on ${toCivilDate(later.heldOn)}.`]]);
}

function refuseStop(on: Day, { firstDoseOn, lastDoseOn, doses, holds }: Therapy): void {
  if (lastDoseOn !== null) {
    refuseStopped(lastDoseOn);
  }
  refuseUnlessStarted(on, firstDoseOn);
  const later = [...doses.map(({ from }) => from), ...holds.map(({ heldOn }) => heldOn)].find(
    (day) => day > on,
  );
  refuseFields([
    [
      'change.on',
      later === undefined
        ? null
        : `A change of ${toCivilDate(later)} is recorded, after this last dose; correct it first.`,
    ],
  ]);
}

function refuseUnlessStarted(on: Day, firstDoseOn: Day | null): void {
  if (firstDoseOn === null) {
    refuse('No dose has been given yet.');
  }
  const first = toCivilDate(firstDoseOn);
  refuseFields([
    ['change.on', on < firstDoseOn ? `This is before the first dose on ${first}.` : null],
  ]);
}

function refuseStopped(lastDoseOn: Day): never {
  const message = `Therapy has been stopped; the last dose was on ${toCivilDate(lastDoseOn)}.`;
  throw new AppError('ALREADY_STOPPED', { message, fields: { 'change.on': message } });
}

function refuse(message: string): never {
  throw new AppError('CONFLICT', { message, fields: { 'change.on': message } });
}
