import type { Day } from '@/lib/dates/civil-date';
import { blockingForGood, evaluateEligibility } from '@/lib/eligibility/evaluate-eligibility';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { isRetrieval, type Procedure } from '@/lib/records/procedure';
import type { Course } from './course';

/** Why an operation cannot be recorded as it is; null where nothing speaks against it. */
export interface SurgeryRefusal {
  /** `kind` where no reason helps, `earlierReason` where one does. */
  readonly field: 'kind' | 'earlierReason';
  readonly message: string;
}

/** Whether the plan itself asks for an operation, so that the criteria of enrollment hold on its day too. */
export function plansSurgery({ definition }: CompiledProtocol): boolean {
  return definition.requirements.some(({ kind }) => kind === 'procedure');
}

/**
 * Salvage (engine §4): a complete AZFa or AZFb deletion is a hard stop, and before the interval since the last
 * retrieval is over an operation needs a reason. What was not known on its day did not speak against it.
 */
export function refusedSurgery(
  protocol: CompiledProtocol,
  course: Course,
  { on, content }: { readonly on: Day; readonly content: Procedure },
): SurgeryRefusal | null {
  if (!plansSurgery(protocol) || !isRetrieval(content)) {
    return null;
  }
  const eligibility = evaluateEligibility(
    protocol.definition.eligibility,
    protocol.settings,
    course.records,
    { on, arm: course.arm },
  );
  const [forbidden] = blockingForGood(eligibility).filter(({ met }) => met === 'no');
  if (forbidden !== undefined) {
    return {
      field: 'kind',
      message: `${forbidden.title}: ${forbidden.explanation} He is not operated on then.`,
    };
  }
  const early = earlySurgery(protocol, course, on);
  return early !== null && content.earlierReason === ''
    ? { field: 'earlierReason', message: `${early} Say why it was earlier.` }
    : null;
}

/** "Micro-TESE: 2026-01-10; 6 months later is 2026-07-10." where the interval is not over; null otherwise. */
export function earlySurgery(
  { definition, settings }: CompiledProtocol,
  { arm, records }: Course,
  on: Day,
): string | null {
  const interval = definition.eligibility.filter(
    ({ when }) => when.kind === 'time-since-retrieval',
  );
  const before = records.filter((record) => record.on < on);
  const [early] = evaluateEligibility(interval, settings, before, { on, arm }).criteria.filter(
    ({ met }) => met === 'no',
  );
  return early?.explanation ?? null;
}
