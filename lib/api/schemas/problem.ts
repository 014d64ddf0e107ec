import { z } from 'zod';
import { type ErrorCode, errorCodes } from '@/lib/core/error-code';
import { named } from '../named';

const codes = Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]];

/** RFC 9457; `code` is one of a closed list, and says more than the status. */
export const problemView = named('Problem', 'Why nothing was answered or written (RFC 9457)', {
  code: z.enum(codes),
  status: z.int(),
  /** One sentence. */
  detail: z.string(),
  /** Sentences by dotted path of the field. */
  fieldErrors: z.record(z.string(), z.array(z.string())).optional(),
  /** What is stored, where somebody else changed it first. */
  current: z.record(z.string(), z.unknown()).optional(),
  /** Names the log entry of an unexpected failure. */
  eventId: z.string().optional(),
});
