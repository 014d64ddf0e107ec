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
  readonly stopReason: StopReason | null;
  readonly doses: readonly DoseInterval[];
  readonly holds: readonly (HoldInterval & { readonly recordId: string })[];
}

/** Records in any order; voided ones are left out. The earliest stop ends therapy (engine §3). */
export function therapyOf(records: readonly ClinicalRecord[]): Therapy {
  const valid = records.filter((record) => !record.voided);
  const doses = recordsOf(valid, 'dose').sort(byDate);
  const [stop] = recordsOf(valid, 'stop').sort(byDate);
  const lastDoseOn = stop?.on ?? null;
  const starts = doses.map((dose) => startOf(dose));
  return {
    firstDoseOn: starts.length === 0 ? null : (Math.min(...starts) as Day),
    lastDoseOn,
    stopReason: stop?.content.reason ?? null,
    doses: doses.map((dose, index) => doseInterval(dose, doses.slice(index + 1), lastDoseOn)),
    holds: holdIntervals(valid, lastDoseOn),
  };
}

function startOf(dose: RecordOf<'dose'>): Day {
  return addDays(dose.on, dose.content.startsAfterDays);
}

/** A dose lasts until the same drug is given at another dose, or until therapy stops. */
function doseInterval(
  dose: RecordOf<'dose'>,
  later: readonly RecordOf<'dose'>[],
  lastDoseOn: Day | null,
): DoseInterval {
  const next = later.find((other) => other.content.drug === dose.content.drug);
  const changed = next ? addDays(startOf(next), -1) : null;
  return {
    recordId: dose.id,
    drug: dose.content.drug,
    dose: dose.content,
    from: startOf(dose),
    to: earliest(changed, lastDoseOn),
  };
}

function holdIntervals(records: readonly ClinicalRecord[], lastDoseOn: Day | null) {
  const resumes = recordsOf(records, 'resume').sort(byDate);
  return recordsOf(records, 'hold')
    .sort(byDate)
    .map((hold) => ({
      recordId: hold.id,
      heldOn: hold.on,
      resumedOn: resumes.find((resume) => resume.on >= hold.on)?.on ?? lastDoseOn,
    }));
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
