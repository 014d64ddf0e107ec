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

/** The signed-in person, as every command and query receives it. */
export type Actor = {
  readonly userId: string;
  readonly displayName: string;
  readonly memberships: readonly Membership[];
};
