import type { CivilDate } from '@/lib/dates/civil-date';
import type { DisclosureMode } from '@/lib/export/disclosure-mode';

/** What a writer of an export is given about its men: how much leaves, and by which names. */
export interface Disclosure {
  readonly mode: DisclosureMode;
  /**
   * Every member of the snapshot, in the order in which files list them: that of the snapshot where study ids stay,
   * else one by chance, because the order of study ids would tell who is who.
   */
  readonly members: readonly DisclosedMember[];
  /** What the file calls a site, by its code. */
  readonly siteCodes: ReadonlyMap<string, string>;
  /**
   * The id that stands for the id of a row in the file: the same for the same snapshot, and of no use outside of it.
   * Where patients are identified, the id itself.
   */
  readonly idOf: (id: string) => string;
}

export interface DisclosedMember {
  /** In the snapshot. */
  readonly position: number;
  readonly enrollmentId: string;
  /** What the file calls him: the study id of the snapshot, or `S0001`. */
  readonly subject: string;
  /** What the file calls his site: its code, or `SITE1`. */
  readonly site: string;
  /** Added to every date of his; 0 where dates are not shifted. */
  readonly shiftDays: number;
  /** Only where patients are identified; null where nobody entered one. */
  readonly identity: DisclosedIdentity | null;
}

/** As entered on the day of the export: nothing of it is in the snapshot. */
export interface DisclosedIdentity {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate | null;
  readonly recordNumber: string | null;
}

/** Modes that keep what people have typed. */
export function keepsFreeText(mode: DisclosureMode): boolean {
  return mode === 'identified';
}

/** Modes in which a man has another study id, his site another code, and rare traits are grouped. */
export function isCoded(mode: DisclosureMode): boolean {
  return mode === 'date-shifted' || mode === 'safe-harbor';
}
