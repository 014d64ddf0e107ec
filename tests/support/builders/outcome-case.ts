import { dayOf } from '@/lib/dates/civil-date';
import type { OutcomeCase } from '@/lib/outcomes/outcome-case';
import {
  type IcsiCycle,
  type IcsiCycleInput,
  icsiCycleContentSchema,
} from '@/lib/records/icsi-cycle';
import { procedureContentSchema, type TesticularProcedure } from '@/lib/records/procedure';

/** A man who completed a treated arm without a response; `change` overrides anything. */
export function outcomeCase(change: Partial<OutcomeCase> = {}): OutcomeCase {
  return {
    arm: 'drug',
    status: 'completed',
    endCategory: null,
    endAdverseEvent: null,
    firstDoseOn: dayOf(2026, 1, 10),
    bestResponse: 'non-responder',
    retrievals: [],
    cycles: [],
    ...change,
  };
}

export function microTese(answers: {
  readonly spermFound: string;
  readonly sufficientForAllEggs?: string;
  readonly cryopreserved?: string;
}): TesticularProcedure {
  const parsed = procedureContentSchema.parse({ kind: 'micro-tese', side: 'both', ...answers });
  if (parsed.kind === 'oocyte-retrieval') {
    throw new Error('not an operation of the man');
  }
  return parsed;
}

export function cycle(input: IcsiCycleInput): IcsiCycle {
  return icsiCycleContentSchema.parse(input);
}
