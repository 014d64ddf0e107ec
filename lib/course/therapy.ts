import { addDays, type Day } from '@/lib/dates/civil-date';
import { type ClinicalRecord, type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import type { DoseContent, Drug, StopReason } from '@/lib/records/therapy';
import type { HoldInterval } from '@/lib/schedule/plan-facts';

/** One drug at one dose; `to` is the last day, null while it goes on. */
export interface DoseInterval {
  readonly recordId: string;
  readonly drug: Drug;
  readonly dose: DoseContent;
  readonly from: Day;
  readonly to: Day | null;
}

/** What the dose, hold, resume and stop records of a course add up to. */
export interface Therapy {
  readonly firstDoseOn: Day | null;
  readonly lastDoseOn: Day | null;
  /** The enrollment ended on this day while a drug was given, and its last dose is not known; null otherwise. */
  readonly unknownLastDoseBy: Day | null;
  readonly stopReason: StopReason | null;
  /** The record that ended therapy; null while a drug is still given. */
  readonly stoppedBy: string | null;
  readonly doses: readonly DoseInterval[];
  readonly holds: readonly Hold[];
}

/** `recordId` is the record that began it. */
type Hold = HoldInterval & { readonly recordId: string };

/**
 * Records in any order; voided ones are left out. Therapy ends with the earliest stop of all therapy, or when
 * the last of its drugs has been stopped alone (engine §3). Where the enrollment ended without a stop, the
 * doses reach to that day at most.
 */
export function therapyOf(records: readonly ClinicalRecord[], endedOn: Day | null = null): Therapy {
  const valid = records.filter((record) => !record.voided);
  const doses = recordsOf(valid, 'dose').sort(byDate);
  const stops = recordsOf(valid, 'stop').sort(byDate);
  const intervals = doses.map((dose, index) => doseInterval(dose, doses.slice(index + 1), stops));
  const stop = endOfTherapy(intervals, stops);
  const lastDoseOn = stop?.on ?? null;
  const starts = doses.map((dose) => startOf(dose));
  const unknownLastDoseBy = starts.length > 0 && lastDoseOn === null ? endedOn : null;
  return {
    firstDoseOn: starts.length === 0 ? null : (Math.min(...starts) as Day),
    lastDoseOn,
    unknownLastDoseBy,
    stopReason: stop?.content.reason ?? null,
    stoppedBy: stop?.id ?? null,
    doses: intervals
      .map((interval) => ({
        ...interval,
        to: earliest(interval.to, lastDoseOn ?? unknownLastDoseBy),
      }))
      // Replaced before its first day, or dated after the last dose: never taken.
      .filter(({ from, to }) => to === null || from <= to),
    holds: holdIntervals(valid, lastDoseOn),
  };
}

export type TherapyState = 'not-started' | 'in-progress' | 'on-hold' | 'stopped' | 'not-known';

/** The day of the last dose still belongs to therapy; a hold ends on the day of the resume. */
export function therapyStateOn(
  { firstDoseOn, lastDoseOn, unknownLastDoseBy, holds }: Therapy,
  day: Day,
): TherapyState {
  if (unknownLastDoseBy !== null && day > unknownLastDoseBy) {
    return 'not-known';
  }
  if (lastDoseOn !== null && day > lastDoseOn) {
    return 'stopped';
  }
  if (firstDoseOn === null || day < firstDoseOn) {
    return 'not-started';
  }
  return isHeldOn(holds, day) ? 'on-hold' : 'in-progress';
}

export function isHeldOn(holds: readonly HoldInterval[], day: Day): boolean {
  return holds.some(
    ({ heldOn, resumedOn }) => heldOn <= day && (resumedOn === null || day < resumedOn),
  );
}

function startOf(dose: RecordOf<'dose'>): Day {
  return addDays(dose.on, dose.content.startsAfterDays);
}

/** A dose lasts until the same drug is given at another dose, or until that drug is stopped. */
function doseInterval(
  dose: RecordOf<'dose'>,
  later: readonly RecordOf<'dose'>[],
  stops: readonly RecordOf<'stop'>[],
): DoseInterval {
  const { drug } = dose.content;
  const from = startOf(dose);
  const next = later.find((other) => other.content.drug === drug);
  const changed = next ? addDays(startOf(next), -1) : null;
  const stopped = stops.find(({ on, content }) => content.drug === drug && on >= dose.on);
  return {
    recordId: dose.id,
    drug,
    dose: dose.content,
    from,
    to: earliest(changed, stopped?.on ?? null),
  };
}

/** Of a drug that was given again after its stop, only a later stop counts. */
function endOfTherapy(
  intervals: readonly DoseInterval[],
  stops: readonly RecordOf<'stop'>[],
): RecordOf<'stop'> | null {
  const ofAll = stops.find(({ content }) => content.drug === null) ?? null;
  const lastOfEach = new Map(intervals.map((interval) => [interval.drug, interval]));
  const ends = [...lastOfEach.values()].map(({ drug, to }) =>
    stops.find(({ on, content }) => content.drug === drug && on === to),
  );
  const last = ends.includes(undefined) ? undefined : ends.filter(isStop).sort(byDate).at(-1);
  return ofAll === null || (last && last.on < ofAll.on) ? (last ?? ofAll) : ofAll;
}

function isStop(record: RecordOf<'stop'> | undefined): record is RecordOf<'stop'> {
  return record !== undefined;
}

/**
 * A hold lasts until the next resume that no earlier hold has used up; a second hold before it changes
 * nothing. Where both fall on one day, what is on hold is resumed first. After the last dose there is
 * nothing to hold or to resume, so a hold that a stop ends has no resume.
 */
function holdIntervals(records: readonly ClinicalRecord[], lastDoseOn: Day | null): Hold[] {
  const onTherapy = ({ on }: ClinicalRecord) => lastDoseOn === null || on <= lastDoseOn;
  const resumes = recordsOf(records, 'resume').filter(onTherapy).sort(byDate);
  const intervals: Hold[] = [];
  for (const hold of recordsOf(records, 'hold').filter(onTherapy).sort(byDate)) {
    const last = intervals.at(-1);
    if (last && (last.resumedOn === null || hold.on < last.resumedOn)) {
      continue;
    }
    let resume = resumes.shift();
    while (resume && resume.on < hold.on) {
      resume = resumes.shift();
    }
    intervals.push({ recordId: hold.id, heldOn: hold.on, resumedOn: resume?.on ?? null });
  }
  return intervals;
}

function earliest(one: Day | null, other: Day | null): Day | null {
  if (one === null || other === null) {
    return one ?? other;
  }
  return one < other ? one : other;
}

function byDate(one: ClinicalRecord, other: ClinicalRecord): number {
  return one.on - other.on || (one.id < other.id ? -1 : 1);
}
