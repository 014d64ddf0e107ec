import type { Course } from '@/lib/course/course';
import { cumulativeDoses } from '@/lib/course/cumulative-dose';
import { type Therapy, type TherapyState, therapyStateOn } from '@/lib/course/therapy';
import { addDays, type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { describeDose } from '@/lib/records/describe-record';
import type { DispensingContent } from '@/lib/records/dispensing';
import {
  type DoseContent,
  type Drug,
  drugNames,
  type HoldContent,
  type StopContent,
} from '@/lib/records/therapy';
import { doseUnitLabels } from '@/lib/records/therapy-labels';
import { bloodDonationEmbargoEndsOn } from '@/lib/rems/rems-status';
import type { Occurrence, OccurrenceState, Plan } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { type RegimenPreset, regimenPresets } from './regimen-presets';
import { type OpenFlag, type RemsView, remsView } from './rems-view';

export interface DoseLine {
  readonly recordId: string;
  readonly drug: string;
  readonly dose: string;
  readonly from: CivilDate;
  /** The last day, null while it goes on. */
  readonly to: CivilDate | null;
  readonly reason: string;
}

export interface HoldLine {
  readonly recordId: string;
  readonly from: CivilDate;
  /** The day before the drug is given again, null while the hold goes on. */
  readonly to: CivilDate | null;
  readonly reason: HoldContent['reason'];
  readonly note: string;
}

export interface CumulativeLine {
  readonly drug: string;
  readonly total: number;
  readonly unit: string;
  readonly doseDays: number;
  /** Null for units other than mg, and while no weight is known. */
  readonly perKilogram: number | null;
}

export interface DispensingLine extends Omit<DispensingContent, 'refills'> {
  readonly recordId: string;
  readonly on: CivilDate;
  /** The last day that the supply covers. */
  readonly coversTo: CivilDate;
}

export interface NextDispensing {
  readonly state: OccurrenceState;
  readonly plannedOn: CivilDate | null;
  readonly opensOn: CivilDate | null;
  readonly closesOn: CivilDate | null;
}

export type TherapyView = {
  readonly isTreated: boolean;
  readonly today: CivilDate;
  readonly consentOn: CivilDate;
  readonly state: TherapyState;
  readonly firstDoseOn: CivilDate | null;
  readonly stop: ({ readonly recordId: string; readonly on: CivilDate } & StopContent) | null;
  readonly doses: readonly DoseLine[];
  readonly holds: readonly HoldLine[];
  readonly cumulative: readonly CumulativeLine[];
  /** With which mg/kg was computed. */
  readonly weight: { readonly kilograms: number; readonly on: CivilDate } | null;
  readonly dispensings: readonly DispensingLine[];
  /** Null where the protocol plans none, or none is open any more. */
  readonly nextDispensing: NextDispensing | null;
  /** Null where the protocol has no REMS. */
  readonly rems: RemsView | null;
  /** Null before the last dose, and where the protocol has no REMS. */
  readonly bloodDonationEmbargoEndsOn: CivilDate | null;
  readonly regimens: readonly RegimenPreset[];
  /** Of each drug given now, newest last: what a change of dose starts from. */
  readonly currentDoses: readonly { readonly drug: Drug; readonly dose: DoseContent }[];
};

/** Everything about the drug on one page, as of today; records dated later are shown as they stand. */
export function therapyView(
  protocol: CompiledProtocol,
  course: Course,
  { therapy, plan }: { readonly therapy: Therapy; readonly plan: Plan },
  openFlags: readonly OpenFlag[],
  today: Day,
): TherapyView {
  const { definition, settings } = protocol;
  const valid = course.records.filter(({ voided }) => !voided);
  const weight = newestWeight(recordsOf(valid, 'vital-signs'), today);
  const hasRems = protocol.requirements.some(({ recordKind }) => recordKind === 'rems-check');
  const embargoFrom = hasRems ? therapy.lastDoseOn : null;
  return {
    isTreated: definition.arms.some(({ key, treated }) => key === course.arm && treated),
    today: toCivilDate(today),
    consentOn: toCivilDate(course.consentOn),
    state: therapyStateOn(therapy, today),
    firstDoseOn: dateOrNull(therapy.firstDoseOn),
    stop: stopOf(therapy, recordsOf(valid, 'stop')),
    doses: therapy.doses.map(doseLine),
    holds: holdLines(therapy, recordsOf(valid, 'hold')),
    cumulative: cumulativeLines(therapy, weight?.kilograms ?? null, today),
    weight: weight && { kilograms: weight.kilograms, on: toCivilDate(weight.on) },
    dispensings: recordsOf(valid, 'dispensing').sort(newestFirst).map(dispensingLine),
    nextDispensing: nextDispensing(protocol, plan, today),
    rems: hasRems ? remsView(course, therapy, openFlags, today) : null,
    bloodDonationEmbargoEndsOn:
      embargoFrom === null ? null : toCivilDate(bloodDonationEmbargoEndsOn(embargoFrom)),
    regimens: regimenPresets(definition, settings),
    currentDoses: therapy.doses
      .filter(({ to }) => to === null || to >= today)
      .map(({ drug, dose }) => ({ drug, dose })),
  };
}

function stopOf({ stoppedBy }: Therapy, stops: readonly RecordOf<'stop'>[]): TherapyView['stop'] {
  const stop = stops.find(({ id }) => id === stoppedBy);
  return stop ? { recordId: stop.id, on: toCivilDate(stop.on), ...stop.content } : null;
}

function doseLine({ recordId, drug, dose, from, to }: Therapy['doses'][number]): DoseLine {
  return {
    recordId,
    drug: drugNames[drug],
    dose: describeDose(dose),
    from: toCivilDate(from),
    to: dateOrNull(to),
    reason: dose.reason,
  };
}

/** A hold that no resume ended goes on up to the last dose. */
function holdLines(
  { holds, lastDoseOn }: Therapy,
  records: readonly RecordOf<'hold'>[],
): HoldLine[] {
  const contents = new Map(records.map(({ id, content }) => [id, content]));
  return holds.map(({ recordId, heldOn, resumedOn }) => ({
    recordId,
    from: toCivilDate(heldOn),
    to: dateOrNull(resumedOn === null ? lastDoseOn : addDays(resumedOn, -1)),
    reason: contents.get(recordId)?.reason ?? 'other',
    note: contents.get(recordId)?.note ?? '',
  }));
}

function cumulativeLines(therapy: Therapy, kilograms: number | null, until: Day): CumulativeLine[] {
  return cumulativeDoses(therapy, until).map(({ drug, unit, total, doseDays }) => ({
    drug: drugNames[drug],
    total,
    unit: doseUnitLabels[unit],
    doseDays,
    perKilogram: unit === 'mg' && kilograms !== null ? total / kilograms : null,
  }));
}

function newestWeight(records: RecordOf<'vital-signs'>[], until: Day) {
  const [newest] = records
    .filter(({ on, content }) => on <= until && content.weight !== null)
    .sort(newestFirst);
  return newest?.content.weight
    ? { kilograms: newest.content.weight.kilograms, on: newest.on }
    : null;
}

function dispensingLine({ id, on, content }: RecordOf<'dispensing'>): DispensingLine {
  const { refills: _none, ...shown } = content;
  return {
    recordId: id,
    on: toCivilDate(on),
    coversTo: toCivilDate(addDays(on, content.daysSupply - 1)),
    ...shown,
  };
}

const openStates: readonly OccurrenceState[] = ['upcoming', 'due', 'overdue'];

function nextDispensing(
  { requirements }: CompiledProtocol,
  { occurrences }: Plan,
  today: Day,
): NextDispensing | null {
  const supplies = requirements
    .filter(({ recordKind }) => recordKind === 'dispensing')
    .map(({ key }) => key);
  const [next] = occurrences
    .filter(({ requirement }) => supplies.includes(requirement))
    .filter((occurrence) => openStates.includes(occurrenceState(occurrence, today)))
    .toSorted((one, other) => (one.target ?? 0) - (other.target ?? 0));
  return next ? nextDispensingOf(next, today) : null;
}

function nextDispensingOf(occurrence: Occurrence, today: Day): NextDispensing {
  return {
    state: occurrenceState(occurrence, today),
    plannedOn: dateOrNull(occurrence.planned),
    opensOn: dateOrNull(occurrence.opensOn),
    closesOn: dateOrNull(occurrence.closesOn),
  };
}

function newestFirst(one: { on: Day; id: string }, other: { on: Day; id: string }): number {
  return other.on - one.on || other.id.localeCompare(one.id);
}

function dateOrNull(day: Day | null): CivilDate | null {
  return day === null ? null : toCivilDate(day);
}
