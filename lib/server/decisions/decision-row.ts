import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { DecisionInput } from '@/lib/course/decision-input';
import type { DecisionMeaning } from '@/lib/course/decision-meaning';
import type { CivilDate } from '@/lib/dates/civil-date';
import { contentHash } from '../content-hash';
import { newId } from '../db/new-id';

/** What a person signs, word for word; the hash is taken of exactly this. */
export interface SignedContent {
  readonly enrollmentId: string;
  readonly meaning: DecisionMeaning;
  readonly key: string;
  readonly occurrenceKey: string | null;
  /** Results of a decision; the computed response of a confirmation. */
  readonly inputs: readonly DecisionInput[] | JsonObject;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly computed: string | null;
  readonly chosen: string;
  readonly decidedOn: CivilDate;
  readonly effectiveOn: CivilDate;
  readonly reason: string | null;
}

export interface Signer {
  readonly siteId: string;
  readonly patientId: string;
  readonly userId: string;
  readonly role: string;
  /** Taken over from its source; the person entered it and decided nothing. */
  readonly transcribed: boolean;
}

export function decisionRow(content: SignedContent, signer: Signer): JsonObject & { id: string } {
  return {
    id: newId(),
    site_id: signer.siteId,
    patient_id: signer.patientId,
    enrollment_id: content.enrollmentId,
    key: content.key,
    occurrence_key: content.occurrenceKey,
    inputs: content.inputs as JsonObject,
    rule_id: content.ruleId,
    rule_version: String(content.ruleVersion),
    computed: content.computed,
    chosen: content.chosen,
    decided_on: content.decidedOn,
    effective_on: content.effectiveOn,
    reason: content.reason,
    decided_by: signer.userId,
    decided_by_role: signer.role,
    meaning: content.meaning,
    transcribed: signer.transcribed,
    content_hash: contentHash(content),
  };
}
