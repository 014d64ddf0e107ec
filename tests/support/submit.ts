import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/auth/actor';
import type { JsonObject, JsonValue } from '@/lib/core/json';
import { AppError } from '@/lib/server/app-error';
import type { Command } from '@/lib/server/command';

/** Executes a command as a form would, with a submission id of its own. */
export async function submit<Result extends JsonValue>(
  command: Command<Result>,
  actor: Actor,
  input: unknown,
  submissionId = randomUUID(),
): Promise<Result> {
  return await command.execute(actor, input, { submissionId });
}

export type Refusal = {
  readonly code: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, string[]>>;
  readonly current: JsonObject | undefined;
};

/** What the form would be told; any other outcome fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) {
      const { code, userMessage: message, fieldErrors: fields = {}, current } = error;
      return { code, message, fields, current };
    }
    throw error;
  }
  throw new Error('It was not refused.');
}
