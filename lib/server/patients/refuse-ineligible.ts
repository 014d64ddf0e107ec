import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { toCivilDate } from '@/lib/dates/civil-date';
import {
  blockingWithReason,
  type Eligibility,
  type JudgedCriterion,
} from '@/lib/eligibility/evaluate-eligibility';
import { AppError } from '../app-error';

interface Applicant {
  readonly actor: Actor;
  readonly siteId: string;
  readonly overrideReason: string;
}

/**
 * Lets nobody in whom a criterion keeps out, unless a person who may do so gives a reason.
 *
 * @throws NOT_ELIGIBLE with why, criterion by criterion (`criteria.<key>`), and from which day on he is.
 */
export function refuseIneligible(
  eligibility: Eligibility,
  { actor, siteId, overrideReason }: Applicant,
): void {
  const isPhysician = can(actor, 'decision:make', siteId);
  const blocking =
    overrideReason === ''
      ? eligibility.criteria.filter(({ blocks }) => blocks)
      : blockingWithReason(eligibility, { isPhysician });
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

function messageOf({ eligibleFrom }: Eligibility, blocking: readonly JudgedCriterion[]): string {
  const titles = blocking.map(({ title }) => title).join('; ');
  const certain = blocking.some(({ met }) => met === 'no');
  const verdict = certain ? 'The patient is not eligible' : 'Eligibility cannot be determined yet';
  const from = eligibleFrom === null ? '' : ` He is eligible from ${toCivilDate(eligibleFrom)}.`;
  return `${verdict}: ${titles}.${from}`;
}

function why({ explanation, eligibleFrom, override }: JudgedCriterion): string {
  const from = eligibleFrom === null ? '' : ` Met from ${toCivilDate(eligibleFrom)}.`;
  const who = {
    nobody: ' No reason can override this.',
    physician: ' A physician can override this with a reason.',
    anyone: ' A reason can override this.',
  }[override];
  return `${explanation}${from}${who}`;
}
