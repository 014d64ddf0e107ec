import { outcomeLabels, withdrawalLabels } from '@/lib/enrollment/enrollment-outcome';
import { screeningCategories, screeningCategoryNames } from '@/lib/enrollment/screening';
import type { CountsByCategory } from '@/lib/enrollment/screening-summary';
import {
  type Arm,
  type EnrollmentEnd,
  everyArm,
  isCompleter,
  type OutcomeCase,
} from './outcome-case';

/** One box of the flow; where it has parts, they add up to it. */
export interface FlowNode {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly parts: readonly FlowNode[];
}

/**
 * Where everybody went, from screening to analysis (STROBE item 13, C§7.7). Counts are made from the leaves up,
 * so that no man is lost and none counted twice.
 */
export function participantFlow(
  arms: readonly Arm[],
  cases: readonly OutcomeCase[],
  screening: CountsByCategory,
): FlowNode {
  const enrolled = sumOf(
    'enrolled',
    'Enrolled',
    everyArm(arms, cases).map((arm) =>
      armNode(
        arm,
        cases.filter((man) => man.arm === arm.key),
      ),
    ),
  );
  const never = sumOf(
    'never-enrolled',
    'Never enrolled',
    screeningCategories.map((category) =>
      leaf(`screening:${category}`, screeningCategoryNames[category], screening[category] ?? 0),
    ),
  );
  return sumOf('screened', 'Screened', [...present([never]), enrolled]);
}

function armNode({ key, title, treated }: Arm, cases: readonly OutcomeCase[]): FlowNode {
  if (!treated) {
    return sumOf(key, title, courseNodes(key, cases));
  }
  const begun = cases.filter(({ firstDoseOn }) => firstDoseOn !== null);
  const waiting = cases.filter(({ firstDoseOn }) => firstDoseOn === null);
  const before = `${key}:no-dose`;
  return sumOf(key, title, [
    ...present([sumOf(before, 'No first dose', courseNodes(before, waiting))]),
    sumOf(`${key}:dose`, 'First dose', courseNodes(`${key}:dose`, begun)),
  ]);
}

/** Ended early, by reason; still on the protocol; completed. */
function courseNodes(key: string, cases: readonly OutcomeCase[]): FlowNode[] {
  const active = cases.filter(({ status }) => status === 'active');
  const completed = cases.filter(isCompleter);
  const early = cases.filter((man) => man.status !== 'active' && !isCompleter(man));
  const reasons = [...new Set(early.map(whyEnded))].sort();
  const isEvaluable = ({ bestResponse }: OutcomeCase) => bestResponse !== 'not-evaluable';
  return present([
    sumOf(
      `${key}:early`,
      'Ended early',
      reasons.map((reason) =>
        leaf(
          `${key}:early:${reason}`,
          reason,
          early.filter((man) => whyEnded(man) === reason).length,
        ),
      ),
    ),
    leaf(`${key}:active`, 'Still on the protocol', active.length),
    sumOf(
      `${key}:completed`,
      'Completed',
      present([
        leaf(`${key}:evaluable`, 'Analyzed as completers', completed.filter(isEvaluable).length),
        leaf(
          `${key}:not-evaluable`,
          'Completed, response not evaluable',
          completed.filter((man) => !isEvaluable(man)).length,
        ),
      ]),
    ),
  ]);
}

/** "Withdrawn, adverse event: Anxiety"; what is not recorded says so. */
export function whyEnded({ status, endCategory, endAdverseEvent }: EnrollmentEnd): string {
  if (status === 'active') {
    return 'Still on the protocol';
  }
  const event = endAdverseEvent === null ? '' : `: ${endAdverseEvent}`;
  if (status !== 'withdrawn') {
    return `${outcomeLabels[status]}${event}`;
  }
  return endCategory === null
    ? 'Withdrawn, category not recorded'
    : `Withdrawn, ${withdrawalLabels[endCategory].toLowerCase()}${event}`;
}

function leaf(key: string, label: string, count: number): FlowNode {
  return { key, label, count, parts: [] };
}

function sumOf(key: string, label: string, parts: readonly FlowNode[]): FlowNode {
  const kept = present(parts);
  return { key, label, count: kept.reduce((sum, { count }) => sum + count, 0), parts: kept };
}

function present(nodes: readonly FlowNode[]): FlowNode[] {
  return nodes.filter(({ count }) => count > 0);
}
