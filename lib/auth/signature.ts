import { z } from 'zod';
import type { Actor } from './actor';
import { membershipWith } from './can';
import { passwordMaxLength } from './password';
import type { Permission } from './permissions';
import type { Role } from './roles';

/** A signature asks who signs once more; these fields belong to the form of what is signed. */
export const signatureFields = {
  password: z
    .string()
    .min(1, 'Enter your password to sign.')
    .max(passwordMaxLength, `A password has at most ${passwordMaxLength} characters.`),
};

/** The name and role that would stand beneath a signature. */
export interface SignerName {
  readonly printedName: string;
  readonly role: Role;
}

/** Null for a person who may not sign this at that site. */
export function signerAt(actor: Actor, permission: Permission, siteId: string): SignerName | null {
  const membership = membershipWith(actor, permission, siteId);
  return membership ? { printedName: actor.displayName, role: membership.role } : null;
}
