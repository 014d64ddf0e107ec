import type { ErrorCode } from './error-code';
import type { JsonObject } from './json';

/**
 * What a server action answers to a form: the one shape that crosses the network. Expected refusals
 * come back as `error`; only a bug throws.
 */
export type ActionResult<Data> = { ok: true; data: Data } | { ok: false; error: ActionError };

export type ActionError = {
  code: ErrorCode;
  /** One sentence for the user. */
  message: string;
  /** By dotted path of the field (`results.0.value`); each message is a sentence of its own. */
  fieldErrors?: Record<string, string[]>;
  /** The stored values, when someone else's edit came first; the form shows both. */
  current?: JsonObject;
  /** Names the log entry of an unexpected failure, for the user to quote. */
  eventId?: string;
};

/**
 * What a form sends. A repeat with the same `submissionId` answers with the first result instead of
 * writing again, so a lost answer can be asked for by pressing Save once more.
 */
export type Submission<Values> = { submissionId: string; values: Values };
