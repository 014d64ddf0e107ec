import type { ClinicalRecord } from '@/lib/records/clinical-record';

/** A man who was on a protocol before: what is recorded of him counts for the criteria. */
export type KnownPatient = {
  readonly patientId: string;
  readonly siteId: string;
  readonly name: string;
  readonly records: readonly ClinicalRecord[];
};
