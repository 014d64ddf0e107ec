import { type CompiledProtocol, findRequirement } from '@/lib/protocols/compile-protocol';
import type { Plan, Timing } from '@/lib/schedule/occurrence';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';

/** An occurrence that a record is linked to, alone or together with others. */
export interface SatisfiedOccurrence {
  readonly key: string;
  readonly title: string;
  /** False while content is missing that another record may provide. */
  readonly isComplete: boolean;
  readonly timing: Timing | null;
}

export function satisfiedBy(
  protocol: CompiledProtocol,
  { occurrences }: Plan,
  recordId: string,
): readonly SatisfiedOccurrence[] {
  return occurrences
    .filter(({ recordIds }) => recordIds.includes(recordId))
    .map(({ key, requirement, ordinal, actual, timing }) => {
      const titled = findRequirement(protocol, requirement);
      return {
        key,
        title: titled ? occurrenceTitle(titled, ordinal) : requirement,
        isComplete: actual !== null,
        timing,
      };
    });
}
