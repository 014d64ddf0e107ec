import { z } from 'zod';
import { flagSeverities } from '@/lib/protocols/safety-rule-schema';
import { dispositionLabels, dispositions } from './dispositions';

/** The columns of a flag's audit events that tell its history; an update has those that changed. */
const changedColumnsSchema = z.object({
  status: z.enum(['open', 'closed']).optional(),
  severity: z.enum(flagSeverities).optional(),
  message: z.string().optional(),
  disposition: z.enum([...dispositions, 'signed-again']).nullish(),
  disposition_reason: z.string().nullish(),
  evidence: z.unknown().optional(),
});

/**
 * What one audit event says happened to a flag; null for what is only bookkeeping. `event` is the kind
 * of the event, `after` its columns.
 */
export function describeFlagEvent(event: string, after: unknown): string | null {
  const { status, severity, message, disposition, disposition_reason, evidence } =
    changedColumnsSchema.parse(after ?? {});
  const found = message === undefined ? '' : `: ${message}`;
  if (event === 'insert') {
    return `Raised, ${severity}${found}`;
  }
  if (status === 'closed') {
    const what = disposition ? dispositionLabels[disposition].toLowerCase() : 'no disposition';
    return `Closed: ${what}${disposition_reason ? `, ${disposition_reason}` : ''}`;
  }
  if (status === 'open') {
    return `Reopened${severity === undefined ? '' : `, now ${severity}`}${found}`;
  }
  if (severity !== undefined) {
    return `Now ${severity}${found}`;
  }
  return evidence === undefined ? null : `Evidence changed${found}`;
}
