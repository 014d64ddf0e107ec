import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { DecisionInput } from '@/lib/course/decision-input';
import type { DecisionMeaning } from '@/lib/course/decision-meaning';
import type { CivilDate } from '@/lib/dates/civil-date';
import { contentHash } from '../content-hash';
import { newId } from '../db/new-id';

/** What a person signs, word for word. */
export interface SignedContent {
  readonly enrollmentId: string;
  readonly meaning: DecisionMeaning;
  readonly key: string;
  readonly occurrenceKey: string | null;
  /** Results of a decision; whatever else was judged, as it was: a response, a flag's evidence, criteria. */
  readonly inputs: readonly DecisionInput[] | JsonObject;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly computed: string | null;
  readonly chosen: string;
  readonly decidedOn: CivilDate;
  readonly effectiveOn: CivilDate;
  readonly reason: string | null;
}

/** Who stands for it. */
export interface Signer {
  readonly userId: string;
  readonly role: string;
  /** The name as it read then; null where it was taken over from its source, which nobody signed here. */
  readonly printedName: string | null;
  readonly at: Date;
}

interface Place {
  readonly siteId: string;
  readonly patientId: string;
}

/**
 * SHA-256 over the canonical JSON of what was signed and of who signed it when; over the content alone
 * where nobody signed.
 */
export function signatureHash(content: SignedContent, signer: Signer): string {
  const { userId, role, printedName, at } = signer;
  return printedName === null
    ? contentHash(content)
    : contentHash({ content, signer: { userId, role, printedName, at: at.toISOString() } });
}

export function decisionRow(
  content: SignedContent,
  signer: Signer,
  { siteId, patientId }: Place,
): JsonObject & { id: string } {
  return {
    id: newId(),
    site_id: siteId,
    patient_id: patientId,
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
    decided_at: signer.at.toISOString(),
    printed_name: signer.printedName,
    meaning: content.meaning,
    transcribed: signer.printedName === null,
    content_hash: signatureHash(content, signer),
  };
}
