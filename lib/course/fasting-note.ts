import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { analytes } from '@/lib/units/analytes';

/**
 * Where the clinic asks for fasting (C§2.3): which results of a report do not count because they are known
 * as not fasting, and of which nobody knows. Null where there is nothing to say.
 */
export function fastingNote(
  { requirements }: CompiledProtocol,
  record: ClinicalRecord,
): { readonly counts: boolean; readonly text: string } | null {
  if (record.kind !== 'lab-report' || record.voided) {
    return null;
  }
  const asked = new Set(requirements.flatMap(({ fastingItems }) => fastingItems));
  const labelsWhere = (fasting: boolean | null) =>
    record.results
      .filter((result) => asked.has(result.analyte) && result.fasting === fasting)
      .map(({ analyte }) => analytes[analyte].label)
      .join(', ');
  const notFasting = labelsWhere(false);
  if (notFasting !== '') {
    return {
      counts: false,
      text: `Not fasting, so these do not complete a panel: ${notFasting}.`,
    };
  }
  const unknown = labelsWhere(null);
  return unknown === ''
    ? null
    : { counts: true, text: `Whether he was fasting is not recorded: ${unknown}.` };
}
