import { roleLabels } from '@/lib/auth/describe-roles';
import type { Role } from '@/lib/auth/roles';
import { instantText } from '@/lib/dates/instant-text';
import { type DecisionMeaning, decisionMeaningNames } from './decision-meaning';

/** What stands beneath something that was decided. */
export interface SignatureView {
  readonly decisionId: string;
  /** One line: who, as what, when, and what that says. */
  readonly text: string;
  /** The whole SHA-256 in hexadecimal; screens show its beginning. */
  readonly hash: string;
  /** Whether what is stored is still what was signed. */
  readonly isIntact: boolean;
}

export interface SignatureFacts {
  readonly meaning: DecisionMeaning;
  /** Null where nobody signed: see `transcribed`. */
  readonly printedName: string | null;
  /** The person's name as it reads today. */
  readonly name: string;
  readonly role: Role;
  readonly at: Date;
  readonly timeZone: string;
  /** Taken over from its source; else it was decided before signatures were asked for. */
  readonly transcribed: boolean;
}

/** "Signed by Dr. Ana Silva, physician, 2026-05-12 14:03 UTC (10:03 at the site): saw and signed the response". */
export function describeSignature(facts: SignatureFacts): string {
  const { meaning, printedName, name, role, at, timeZone, transcribed } = facts;
  const who = `${printedName ?? name}, ${roleLabels[role].toLowerCase()}, ${instantText(at, timeZone)}`;
  if (printedName !== null) {
    return `Signed by ${who}: ${decisionMeaningNames[meaning]}`;
  }
  return transcribed
    ? `Taken over from its source by ${who}; nobody signed it here`
    : `Recorded by ${who}, without a password: ${decisionMeaningNames[meaning]}`;
}
