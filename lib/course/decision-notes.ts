import type { Day } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { describeResponse } from '@/lib/response/describe-response';
import type { Course } from './course';
import { explainDecision } from './decision-view';
import { evaluateCourse } from './evaluate-course';
import { responseBasis } from './signed-basis';

/** What was found, in one line, for the physician's queue. */
export interface DecisionNotes {
  /** Of a planned decision: the value and what the rule makes of it; of a review, where the response stands. */
  readonly ofRequirement: (requirement: string) => string | null;
  /** Of a response to sign: its date, and the records that decide it. */
  readonly ofResponse: () => string;
}

export function decisionNotes(
  protocol: CompiledProtocol,
  course: Course,
  today: Day,
): DecisionNotes {
  const { plan, response } = evaluateCourse(protocol, course, today);
  const { status, confidence } = describeResponse(response);
  return {
    ofRequirement: (requirement) => {
      const point = protocol.definition.decisions.find((one) => one.requirement === requirement);
      if (point === undefined) {
        return null;
      }
      return point.rule.kind === 'choice'
        ? [`${status}.`, ...confidence].join(' ')
        : explainDecision(protocol, course, plan, point.key, today);
    },
    ofResponse: () => {
      const records = responseBasis(response, course.records).map(
        ({ title, on }) => `${withinSentence(title)} of ${on}`,
      );
      return [...confidence, `Rests on ${records.join(' and ') || 'no record'}.`].join(' ');
    },
  };
}

/** "Semen analysis" becomes "semen analysis", "Micro-TESE" becomes "micro-TESE", and "FNA mapping" stays. */
function withinSentence(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
