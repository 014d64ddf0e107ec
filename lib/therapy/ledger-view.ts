import type { Course } from '@/lib/course/course';
import { drugLedger, type LedgerLine } from '@/lib/course/drug-ledger';
import type { Therapy } from '@/lib/course/therapy';
import { addDays, type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { RecordStates } from './record-states';

export interface LedgerRow {
  readonly key: string;
  readonly recordId: string;
  readonly on: CivilDate;
  readonly kind: 'dispensed' | 'returned' | 'voided';
  /** Signed: what the patient has more or less. */
  readonly capsules: number;
  readonly strengthMg: number;
  readonly daysSupply: number | null;
  readonly coversTo: CivilDate | null;
  /** In capsules of this row's strength. */
  readonly balance: number;
  /** What came back more (+) or less (−) than should have been left; null where nothing came back. */
  readonly difference: number | null;
  /** Why it was voided. */
  readonly note: string;
}

export interface LedgerView {
  readonly rows: readonly LedgerRow[];
  readonly dispensedMg: number;
  readonly returnedMg: number;
  /** Expected to be with the patient now, in capsules of the newest strength and in mg. */
  readonly capsulesLeft: number;
  readonly balanceMg: number;
  readonly strengthMg: number;
  /** Null where no dose was recorded. */
  readonly daysLeft: number | null;
  /** The last day that is covered; null on hold, after the stop and where it is not known. */
  readonly lastsTo: CivilDate | null;
}

/** Null while nothing was dispensed. */
export function ledgerView(
  { records }: Course,
  therapy: Therapy,
  states: RecordStates,
  today: Day,
  isGiven: boolean,
): LedgerView | null {
  const ledger = drugLedger(records, therapy, today);
  const { lines, dispensedMg, returnedMg, balanceMg, daysLeft } = ledger;
  const strengthMg = ledger.strengthMg ?? lines.at(-1)?.strengthMg;
  if (strengthMg === undefined) {
    return null;
  }
  return {
    rows: lines.flatMap((line) => ledgerRows(line, states)),
    dispensedMg,
    returnedMg,
    capsulesLeft: balanceMg / strengthMg,
    balanceMg,
    strengthMg,
    daysLeft,
    lastsTo:
      daysLeft === null || daysLeft === 0 || !isGiven
        ? null
        : toCivilDate(addDays(today, daysLeft - 1)),
  };
}

/** A voided entry stands with the contrary entry that takes it back. */
function ledgerRows(line: LedgerLine, states: RecordStates): LedgerRow[] {
  const { recordId, kind, on, capsules, strengthMg, daysSupply, expectedMg, balanceMg } = line;
  const sign = kind === 'dispensed' ? 1 : -1;
  const row: LedgerRow = {
    key: `${recordId} ${kind}`,
    recordId,
    on: toCivilDate(on),
    kind,
    capsules: sign * capsules,
    strengthMg,
    daysSupply,
    coversTo: line.coversTo === null ? null : toCivilDate(line.coversTo),
    balance: balanceMg / strengthMg,
    difference: kind === 'returned' && !line.voided ? capsules - expectedMg / strengthMg : null,
    note: '',
  };
  if (!line.voided) {
    return [row];
  }
  const voided = states.get(recordId)?.voided ?? null;
  return [
    { ...row, balance: row.balance + row.capsules },
    {
      ...row,
      key: `${row.key} voided`,
      kind: 'voided',
      capsules: -row.capsules,
      daysSupply: null,
      note: voided === null ? '' : `${voided.on}: ${voided.reason}`,
    },
  ];
}
