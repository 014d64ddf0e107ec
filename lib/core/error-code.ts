/**
 * Every way the program refuses on purpose. The message is what the user reads unless the refusal brings a better one;
 * `isAudited` marks refusals that are about rights or clinical rules and therefore belong in the audit trail (a typing
 * error does not).
 */
export const errorCodes = {
  UNAUTHENTICATED: {
    status: 401,
    isAudited: false,
    message: 'Your session has ended. Sign in again; what you typed is still here.',
  },
  FORBIDDEN: { status: 403, isAudited: true, message: 'Your role does not allow this.' },
  NOT_FOUND: {
    status: 404,
    isAudited: true,
    message: 'This record does not exist or belongs to a site that is not yours.',
  },
  INVALID_INPUT: { status: 422, isAudited: false, message: 'Some fields need correction.' },
  STALE_VERSION: {
    status: 409,
    isAudited: false,
    message: 'Someone else changed this record since you opened it. Compare both values.',
  },
  DUPLICATE: { status: 409, isAudited: false, message: 'This already exists.' },
  NOT_ELIGIBLE: { status: 422, isAudited: true, message: 'The patient is not eligible.' },
  DISPENSING_BLOCKED: { status: 409, isAudited: true, message: 'Dispensing is blocked.' },
  WINDOW_CLOSED: { status: 409, isAudited: true, message: 'The window for this has closed.' },
  ALREADY_STOPPED: { status: 409, isAudited: false, message: 'The therapy has been stopped.' },
  CONFLICT: {
    status: 409,
    isAudited: false,
    message: 'This no longer fits the current state of the record. Reload and try again.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    isAudited: false,
    message: 'This address does not answer this method.',
  },
  TOO_LARGE: { status: 413, isAudited: false, message: 'This is larger than is taken here.' },
  UNSUPPORTED_TYPE: {
    status: 415,
    isAudited: false,
    message: 'This is not of a type that is taken here.',
  },
  RATE_LIMITED: { status: 429, isAudited: true, message: 'Too many attempts. Wait and try again.' },
  INTERNAL: {
    status: 500,
    isAudited: false,
    message: 'Something went wrong on our side. Nothing was saved.',
  },
} as const satisfies Record<string, { status: number; isAudited: boolean; message: string }>;

export type ErrorCode = keyof typeof errorCodes;
