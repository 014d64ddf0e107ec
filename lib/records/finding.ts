import { z } from 'zod';
import { isCivilDate } from '@/lib/dates/civil-date';
import { type FindingDefinition, type FindingKey, findingKeys, findings } from './findings';

/** The answer that says that nobody knows: it is recorded, and never read as no. */
export const unknownAnswer = 'unknown';

/**
 * One finding and its answer: `yes` or `no`, the key of a choice, a number in the finding's unit or a
 * date; or `unknown`.
 */
export const findingContentSchema = z
  .object({
    finding: z.enum(findingKeys, 'Choose the question.'),
    answer: z.union([z.string().trim().max(2000), z.number()]),
    note: z.string().trim().max(2000).default(''),
  })
  .superRefine(({ finding, answer }, context) => {
    const message = refusalOf(findings[finding], answer);
    if (message !== null) {
      context.addIssue({ code: 'custom', path: ['answer'], message });
    }
  });
export type FindingContent = z.output<typeof findingContentSchema>;

function refusalOf({ answer: kind }: FindingDefinition, answer: string | number): string | null {
  if (answer === unknownAnswer) {
    return null;
  }
  switch (kind.kind) {
    case 'yes-no':
      return answer === 'yes' || answer === 'no' ? null : 'Answer yes, no or unknown.';
    case 'choice':
      return typeof answer === 'string' && Object.hasOwn(kind.options, answer)
        ? null
        : 'Choose one of the answers.';
    case 'number':
      return typeof answer === 'number' && answer >= kind.from && answer <= kind.to
        ? null
        : `Enter a number from ${kind.from} to ${kind.to} ${kind.unit}.`;
    case 'date':
      return typeof answer === 'string' && isCivilDate(answer)
        ? null
        : 'Enter a date that exists, as year-month-day: 2026-03-31';
  }
}

/** Says that nobody knows, be it only because nobody has tested. */
export function isUnknownAnswer(answer: string | number): boolean {
  return answer === unknownAnswer || answer === 'not-tested';
}

/** The answer in words, for lists and explanations. */
export function describeAnswer(finding: FindingKey, answer: string | number): string {
  const { answer: kind }: FindingDefinition = findings[finding];
  if (kind.kind === 'choice') {
    return kind.options[answer] ?? String(answer);
  }
  return kind.kind === 'number' && typeof answer === 'number'
    ? `${answer} ${kind.unit}`
    : String(answer);
}
