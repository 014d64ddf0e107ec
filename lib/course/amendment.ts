import { z } from 'zod';
import { signatureFields } from '@/lib/auth/signature';
import { typedReason } from '@/lib/core/typed-text';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { type CompiledProtocol, findRequirement } from '@/lib/protocols/compile-protocol';
import { type Response, responseStatusNames } from '@/lib/response/response';
import type { ChangedRules } from '@/lib/safety/changed-rules';
import { evaluateSafety } from '@/lib/safety/evaluate-safety';
import type { Occurrence } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import type { Course } from './course';
import { evaluatePlan } from './evaluate-course';
import { safetyFactsOf } from './safety-facts-of';
import type { Therapy } from './therapy';

/** Enrollments that move to another pair of protocol version and settings, signed by a physician. */
export const amendProtocolInputSchema = z.object({
  siteId: z.uuid(),
  protocol: z.string().min(1),
  /** Settings profile that they move to; it belongs to one version of the protocol. */
  edition: z.uuid(),
  enrollments: z
    .array(z.object({ id: z.uuid(), version: z.int().min(1) }))
    .min(1, 'Choose at least one man.')
    .max(5000, 'Choose at most 5,000 men at once.')
    .refine((chosen) => new Set(chosen.map(({ id }) => id)).size === chosen.length, {
      error: 'Each man is chosen once.',
    }),
  reason: typedReason('Say why these men follow another version.'),
  ...signatureFields,
});
export type AmendProtocolInput = z.input<typeof amendProtocolInputSchema>;

export const amendmentChangeKinds = ['added', 'dropped', 'moved', 'window', 'content'] as const;
export type AmendmentChangeKind = (typeof amendmentChangeKinds)[number];

export const amendmentChangeNames: Readonly<Record<AmendmentChangeKind, string>> = {
  added: 'New',
  dropped: 'No longer asked for',
  moved: 'Moved',
  window: 'Other window',
  content: 'Other content',
};

/** What an amendment does to one thing that is still to be done. */
export type OccurrenceChange = {
  readonly kind: AmendmentChangeKind;
  readonly key: string;
  readonly title: string;
  /** The target before and after; null without a date. */
  readonly before: CivilDate | null;
  readonly after: CivilDate | null;
  /** It is late by now and the new version does not ask for it: it stays a deviation. */
  readonly isMissed: boolean;
};

/** What is still to be done under either plan, and differs; `today` tells what is missed and so no longer open. */
export function compareAmended(
  protocol: CompiledProtocol,
  before: readonly Occurrence[],
  after: readonly Occurrence[],
  today: Day,
): readonly OccurrenceChange[] {
  const isOpen = (occurrence: Occurrence) =>
    occurrence.actual === null &&
    occurrence.notApplicableReason === null &&
    !occurrence.waived &&
    occurrenceState(occurrence, today) !== 'missed';
  const earlier = new Map(before.filter(isOpen).map((one) => [one.key, one]));
  const later = new Map(after.filter(isOpen).map((one) => [one.key, one]));
  const missed = new Set(
    after.filter((one) => occurrenceState(one, today) === 'missed').map(({ key }) => key),
  );
  const keys = [...new Set([...later.keys(), ...earlier.keys()])];
  return keys
    .flatMap((key): OccurrenceChange[] => {
      const old = earlier.get(key);
      const current = later.get(key);
      const kind = kindOf(old, current);
      const named = current ?? old;
      return kind === null || named === undefined
        ? []
        : [
            {
              kind,
              key,
              title: titleOf(protocol, named),
              before: dateOf(old),
              after: dateOf(current),
              isMissed: missed.has(key),
            },
          ];
    })
    .sort((one, other) => dateOfChange(one).localeCompare(dateOfChange(other)));
}

export interface FollowedCourse {
  readonly protocol: CompiledProtocol;
  readonly course: Course;
}

