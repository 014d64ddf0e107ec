import { addDays, type Day } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import { type DoseInterval, isHeldOn, type Therapy } from './therapy';

/** Capsules that went to the patient or came back; a voided entry stays and counts for nothing. */
export interface LedgerEntry {
  readonly recordId: string;
  readonly kind: 'dispensed' | 'returned';
  readonly on: Day;
  readonly capsules: number;
  readonly strengthMg: number;
  /** As prescribed; null for a return. */
  readonly daysSupply: number | null;
  readonly voided: boolean;
}

export interface LedgerLine extends LedgerEntry {
  /** What he should have had before this entry, had he taken every dose up to the day before. */
  readonly expectedMg: number;
  readonly balanceMg: number;
  /** The last day that this supply covers together with what was left; null for returns and voided entries. */
  readonly coversTo: Day | null;
}

/** In mg, because capsules come in several strengths: dispensed + not taken = taken + returned + balance. */
export interface DrugLedger {
  readonly lines: readonly LedgerLine[];
  readonly dispensedMg: number;
  readonly returnedMg: number;
  readonly takenMg: number;
  /** Came back beyond what was expected: doses that were not taken. */
  readonly notTakenMg: number;
  /** Expected to be with the patient at the beginning of the day asked about. */
  readonly balanceMg: number;
  /** Of the newest supply. */
  readonly strengthMg: number | null;
  /** Days, from the day asked about, that the balance lasts at the dose then given; null where none was given. */
  readonly daysLeft: number | null;
}

type Doses = Pick<Therapy, 'doses' | 'holds'>;

/** Where a supply outlasts this, as after a dose far below the prescribed one, its end is of no use to a plan. */
const furthestDays = 366;

/** Below this, sums of mg are equal. */
const leastMg = 1e-6;

/**
 * The ledger of isotretinoin (decision 016): on each dose day that is not on hold the dose is taken as long as
 * there is any; what is returned on a day is counted before what is dispensed on it.
 */
export function drugLedger(
  records: readonly ClinicalRecord[],
  therapy: Doses,
  asOf: Day,
): DrugLedger {
  const doses = isotretinoinOf(therapy);
  const entries = ledgerEntries(records);
  const lines: LedgerLine[] = [];
  const totals = { dispensedMg: 0, returnedMg: 0, takenMg: 0, notTakenMg: 0, balanceMg: 0 };
  let from = entries[0]?.on ?? asOf;
  const takeUntil = (day: Day) => {
    const left = takeDoses(totals.balanceMg, from, day, (on) => doseTakenOn(doses, on));
    totals.takenMg += totals.balanceMg - left;
    totals.balanceMg = left;
    from = day;
  };
  for (const [index, entry] of entries.entries()) {
    takeUntil(entry.on);
    const expectedMg = totals.balanceMg;
    const amount = entry.voided ? 0 : milligrams(entry);
    if (entry.kind === 'dispensed') {
      totals.dispensedMg += amount;
      totals.balanceMg += amount;
    } else {
      totals.returnedMg += amount;
      totals.notTakenMg += Math.max(0, amount - expectedMg);
      totals.balanceMg = Math.max(0, expectedMg - amount);
    }
    const { balanceMg } = totals;
    const later = entries.slice(index + 1).filter(({ voided }) => !voided);
    lines.push({
      ...entry,
      expectedMg,
      balanceMg,
      coversTo:
        entry.kind === 'returned' || entry.voided
          ? null
          : coveredTo(entry, balanceMg, later, doses),
    });
  }
  takeUntil(from > asOf ? from : asOf);
  const newest = entries.findLast(({ kind, voided }) => kind === 'dispensed' && !voided);
  return {
    lines,
    ...totals,
    strengthMg: newest?.strengthMg ?? null,
    daysLeft: daysCovered(totals.balanceMg, asOf, doses),
  };
}

/** How many days each valid supply covers, with what was left before it, by the id of its record. */
export function suppliedDays(
  records: readonly ClinicalRecord[],
  therapy: Doses,
): ReadonlyMap<string, number> {
  const [first] = ledgerEntries(records);
  const { lines } = drugLedger(records, therapy, first?.on ?? (0 as Day));
  return new Map(
    lines.flatMap(({ recordId, on, coversTo }) =>
      coversTo === null ? [] : [[recordId, Math.max(1, coversTo - on + 1)] as const],
    ),
  );
}

