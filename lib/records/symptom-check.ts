import { z } from 'zod';
import { err, ok, type Result } from '@/lib/core/result';
import {
  answersOf,
  presences,
  type SymptomAnswer,
  type SymptomKey,
  severities,
  symptomKeys,
  symptoms,
} from './symptoms';

/**
 * Answers by symptom; a symptom that is absent was not asked, which is never "none". A form's blank
 * counts as absent.
 */
export const symptomAnswersSchema = z
  .partialRecord(z.enum(symptomKeys), z.enum([...severities, ...presences, '']).nullish())
  .transform((entered, context) => {
    const answers: Partial<Record<SymptomKey, SymptomAnswer>> = {};
    for (const key of symptomKeys) {
      const answer = entered[key] || null;
      if (answer !== null && !answersOf(key).includes(answer)) {
        context.addIssue({
          code: 'custom',
          path: [key],
          message: `${symptoms[key].label} is answered with ${answersOf(key).join(', ')}.`,
        });
      } else if (answer !== null) {
        answers[key] = answer;
      }
    }
    return answers;
  });
export type SymptomAnswers = Readonly<z.output<typeof symptomAnswersSchema>>;

/**
 * `unchanged` says "no change since last time": the server copies the answers of the symptom check
 * before this one, and the answers given here win over them.
 */
export const symptomCheckContentSchema = z
  .object({
    answers: symptomAnswersSchema.default({}),
    unchanged: z.boolean().default(false),
    note: z.string().trim().max(2000).default(''),
  })
  .refine(({ answers, unchanged }) => unchanged || Object.keys(answers).length > 0, {
    path: ['answers'],
    message: 'Answer at least one question, or say that nothing has changed.',
  });
export type SymptomCheckContent = z.output<typeof symptomCheckContentSchema>;

export interface NothingToCopy {
  readonly code: 'no-earlier-check';
  readonly message: string;
}

/**
 * The content to store: every answer that holds on this day. `previous` is the symptom check before
 * this one by date, or null. What nobody answered then or now stays absent.
 */
export function resolveSymptomCheck(
  content: SymptomCheckContent,
  previous: SymptomAnswers | null,
): Result<SymptomCheckContent, NothingToCopy> {
  if (!content.unchanged) {
    return ok(content);
  }
  if (previous === null) {
    return err({
      code: 'no-earlier-check',
      message: 'There is no earlier symptom check to copy; answer the questions.',
    });
  }
  return ok({ ...content, answers: { ...previous, ...content.answers } });
}

/** Whether an answer reaches a level of its own scale: "moderate" is at least "mild". */
export function isAtLeast(answer: SymptomAnswer, level: SymptomAnswer): boolean {
  return rank(answer) >= rank(level);
}

function rank(answer: SymptomAnswer): number {
  const scale: readonly SymptomAnswer[] = severities.some((severity) => severity === answer)
    ? severities
    : presences;
  return scale.indexOf(answer);
}
