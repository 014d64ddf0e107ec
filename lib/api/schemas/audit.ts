import { z } from 'zod';
import { named } from '../named';
import { idView, instantView, listOf } from './shared';

export const auditList = listOf(
  'AuditList',
  'Events of the audit trail, the newest first',
  named('AuditEvent', 'Something that was changed or done', {
    eventId: idView,
    at: instantView,
    siteId: idView.nullable(),
    patientId: idView.nullable(),
    studyId: z.string().nullable(),
    actor: z.string(),
    role: z.string().nullable(),
    requestId: z.string().nullable(),
    event: z.string(),
    table: z.string().nullable(),
    row: z.string().nullable(),
    reason: z.string().nullable(),
    /** Changed columns before and after; of a plan its items. */
    before: z.unknown(),
    after: z.unknown(),
  }),
);
