import 'server-only';
import type { DispensedSupply } from '@/lib/records/dispensing';
import { insertRows } from '../db/insert-rows';
import type { Transaction } from '../db/transaction';
import type { PlacedRecord } from '../records/record-row';

/** The pharmacy's number stands apart from the record of the supply: it is read only with names. */
export async function insertAuthorization(
  tx: Transaction,
  records: readonly PlacedRecord[],
  supply: DispensedSupply | null,
): Promise<void> {
  const dispensed = records.find(({ record }) => record.kind === 'dispensing');
  if (dispensed === undefined || supply === null || supply.authorizationNumber === null) {
    return;
  }
  const { siteId, patientId } = dispensed.place;
  await insertRows(tx, 'dispensing_authorization', [
    {
      record_id: dispensed.id,
      site_id: siteId,
      patient_id: patientId,
      number: supply.authorizationNumber,
    },
  ]);
}