export interface AmendmentEffect {
  readonly changes: readonly OccurrenceChange[];
  /** What changes, a line for each kind: the plan, then flags and response. */
  readonly lines: readonly string[];
}

/** What moving a course to another version changes on that day; `rules` are the safety rules that differ. */
export function amendmentEffect(
  before: FollowedCourse,
  after: FollowedCourse,
  rules: ChangedRules,
  today: Day,
): AmendmentEffect {
  const old = evaluatePlan(before.protocol, before.course, today);
  const current = evaluatePlan(after.protocol, after.course, today);
  const changes = compareAmended(
    after.protocol,
    old.plan.occurrences,
    current.plan.occurrences,
    today,
  );
  return {
    changes,
    lines: [
      ...describeAmendment(changes),
      ...flagLines(before, after, rules, old.therapy),
      ...responseLines(old.response, current.response),
    ],
  };
}

function flagLines(
  before: FollowedCourse,
  after: FollowedCourse,
  rules: ChangedRules,
  therapy: Therapy,
): string[] {
  if (rules.before.length + rules.after.length === 0) {
    return [];
  }
  const facts = safetyFactsOf(after.course, therapy);
  const flagged = ({ protocol }: FollowedCourse, of: ChangedRules['after']) =>
    evaluateSafety(of, protocol.settings, facts).findings.filter(
      ({ severity }) => severity !== 'info',
    );
  const had = new Set(flagged(before, rules.before).map(({ evidenceKey }) => evidenceKey));
  return flagged(after, rules.after)
    .filter(({ evidenceKey }) => !had.has(evidenceKey))
    .map(({ severity, message }) => `Flag (${severity}): ${message}`);
}

function responseLines(before: Response, after: Response): string[] {
  return before.currentStatus === after.currentStatus && before.bestResponse === after.bestResponse
    ? []
    : [`Response: ${responseStatusNames[after.currentStatus].toLowerCase()}`];
}

function kindOf(
  old: Occurrence | undefined,
  current: Occurrence | undefined,
): AmendmentChangeKind | null {
  if (old === undefined || current === undefined) {
    return old === undefined ? 'added' : 'dropped';
  }
  if (old.target !== current.target) {
    return 'moved';
  }
  if (old.opensOn !== current.opensOn || old.closesOn !== current.closesOn) {
    return 'window';
  }
  return old.missing.join() === current.missing.join() ? null : 'content';
}

function titleOf(protocol: CompiledProtocol, { requirement, ordinal }: Occurrence): string {
  const known = findRequirement(protocol, requirement);
  return known === null ? requirement : occurrenceTitle(known, ordinal);
}

function dateOf(occurrence: Occurrence | undefined): CivilDate | null {
  const target = occurrence?.target ?? null;
  return target === null ? null : toCivilDate(target);
}

function dateOfChange({ before, after }: OccurrenceChange): string {
  return after ?? before ?? '9999';
}

const shownPerKind = 4;

/** One line for each kind of change: "New: PHQ-9 2 on July 31, 2026, PHQ-9 3 on …". */
export function describeAmendment(changes: readonly OccurrenceChange[]): string[] {
  return amendmentChangeKinds.flatMap((kind) => {
    const own = changes.filter((change) => change.kind === kind);
    if (own.length === 0) {
      return [];
    }
    const more = own.length - shownPerKind;
    const shown = own.slice(0, shownPerKind).map(describeChange);
    return [
      `${amendmentChangeNames[kind]}: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    ];
  });
}

function describeChange({ kind, title, before, after, isMissed }: OccurrenceChange): string {
  const on = after ?? before;
  if (on === null) {
    return `${title}, no date yet`;
  }
  return kind === 'moved' && before !== null && after !== null
    ? `${title} from ${proseDate(before)} to ${proseDate(after)}`
    : `${title}, ${proseDate(on)}${isMissed ? ' (late by now: counts as missed)' : ''}`;
}
