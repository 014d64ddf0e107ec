import 'server-only';
import { type Partner, wrongPartner } from '@/lib/records/partner';
import type { IcsiCycleEntry } from '@/lib/records/record-entry';
import { civilDateFrom } from '../db/date-column';
import type { Transaction } from '../db/transaction';
import type { FieldCheck } from '../refuse-fields';

const partnerColumns = {
  id: true,
  version: true,
  ordinal: true,
  consentOn: true,
  birthYear: true,
  endedOn: true,
  note: true,
} as const;

/** In the order in which they were recorded. */
export async function findPartners(tx: Transaction, patientId: string): Promise<Partner[]> {
  const rows = await tx.partner.findMany({
    where: { patientId },
    select: partnerColumns,
    orderBy: { ordinal: 'asc' },
  });
  return rows.map(({ consentOn, endedOn, ...row }) => ({
    ...row,
    consentOn: civilDateFrom(consentOn),
    endedOn: endedOn && civilDateFrom(endedOn),
  }));
}

/** Whether the partner that a cycle names is his and had consented by the day of the oocyte retrieval. */
export async function checkPartner(
  tx: Transaction,
  patientId: string,
  { on, content: { partnerId } }: IcsiCycleEntry,
): Promise<FieldCheck> {
  const field = 'entry.content.partnerId';
  if (partnerId === null) {
    return [field, null];
  }
  const partner = (await findPartners(tx, patientId)).find(({ id }) => id === partnerId);
  return [field, partner === undefined ? 'Choose one of his partners.' : wrongPartner(partner, on)];
}
