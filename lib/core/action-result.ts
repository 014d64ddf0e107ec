/**
 * What a server action answers to a form: the one shape that crosses the network. Expected refusals
 * come back as `error`; only a bug throws. The code is closed on the server (lib/server/app-error.ts)
 * and open here, because this side only tells a few of them apart.
 */
export type ActionResult<Data> = { ok: true; data: Data } | { ok: false; error: ActionError };

export type ActionError = {
  code: string;
  /** One sentence for the user. */
  message: string;
  /** By dotted path of the field (`results.0.value`); each message is a sentence of its own. */
  fieldErrors?: Record<string, string[]>;
};

/**
 * What a form sends. A repeat with the same `submissionId` answers with the first result instead of
 * writing again, so a lost answer can be asked for by pressing Save once more.
 */
export type Submission<Values> = { submissionId: string; values: Values };
