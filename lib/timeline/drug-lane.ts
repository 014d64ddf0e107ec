import { suppliedDays } from '@/lib/course/drug-ledger';
import type { Therapy } from '@/lib/course/therapy';
import { type ClinicalRecord, recordsOf } from '@/lib/records/clinical-record';
import { describeDose } from '@/lib/records/describe-record';
import { drugNames } from '@/lib/records/therapy';
import { markOfRecord } from './mark';
import type { DrugLane } from './timeline-view';

export function drugLane(therapy: Therapy, records: readonly ClinicalRecord[]): DrugLane {
  const { firstDoseOn, lastDoseOn, stoppedBy } = therapy;
  const stop = recordsOf(records, 'stop').find(({ id }) => id === stoppedBy);
  const supplied = suppliedDays(records, therapy);
  return {
    doses: therapy.doses.map(({ recordId, drug, dose, from, to }) => ({
      id: recordId,
      drug,
      label: `${drugNames[drug]} ${describeDose(dose)}`,
      from,
      to,
      perDay: (dose.amount * dose.timesPerDay) / dose.everyDays,
      everyDays: dose.everyDays,
    })),
    holds: therapy.holds.map(({ recordId, heldOn, resumedOn }) => ({
      id: recordId,
      from: heldOn,
      to: resumedOn === null ? lastDoseOn : resumedOn - 1,
    })),
    dispensings: recordsOf(records, 'dispensing').map((record) => ({
      ...markOfRecord(record, firstDoseOn),
      coversDays: supplied.get(record.id) ?? record.content.daysSupply,
    })),
    injectionExceptions: recordsOf(records, 'injection-exception').map((record) => ({
      ...markOfRecord(record, firstDoseOn),
      drug: record.content.drug,
      isMissed: record.content.kind === 'missed',
    })),
    stop: stop ? markOfRecord(stop, firstDoseOn) : null,
    unknownEnd: therapy.unknownLastDoseBy,
  };
}
