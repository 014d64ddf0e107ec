import type { DisclosedCase } from '@/lib/deidentification/disclosed-case';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import type { UnitCode } from '@/lib/units/unit-codes';
import { extension, quantity } from './elements';
import { analyteConcept } from './observed-value';
import { type DisclosedRecordOf, observationFacts, performer } from './record-facts';
import type { Observation } from './resource';

/** One for each result, in the unit in which the laboratory reported it and with its own reference range. */
export function laboratoryObservations(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'lab-report'>,
): Observation[] {
  const facts = observationFacts(disclosed, record, 'laboratory');
  return record.results.map((result) => {
    const { analyte, value, comparator, unit, fasting } = result;
    return {
      ...facts,
      id: `${record.id}.${analyte.replaceAll('_', '-')}`,
      extension:
        fasting === null
          ? facts.extension
          : [...(facts.extension ?? []), extension('fasting', { valueBoolean: fasting })],
      code: analyteConcept(analyte, unit),
      performer: performer(record.content.laboratory),
      valueQuantity: { ...quantity(value, unit), comparator: comparator ?? undefined },
      referenceRange: referenceRange(result, unit),
    };
  });
}

function referenceRange(
  { referenceLow, referenceHigh }: LabResult,
  unit: UnitCode,
): Observation['referenceRange'] {
  return referenceLow === null && referenceHigh === null
    ? undefined
    : [
        {
          low: referenceLow === null ? undefined : quantity(referenceLow, unit),
          high: referenceHigh === null ? undefined : quantity(referenceHigh, unit),
        },
      ];
}