/** In the order in which they count. A supply of before returns had records of their own brings its own along. */
function ledgerEntries(records: readonly ClinicalRecord[]): LedgerEntry[] {
  const supplies = recordsOf(records, 'dispensing').flatMap(({ id, on, voided, content }) => {
    const { quantity, strengthMg, daysSupply, capsulesReturned } = content;
    const supply = { recordId: id, on, strengthMg, voided };
    const dispensed = { ...supply, kind: 'dispensed' as const, capsules: quantity, daysSupply };
    return capsulesReturned === null || capsulesReturned === 0
      ? [dispensed]
      : [
          { ...supply, kind: 'returned' as const, capsules: capsulesReturned, daysSupply: null },
          dispensed,
        ];
  });
  const returns = recordsOf(records, 'drug-return').map(({ id, on, voided, content }) => ({
    recordId: id,
    kind: 'returned' as const,
    on,
    capsules: content.quantity,
    strengthMg: content.strengthMg,
    daysSupply: null,
    voided,
  }));
  return [...supplies, ...returns].sort(
    (one, other) =>
      one.on - other.on ||
      other.kind.localeCompare(one.kind) ||
      (one.recordId < other.recordId ? -1 : 1),
  );
}

function isotretinoinOf({ doses, holds }: Doses): Doses {
  return { doses: doses.filter(({ drug }) => drug === 'isotretinoin'), holds };
}

function milligrams({ capsules, strengthMg }: LedgerEntry): number {
  return capsules * strengthMg;
}

/** What is left in mg after the doses from `from` to the day before `until`. */
function takeDoses(available: number, from: Day, until: Day, doseOn: (day: Day) => number): number {
  let left = available;
  const last = Math.min(until, from + furthestDays * 10);
  for (let day = from; day < last && left > 0; day = addDays(day, 1)) {
    left = Math.max(0, left - doseOn(day));
  }
  return left < leastMg ? 0 : left;
}

function doseTakenOn({ doses, holds }: Doses, day: Day): number {
  const interval = doses.findLast(({ from, to }) => from <= day && (to === null || day <= to));
  return interval === undefined || isHeldOn(holds, day) ? 0 : doseOf(interval, day);
}

/** Looking ahead, the last dose goes on. */
function doseAheadOn({ doses, holds }: Doses, day: Day): number {
  const interval = doses.findLast(({ from }) => from <= day);
  return interval === undefined || isHeldOn(holds, day) ? 0 : doseOf(interval, day);
}

function doseOf({ from, dose }: DoseInterval, day: Day): number {
  return (day - from) % dose.everyDays === 0 ? dose.amount * dose.timesPerDay : 0;
}

/**
 * As it stood when the next supply was picked up: a hold or another dose that came later says nothing about
 * whether that one was early. Returns in between shorten it. With no dose recorded, the prescribed days hold.
 */
function coveredTo(
  supply: LedgerEntry,
  balanceMg: number,
  later: readonly LedgerEntry[],
  doses: Doses,
): Day {
  if (!doses.doses.some(({ from }) => from <= supply.on + furthestDays)) {
    return addDays(supply.on, (supply.daysSupply ?? 1) - 1);
  }
  const next = later.find(({ kind }) => kind === 'dispensed');
  if (next === undefined) {
    return lastCoveredDay(balanceMg, supply.on, doses, later);
  }
  const known = {
    doses: doses.doses.filter(({ from }) => from <= supply.on || from < next.on),
    holds: doses.holds.filter(({ heldOn }) => heldOn < next.on),
  };
  const returns = later.filter(({ kind, on }) => kind === 'returned' && on < next.on);
  return lastCoveredDay(balanceMg, supply.on, known, returns);
}

function daysCovered(balanceMg: number, from: Day, doses: Doses): number | null {
  return doses.doses.some((interval) => interval.from <= from)
    ? lastCoveredDay(balanceMg, from, doses, []) - from + 1
    : null;
}

/** A hold that nobody has ended is not counted: its end is not known. */
function lastCoveredDay(
  available: number,
  from: Day,
  { doses, holds }: Doses,
  returns: readonly LedgerEntry[],
): Day {
  const ahead = { doses, holds: holds.filter(({ resumedOn }) => resumedOn !== null) };
  let left = available;
  let day = from;
  for (; day < from + furthestDays; day = addDays(day, 1)) {
    const returned = returns.filter(({ on }) => on === day).map(milligrams);
    left -= returned.reduce((sum, amount) => sum + amount, doseAheadOn(ahead, day));
    if (left < -leastMg) {
      break;
    }
  }
  return addDays(day, -1);
}
