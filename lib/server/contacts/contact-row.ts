import 'server-only';
import type { z } from 'zod';
import type { JsonObject } from '@/lib/core/json';
import type { contactSchema } from '@/lib/enrollment/contact-input';

export interface ContactPlace {
  readonly id: string;
  readonly siteId: string;
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly recordedBy: string;
}

export function contactRow(
  contact: z.output<typeof contactSchema>,
  { id, siteId, patientId, enrollmentId, recordedBy }: ContactPlace,
): JsonObject {
  return {
    id,
    site_id: siteId,
    patient_id: patientId,
    enrollment_id: enrollmentId,
    occurrence_keys: contact.occurrenceKeys,
    contacted_on: contact.contactedOn,
    channel: contact.channel,
    outcome: contact.outcome,
    agreed_on: contact.agreedOn,
    remind_on: contact.remindOn,
    reason: contact.reason || null,
    note: contact.note || null,
    recorded_by: recordedBy,
  };
}
