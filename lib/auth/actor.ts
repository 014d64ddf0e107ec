import type { Permission } from './permissions';
import type { Role } from './roles';

export type Membership = {
  readonly siteId: string;
  readonly siteCode: string;
  readonly siteName: string;
  /** IANA zone; a site's "today" is the civil date there. */
  readonly timeZone: string;
  readonly role: Role;
  /** Personal grant to read names; coordinators and administrators work by study id without it. */
  readonly seesIdentity: boolean;
};

/** The person who asks, as every command and query receives it. */
export type Actor = {
  readonly userId: string;
  readonly displayName: string;
  readonly memberships: readonly Membership[];
  /** Where a program asks with a token: what of the person's permissions it may use. Absent for the person himself. */
  readonly scopes?: readonly Permission[];
};
