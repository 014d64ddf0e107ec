import { type CivilDate, toCivilDate } from '@/lib/dates/civil-date';
import type { FlagSeverity } from '@/lib/protocols/safety-rule-schema';
import type { RecordOf } from '@/lib/records/clinical-record';
import { type ConcomitantDrugContent, drugClassLabels } from '@/lib/records/concomitant-drug';
import type { SafetyEvaluation } from '@/lib/safety/evaluate-safety';
import type { RecordStates } from './record-states';

/** A drug beside the protocol's own, with what the safety rules say of it. */
export interface ConcomitantDrugLine {
  readonly recordId: string;
  readonly version: number;
  /** Of the record. */
  readonly on: CivilDate;
  readonly source: string | null;
  readonly kind: string;
  readonly content: ConcomitantDrugContent;
  readonly findings: readonly {
    readonly ruleId: string;
    readonly title: string;
    readonly severity: FlagSeverity;
  }[];
}

/** What is still taken comes first, then by name. */
export function concomitantDrugLines(
  records: readonly RecordOf<'concomitant-drug'>[],
  { findings }: SafetyEvaluation,
  states: RecordStates,
): readonly ConcomitantDrugLine[] {
  return records
    .map(({ id, on, source, content }) => ({
      recordId: id,
      version: states.get(id)?.version ?? 1,
      on: toCivilDate(on),
      source,
      kind: drugClassLabels[content.drugClass],
      content,
      findings: findings
        .filter(({ evidence }) => evidence.some(({ recordId }) => recordId === id))
        .map(({ ruleId, title, severity }) => ({ ruleId, title, severity })),
    }))
    .toSorted(
      (one, other) =>
        Number(other.content.ongoing) - Number(one.content.ongoing) ||
        one.content.name.localeCompare(other.content.name),
    );
}
