import type { CivilDate, Day } from '@/lib/dates/civil-date';
import type { ContactChannel, ContactOutcome } from '@/lib/enrollment/contact';
import type { EnrollmentOutcome, WithdrawalCategory } from '@/lib/enrollment/enrollment-outcome';
import type { RecordEntryInput } from '@/lib/records/record-entry';

/**
 * A made-up man as a clinic would have entered him, before any rule has looked at him: the bulk
 * command checks every record by the same schemas as the forms.
 */
export interface DemoPatient {
  readonly studyId: string;
  readonly site: DemoSite;
  readonly identity: DemoIdentity;
  readonly protocol: DemoProtocol;
  /** One of the shipped settings profiles. */
  readonly profile: string;
  readonly arm: string;
  readonly consentOn: Day;
  readonly enrolledOn: Day;
  /** Null while the enrollment runs. */
  readonly ended: DemoEnd | null;
  /** Of a man whom a physician has still to let in against a criterion. */
  readonly overrideReason?: string;
  /** Which table or list he belongs to: `S0`, `S1`, `S2` or `living`. */
  readonly cohortTag: string;
  readonly records: readonly DemoRecord[];
  readonly decisions: readonly DemoDecision[];
  readonly adjustments: readonly DemoAdjustment[];
  readonly contacts?: readonly DemoContact[];
  /** Of all his cycles; the papers say nothing of the partners. */
  readonly partner?: DemoPartner;
}

interface DemoPartner {
  readonly consentOn: Day;
  readonly birthYear: number;
}

export interface DemoEnd {
  readonly on: Day;
  readonly status: EnrollmentOutcome;
  readonly reason: string;
  /** Of a withdrawal. */
  readonly category?: WithdrawalCategory;
  /** The CTCAE term of the adverse event among his records that he was withdrawn for. */
  readonly adverseEvent?: string;
}

export const demoSites = {
  pacific: {
    code: 'PAC',
    name: 'Pacific Andrology (demo)',
    timeZone: 'America/Los_Angeles',
    remsEnrollmentOnlyFrom: null,
  },
  harbor: {
    code: 'HAR',
    name: 'Harbor Fertility (demo)',
    timeZone: 'Asia/Tokyo',
    remsEnrollmentOnlyFrom: '2026-08-08',
  },
  literature: {
    code: 'LIT',
    name: 'Literature (rebuilt cohorts)',
    timeZone: 'UTC',
    remsEnrollmentOnlyFrom: null,
  },
} as const;
export type DemoSite = keyof typeof demoSites;

export type DemoProtocol = 'isotretinoin-noa' | 'gonadotropin-noa' | 'salvage-micro-tese';

export interface DemoIdentity {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate;
  readonly recordNumber: string;
}

type WithDay<Entry> = Entry extends RecordEntryInput
  ? Omit<Entry, 'on' | 'source'> & {
      readonly on: Day;
      /** Which printed figure the record was made to fit, and that the rest of it is simulated. */
      readonly source: string;
    }
  : never;

/** A record as a person would have typed it. */
export type DemoRecord = WithDay<RecordEntryInput>;

/** Transcribed: nobody signed it. */
export interface DemoDecision {
  readonly key: string;
  readonly chosen: string;
  readonly decidedOn: Day;
  /** Where it differs from what the protocol computes. */
  readonly effectiveOn?: Day;
  readonly reason?: string;
}

/** Somebody tried to reach him. */
export interface DemoContact {
  readonly on: Day;
  readonly channel: ContactChannel;
  readonly outcome: ContactOutcome;
  /** Keys of the occurrences that it was about. */
  readonly about: readonly string[];
  readonly agreedOn?: Day;
  readonly remindOn?: Day;
  readonly note?: string;
}

interface Adjusted {
  readonly occurrenceKey: string;
  readonly reason: string;
}

export type DemoAdjustment =
  | (Adjusted & { readonly kind: 'waiver' })
  | (Adjusted & { readonly kind: 'reschedule'; readonly plannedOn: Day })
  | (Adjusted & { readonly kind: 'closure'; readonly closedOn: Day });
