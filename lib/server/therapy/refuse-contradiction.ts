import 'server-only';
import { assertNever } from '@/lib/core/assert-never';
import type { Course } from '@/lib/course/course';
import { isHeldOn, type Therapy, therapyOf } from '@/lib/course/therapy';
import { type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { recordsOf } from '@/lib/records/clinical-record';
import { type Drug, drugNames, type TherapyInput } from '@/lib/records/therapy';
import { AppError } from '../app-error';
import type { LoadedCourse } from '../courses/load-course';
import { refuseFields } from '../refuse-fields';

type Change<Kind extends TherapyInput['kind']> = Extract<TherapyInput, { kind: Kind }>;

/**
 * Where the change stands in the input: `change.on` beside a new one, `entry.on` in a correction, `stop.on` with the
 * end of the enrollment.
 */
type Place = 'change' | 'entry' | 'stop';

/**
 * Judges a change against everything else recorded; a record that is corrected is left out of the course.
 *
 * @throws ALREADY_STOPPED, CONFLICT or INVALID_INPUT when the change cannot follow what is recorded.
 */
export function refuseContradiction(
  change: TherapyInput,
  { course, protocol }: Pick<LoadedCourse, 'course' | 'protocol'>,
  place: Place = 'change',
): void {
  const therapy = therapyOf(course.records);
  const on = toDay(change.on);
  switch (change.kind) {
    case 'dose':
      refuseDose(change, course, protocol, therapy, place);
      break;
    case 'hold':
      refuseHold(on, therapy, place);
      break;
    case 'resume':
      refuseResume(on, therapy, place);
      break;
    case 'stop':
      refuseStop(change, course, therapy, place);
      break;
    default:
      assertNever(change);
  }
}

function refuseDose(
  { on, content }: Change<'dose'>,
  course: Course,
  { definition }: CompiledProtocol,
  { lastDoseOn }: Therapy,
  place: Place,
): void {
  const arm = definition.arms.find(({ key }) => key === course.arm);
  const drugs = definition.regimens.flatMap(({ items }) => items.map(({ drug }) => drug));
  const isOfProtocol = arm?.treated === true && drugs.includes(content.drug);
  const consentOn = toCivilDate(course.consentOn);
  refuseFields([
    [`${place}.content.drug`, isOfProtocol ? null : 'This drug is not part of his arm.'],
    [`${place}.on`, on < consentOn ? `This is before consent on ${consentOn}.` : null],
  ]);
  refuseAfter(lastDoseOn, toDay(on), place);
}

function refuseHold(on: Day, { firstDoseOn, lastDoseOn, holds }: Therapy, place: Place): void {
  refuseUnlessStarted(on, firstDoseOn, place);
  refuseAfter(lastDoseOn, on, place);
  // A correction cannot be told from the other records alone: its own resume is among them.
  const hold = holds.find(
    (interval) => isHeldOn([interval], on) || (place === 'change' && interval.resumedOn === null),
  );
  if (hold !== undefined) {
    refuse(`Therapy is on hold already, since ${toCivilDate(hold.heldOn)}.`, place);
  }
}

function refuseResume(on: Day, { lastDoseOn, holds }: Therapy, place: Place): void {
  refuseAfter(lastDoseOn, on, place);
  if (isHeldOn(holds, on)) {
    return;
  }
  const later = holds.find(({ heldOn, resumedOn }) => resumedOn === null && heldOn > on);
  if (later === undefined) {
    refuse('Therapy is not on hold.', place);
  }
  refuseFields([[`${place}.on`, `This is before the hold on ${toCivilDate(later.heldOn)}.`]]);
}

function refuseStop(
  { on: date, content: { drug } }: Change<'stop'>,
  course: Course,
  therapy: Therapy,
  place: Place,
): void {
  const { firstDoseOn, lastDoseOn } = therapy;
  if (lastDoseOn !== null) {
    refuseStopped(lastDoseOn, place);
  }
  const on = toDay(date);
  refuseUnlessStarted(on, firstDoseOn, place);
  if (drug !== null) {
    refuseStopOf(drug, on, therapy, place);
  }
  const later = changesOf(course, drug).find((day) => day > on);
  refuseFields([
    [
      `${place}.on`,
      later === undefined
        ? null
        : `A change of ${toCivilDate(later)} is recorded, after this last dose; correct it first.`,
    ],
  ]);
}

function refuseStopOf(drug: Drug, on: Day, { doses }: Therapy, place: Place): void {
  const given = doses.filter((interval) => interval.drug === drug);
  const last = given.at(-1);
  if (last === undefined || given.every(({ from }) => from > on)) {
    refuseFields([[`${place}.content.drug`, `${drugNames[drug]} was not given on this day.`]]);
  } else if (last.to !== null && last.to < on) {
    refuse(
      `${drugNames[drug]} has been stopped; its last dose was on ${toCivilDate(last.to)}.`,
      place,
    );
  }
}

/** Days of everything that a stop would leave behind: of one drug its doses, of all therapy the holds too. */
function changesOf({ records }: Course, drug: Drug | null): Day[] {
  const valid = records.filter(({ voided }) => !voided);
  const ofDrug = recordsOf(valid, 'dose').filter(
    ({ content }) => drug === null || content.drug === drug,
  );
  const ofAll = ['hold', 'resume', 'stop'] as const;
  return [
    ...ofDrug,
    ...(drug === null ? ofAll.flatMap((kind) => recordsOf(valid, kind)) : []),
    ...recordsOf(valid, 'stop').filter(({ content }) => drug !== null && content.drug === drug),
  ].map(({ on }) => on);
}

function refuseUnlessStarted(
  on: Day,
  firstDoseOn: Day | null,
  place: Place,
): asserts firstDoseOn is Day {
  if (firstDoseOn === null) {
    refuse('No dose has been given yet.', place);
  }
  const first = toCivilDate(firstDoseOn);
  refuseFields([
    [`${place}.on`, on < firstDoseOn ? `This is before the first dose on ${first}.` : null],
  ]);
}

function refuseAfter(lastDoseOn: Day | null, on: Day, place: Place): void {
  if (lastDoseOn !== null && on > lastDoseOn) {
    refuseStopped(lastDoseOn, place);
  }
}

function refuseStopped(lastDoseOn: Day, place: Place): never {
  const message = `Therapy has been stopped; the last dose was on ${toCivilDate(lastDoseOn)}.`;
  throw new AppError('ALREADY_STOPPED', { message, fields: { [`${place}.on`]: message } });
}

function refuse(message: string, place: Place): never {
  throw new AppError('CONFLICT', { message, fields: { [`${place}.on`]: message } });
}
