import type { z } from 'zod';
import type { CivilDate, Day } from '@/lib/dates/civil-date';
import type { concomitantDrugContentSchema } from '@/lib/records/concomitant-drug';
import type { dispensingContentSchema } from '@/lib/records/dispensing';
import type { findingContentSchema } from '@/lib/records/finding';
import type { ProcedureInput } from '@/lib/records/procedure';
import type { remsCheckContentSchema } from '@/lib/records/rems-check';
import type { SemenAnalysisInput } from '@/lib/records/semen-analysis';
import type { LabResultEntry } from '@/lib/records/standardize-lab-result';
import type { symptomCheckContentSchema } from '@/lib/records/symptom-check';
import type {
  doseContentSchema,
  holdContentSchema,
  resumeContentSchema,
  stopContentSchema,
} from '@/lib/records/therapy';
import type { vitalSignsInputSchema } from '@/lib/records/vital-signs';

/**
 * A made-up man as a clinic would have entered him, before any rule has looked at him: the bulk
 * command checks every record by the same schemas as the forms.
 */
export interface DemoPatient {
  readonly studyId: string;
  readonly site: DemoSite;
  readonly identity: DemoIdentity;
  readonly protocol: DemoProtocol;
  readonly arm: string;
  readonly consentOn: Day;
  readonly enrolledOn: Day;
  /** Null while the enrollment runs. */
  readonly ended: {
    readonly on: Day;
    readonly status: 'completed' | 'withdrawn';
    readonly reason: string;
  } | null;
  /** Which table or list he belongs to: `S0`, `S1`, `S2` or `living`. */
  readonly cohortTag: string;
  readonly records: readonly DemoRecord[];
  readonly decisions: readonly DemoDecision[];
  readonly adjustments: readonly DemoAdjustment[];
}

export const demoSites = {
  pacific: { code: 'PAC', name: 'Pacific Andrology (demo)', timeZone: 'America/Los_Angeles' },
  harbor: { code: 'HAR', name: 'Harbor Fertility (demo)', timeZone: 'Asia/Tokyo' },
  literature: { code: 'LIT', name: 'Literature (rebuilt cohorts)', timeZone: 'UTC' },
} as const;
export type DemoSite = keyof typeof demoSites;

export type DemoProtocol = 'isotretinoin-noa' | 'gonadotropin-noa' | 'salvage-micro-tese';

export interface DemoIdentity {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate;
  readonly recordNumber: string;
}

interface ContentOf {
  'lab-report': {
    readonly laboratory: string;
    readonly results: readonly LabResultEntry[];
  };
  'semen-analysis': SemenAnalysisInput;
  'symptom-check': z.input<typeof symptomCheckContentSchema>;
  'vital-signs': z.input<typeof vitalSignsInputSchema>;
  dose: z.input<typeof doseContentSchema>;
  hold: z.input<typeof holdContentSchema>;
  resume: z.input<typeof resumeContentSchema>;
  stop: z.input<typeof stopContentSchema>;
  'rems-check': z.input<typeof remsCheckContentSchema>;
  dispensing: z.input<typeof dispensingContentSchema>;
  procedure: ProcedureInput;
  finding: z.input<typeof findingContentSchema>;
  'concomitant-drug': z.input<typeof concomitantDrugContentSchema>;
}

/** `source` says which printed figure the record was made to fit, and that the rest is simulated. */
export type DemoRecord = {
  [Kind in keyof ContentOf]: {
    readonly kind: Kind;
    readonly on: Day;
    /** `HH:MM`. */
    readonly time?: string;
    readonly source: string;
    readonly content: ContentOf[Kind];
  };
}[keyof ContentOf];

/** Transcribed: nobody signed it. */
export interface DemoDecision {
  readonly key: string;
  readonly chosen: string;
  readonly decidedOn: Day;
  /** Where it differs from what the protocol computes. */
  readonly effectiveOn?: Day;
  readonly reason?: string;
}

export interface DemoAdjustment {
  readonly kind: 'waiver' | 'reschedule' | 'closure';
  readonly occurrenceKey: string;
  /** The agreed date of a reschedule, the day of a closure; a waiver has none. */
  readonly on: Day | null;
  readonly reason: string;
}
