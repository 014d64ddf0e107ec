import 'server-only';
import type { ActionError } from '@/lib/core/action-result';
import { AppError } from './app-error';
import { logFailure } from './log';

/** An expected refusal as the form shows it; anything else is logged and only its event id is shown. */
export function describeFailure(error: unknown, name: string, requestId: string): ActionError {
  if (error instanceof AppError) {
    const { code, userMessage, fieldErrors, current } = error;
    return {
      code,
      message: userMessage,
      ...(fieldErrors && { fieldErrors }),
      ...(current && { current }),
    };
  }
  logFailure('unexpected-failure', error, { name, eventId: requestId });
  const { userMessage } = new AppError('INTERNAL');
  return { code: 'INTERNAL', message: userMessage, eventId: requestId };
}
