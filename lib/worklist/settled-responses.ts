import type { ResponseStatus } from '@/lib/response/response';

/** What a physician is asked to confirm having seen: an outcome, not a wait for one. */
export const settledResponses = [
  'complete',
  'provisional-complete',
  'reliable-insufficient',
  'partial',
  'non-responder',
  'ejaculated-sperm',
  'retrieved',
  'not-retrieved',
] as const satisfies readonly ResponseStatus[];
