import type { Course } from '@/lib/course/course';
import { cumulativeDoses } from '@/lib/course/cumulative-dose';
import type { CourseEvaluation } from '@/lib/course/evaluate-course';
import { injectionCalendar } from '@/lib/course/injection-calendar';
import { type Therapy, type TherapyState, therapyStateOn } from '@/lib/course/therapy';
import { addDays, type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { SettingValues } from '@/lib/protocols/schema';
import { type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { describeDose } from '@/lib/records/describe-record';
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
import { type ConcomitantDrugLine, concomitantDrugLines } from './concomitant-drugs-view';
import { type InjectionCourse, injectionCourses } from './injections-view';
import { type LedgerView, ledgerView } from './ledger-view';
import type { RecordStates } from './record-states';
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

export interface CurrentDose {
  readonly drug: Drug;
  readonly dose: DoseContent;
  /** Of a day with a dose; null for units other than mg, and while no weight is known. */
  readonly perKilogram: number | null;
}

export interface HoldLine {
  readonly recordId: string;
  readonly from: CivilDate;
  /** The day before the drug is given again, null while the hold goes on. */
  readonly to: CivilDate | null;
  /** Without the drug, up to and including today while it goes on. */
  readonly days: number;
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

/** A hold that nobody has ended yet. */
export interface OpenHold {
  readonly from: CivilDate;
  /** Up to and including today. */
  readonly days: number;
  /** Longer than the clinic's setting: resume or stop. */
  readonly asksForDecision: boolean;
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
  /** The end of an enrollment whose last dose nobody knows; null otherwise. */
  readonly unknownLastDoseBy: CivilDate | null;
  readonly stop: ({ readonly recordId: string; readonly on: CivilDate } & StopContent) | null;
  readonly doses: readonly DoseLine[];
  readonly holds: readonly HoldLine[];
  readonly cumulative: readonly CumulativeLine[];
  /** With which mg/kg was computed. */
  readonly weight: { readonly kilograms: number; readonly on: CivilDate } | null;
  readonly openHold: OpenHold | null;
  /** Null while nothing was dispensed. */
  readonly ledger: LedgerView | null;
  readonly injections: readonly InjectionCourse[];
  readonly concomitantDrugs: readonly ConcomitantDrugLine[];
  /** Null where the protocol plans none, or none is open any more. */
  readonly nextDispensing: NextDispensing | null;
  /** Null where the protocol has no REMS. */
  readonly rems: RemsView | null;
  /** Null before the last dose, and where the protocol has no REMS. */
  readonly bloodDonationEmbargoEndsOn: CivilDate | null;
  /** The embargo holds, from a day that is not known. */
  readonly embargoFromUnknownDose: boolean;
  readonly regimens: readonly RegimenPreset[];
  /** Of each drug given now, newest last: what a change of dose starts from. */
  readonly currentDoses: readonly CurrentDose[];
};

/** Everything about the drug on one page, as of today; records dated later are shown as they stand. */
export function therapyView(
  protocol: CompiledProtocol,
  course: Course,
  { therapy, plan, safety }: Pick<CourseEvaluation, 'therapy' | 'plan' | 'safety'>,
  openFlags: readonly OpenFlag[],
  { states, today }: { readonly states: RecordStates; readonly today: Day },
): TherapyView {
  const { definition, settings } = protocol;
  const valid = course.records.filter(({ voided }) => !voided);
  const weight = newestWeight(recordsOf(valid, 'vital-signs'), today);
  const hasRems = protocol.requirements.some(({ recordKind }) => recordKind === 'rems-check');
  const state = therapyStateOn(therapy, today);
  const holds = holdLines(therapy, recordsOf(valid, 'hold'), today);
  const injections = injectionCourses(settings, course, therapy, today);
  // Nobody waits for the donation of a man who has died.
  const hasEmbargo = hasRems && !course.died;
  const embargoFrom = hasEmbargo ? therapy.lastDoseOn : null;
  return {
    isTreated: definition.arms.some(({ key, treated }) => key === course.arm && treated),
    today: toCivilDate(today),
    consentOn: toCivilDate(course.consentOn),
    state,
    firstDoseOn: dateOrNull(therapy.firstDoseOn),
    unknownLastDoseBy: dateOrNull(therapy.unknownLastDoseBy),
    stop: stopOf(therapy, recordsOf(valid, 'stop')),
    doses: therapy.doses.map(doseLine),
    holds,
    openHold: openHoldOf(holds, settings),
    cumulative: cumulativeLines(course, therapy, settings, weight?.kilograms ?? null, today),
    weight: weight && { kilograms: weight.kilograms, on: toCivilDate(weight.on) },
    ledger: ledgerView(course, therapy, states, today, state === 'in-progress'),
    injections,
    concomitantDrugs: concomitantDrugLines(recordsOf(valid, 'concomitant-drug'), safety, states),
    nextDispensing: nextDispensing(protocol, plan, today),
    rems: hasRems ? remsView(course, therapy, openFlags, today) : null,
    bloodDonationEmbargoEndsOn:
      embargoFrom === null ? null : toCivilDate(bloodDonationEmbargoEndsOn(embargoFrom)),
    embargoFromUnknownDose: hasEmbargo && therapy.unknownLastDoseBy !== null,
    regimens: regimenPresets(definition, settings),
    currentDoses: therapy.doses
      .filter(({ to }) => to === null || to >= today)
      .map(({ drug, dose }) => ({
        drug,
        dose,
        perKilogram:
          dose.unit === 'mg' && weight !== null
            ? (dose.amount * dose.timesPerDay) / weight.kilograms
            : null,
      })),
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
  today: Day,
): HoldLine[] {
  const contents = new Map(records.map(({ id, content }) => [id, content]));
  return holds.map(({ recordId, heldOn, resumedOn }) => ({
    recordId,
    from: toCivilDate(heldOn),
    to: dateOrNull(resumedOn === null ? lastDoseOn : addDays(resumedOn, -1)),
    days: Math.max(0, (resumedOn ?? addDays(lastDoseOn ?? today, 1)) - heldOn),
    reason: contents.get(recordId)?.reason ?? 'other',
    note: contents.get(recordId)?.note ?? '',
  }));
}

function openHoldOf(holds: readonly HoldLine[], settings: SettingValues): OpenHold | null {
  const open = holds.find(({ to }) => to === null);
  const limit = settings['hold-decision-after'];
  return open === undefined
    ? null
    : {
        from: open.from,
        days: open.days,
        asksForDecision: typeof limit === 'number' && open.days > limit,
      };
}

function cumulativeLines(
  { records }: Course,
  therapy: Therapy,
  settings: SettingValues,
  kilograms: number | null,
  until: Day,
): CumulativeLine[] {
  const { injections } = injectionCalendar(records, therapy, settings, until);
  return cumulativeDoses(therapy, injections, until).map(({ drug, unit, total, doseDays }) => ({
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
