/** What was done or found at a contact, or before enrollment as history with its source. */
export const recordKinds = [
  'lab-report',
  'semen-analysis',
  'symptom-check',
  'vital-signs',
  'dose',
  'hold',
  'resume',
  'stop',
  'rems-check',
  'dispensing',
  'procedure',
  'finding',
  'concomitant-drug',
  'adverse-event',
  'adverse-event-dismissal',
  'questionnaire',
  'drug-return',
  'injection-exception',
  'icsi-cycle',
  'post-operative-check',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Entries of the ledger of capsules: voided and entered again, never changed (decision 016). */
const ledgerKinds: readonly RecordKind[] = ['dispensing', 'drug-return'];

export function isLedgerKind(kind: RecordKind): boolean {
  return ledgerKinds.includes(kind);
}
