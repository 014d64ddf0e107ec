import 'server-only';
import { type ErrorCode, errorCodes } from '@/lib/core/error-code';
import type { JsonObject } from '@/lib/core/json';

type Refusal = {
  /** For the user; the code's own sentence when left out. */
  readonly message?: string;
  /** Sentences for single fields, keyed by dotted path. */
  readonly fields?: Readonly<Record<string, string | readonly string[]>>;
  /** The stored values, with `STALE_VERSION`. */
  readonly current?: JsonObject;
  /** For the log and the audit trail; never a name or another identifier. */
  readonly detail?: string;
  /** Leaves an event in the audit trail although its code usually does not. */
  readonly isAudited?: boolean;
};

/** An expected refusal. It rolls the transaction back, and the pipeline turns it into an answer. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly userMessage: string;
  readonly fieldErrors: Record<string, string[]> | undefined;
  readonly current: JsonObject | undefined;
  readonly detail: string | undefined;
  readonly isAudited: boolean;

  constructor(code: ErrorCode, refusal: Refusal = {}) {
    super(refusal.detail === undefined ? code : `${code}: ${refusal.detail}`);
    this.name = 'AppError';
    this.code = code;
    this.userMessage = refusal.message ?? errorCodes[code].message;
    this.fieldErrors = refusal.fields && listPerField(refusal.fields);
    this.current = refusal.current;
    this.detail = refusal.detail;
    this.isAudited = refusal.isAudited ?? errorCodes[code].isAudited;
  }

  get status(): number {
    return errorCodes[this.code].status;
  }
}

function listPerField(fields: NonNullable<Refusal['fields']>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, text]) => [
      path,
      typeof text === 'string' ? [text] : [...text],
    ]),
  );
}
