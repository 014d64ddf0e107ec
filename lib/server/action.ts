import 'server-only';
import { randomUUID } from 'node:crypto';
import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActionResult, Submission } from '@/lib/core/action-result';
import type { JsonValue } from '@/lib/core/json';
import { AppError } from './app-error';
import type { Command } from './command';
import { describeFailure } from './describe-failure';
import { currentActor } from './session';

// What the browser sends is not typed by anything but this.
const submissionSchema = z.object({ submissionId: z.uuid(), values: z.unknown() });

type Action<Result> = (submission: Submission<unknown>) => Promise<ActionResult<Result>>;

type Options<Result> = {
  /** Runs after the commit, for what belongs to the browser: a cookie. */
  readonly afterwards?: (result: Result) => Promise<void>;
  /** False for what changes nothing on the page: a draft, a preview. */
  readonly refreshes?: boolean;
};

/** The one way from a form to a command. Refreshes the page on success, so that it shows what was written. */
export function toAction<Result extends JsonValue>(
  command: Command<Result>,
  { afterwards, refreshes = true }: Options<Result> = {},
): Action<Result> {
  return async (submission) => {
    const requestId = randomUUID();
    try {
      const { submissionId, values } = submissionSchema.parse(submission);
      const actor = await currentActor();
      if (actor === null) {
        throw new AppError('UNAUTHENTICATED');
      }
      const data = await command.execute(actor, values, { submissionId, requestId });
      await afterwards?.(data);
      if (refreshes) {
        refresh();
      }
      return { ok: true, data };
    } catch (error) {
      return { ok: false, error: describeFailure(error, command.name, requestId) };
    }
  };
}
