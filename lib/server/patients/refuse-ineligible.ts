import 'server-only';
import { toCivilDate } from '@/lib/dates/civil-date';
import {
  blockingForGood,
  type Eligibility,
  type JudgedCriterion,
} from '@/lib/eligibility/evaluate-eligibility';
import { AppError } from '../app-error';

/**
 * Lets nobody in whom a criterion keeps out, unless the criterion leaves room for a reason and one is given.
 *
 * @throws NOT_ELIGIBLE with why, criterion by criterion (`criteria.<key>`), and from which day on he is.
 */
export function refuseIneligible(eligibility: Eligibility, overrideReason: string): void {
  const blocking =
    overrideReason === ''
      ? eligibility.criteria.filter(({ blocks }) => blocks)
      : blockingForGood(eligibility);
  if (blocking.length === 0) {
    return;
  }
  throw new AppError('NOT_ELIGIBLE', {
    message: messageOf(eligibility, blocking),
    fields: Object.fromEntries(
      blocking.map((criterion) => [`criteria.${criterion.key}`, why(criterion)]),
    ),
    detail: blocking.map(({ key }) => key).join(', '),
  });
}

/** More make a headline that nobody reads; each stands beneath it in any case. */
const mostNamed = 3;

function messageOf({ eligibleFrom }: Eligibility, blocking: readonly JudgedCriterion[]): string {
  const titles =
    blocking.length > mostNamed
      ? `${blocking.length} criteria`
      : blocking.map(({ title }) => title).join('; ');
  const certain = blocking.some(({ met }) => met === 'no');
  const verdict = certain ? 'The patient is not eligible' : 'Eligibility cannot be determined yet';
  const from = eligibleFrom === null ? '' : ` He is eligible from ${toCivilDate(eligibleFrom)}.`;
  return `${verdict}: ${titles}.${from}`;
}

function why({ explanation, eligibleFrom, override }: JudgedCriterion): string {
  const from = eligibleFrom === null ? '' : ` Met from ${toCivilDate(eligibleFrom)}.`;
  const who = {
    nobody: ' No reason can override this.',
    physician: ' With a reason he can be enrolled; a physician signs it before the first dose.',
    anyone: ' A reason can override this.',
  }[override];
  return `${explanation}${from}${who}`;
}
