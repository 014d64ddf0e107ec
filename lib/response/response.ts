import type { Day } from '@/lib/dates/civil-date';
import type { EggNumber } from '@/lib/records/egg-numbers';
import type { Procedure } from '@/lib/records/procedure';
import type { SemenAnalysis } from '@/lib/records/semen-analysis';

/** The outcome of an enrollment by the protocol's own rule (engine §5), best first for each kind of rule. */
export const responseStatuses = [
  'complete',
  'provisional-complete',
  'reliable-insufficient',
  'partial',
  'response-lost',
  'awaiting-confirmation',
  'unconfirmed',
  'non-responder',
  'no-sperm',
  'ejaculated-sperm',
  'retrieved',
  'awaiting-retrieval',
  'awaiting-semen',
  'not-retrieved',
  'not-evaluable',
] as const;
export type ResponseStatus = (typeof responseStatuses)[number];

export const responseStatusNames: Readonly<Record<ResponseStatus, string>> = {
  complete: 'Complete response',
  'provisional-complete': 'Provisional complete response',
  'reliable-insufficient': 'Reliable but insufficient sperm',
  partial: 'Partial response',
  'response-lost': 'Response lost',
  'awaiting-confirmation': 'Awaiting confirmation',
  unconfirmed: 'Motile sperm, not confirmed',
  'non-responder': 'No response',
  'no-sperm': 'No motile sperm so far',
  'ejaculated-sperm': 'Sperm in the ejaculate',
  retrieved: 'Sperm retrieved',
  'awaiting-retrieval': 'Awaiting retrieval',
  'awaiting-semen': 'Awaiting semen analysis',
  'not-retrieved': 'No sperm retrieved',
  'not-evaluable': 'Not evaluable',
};

/** What qualifies a status, or keeps it from being better. */
export const responseNotes = {
  'not-maintained': 'A later evaluable sample had no motile sperm.',
  'second-sample-missing':
    'Sperm were seen; the second sample that the clinic asks for is missing.',
  'immotile-only': 'Only immotile sperm were seen.',
  'egg-number-unknown': 'The number of eggs was not known on the day of a sample.',
  'adequacy-unsigned':
    'A physician has to sign the samples as adequate for ICSI before they count as sufficient.',
  'normal-count-unknown': 'The number of normal motile sperm is not stated.',
  'signed-adequate': 'A physician signed a sample as adequate for ICSI.',
  'retrieval-sufficiency-unknown': 'Sperm were retrieved; whether they suffice is not stated.',
  'retrieval-result-unknown': 'Whether sperm were found at retrieval is not stated.',
  'therapy-not-started': 'No dose has been given yet.',
  'no-counting-sample': 'No sample since the first dose counts.',
  'pellet-not-examined': 'The pellet was not examined, so a negative cannot be told.',
  'nothing-examined': 'Neither the neat sample nor the pellet was examined.',
  'not-operated': 'No retrieval has been recorded.',
} as const;
export type ResponseNoteCode = keyof typeof responseNotes;

export interface ResponseNote {
  readonly code: ResponseNoteCode;
  readonly recordIds: readonly string[];
}

/** A semen analysis that stands; voided ones are left out by the caller. */
export interface SemenSample {
  readonly id: string;
  readonly on: Day;
  /** Collection time `HH:MM`; a sample without one comes first on its day. */
  readonly time: string | null;
  readonly content: SemenAnalysis;
}

export interface ProcedureOnDay {
  readonly id: string;
  readonly on: Day;
  readonly content: Procedure;
}

/** What this rule reads of a planned occurrence: an `Occurrence` of the plan fits as it is. */
export interface PlannedSemen {
  readonly requirement: string;
  readonly kind: string;
  readonly ordinal: number | null;
  readonly triggerRecordId: string | null;
  readonly target: Day | null;
  readonly opensOn: Day | null;
  readonly closesOn: Day | null;
  readonly notApplicableReason: string | null;
  readonly recordIds: readonly string[];
}

export interface Therapy {
  readonly firstDoseOn: Day | null;
  readonly lastDoseOn: Day | null;
}

export interface ResponseInput extends Therapy {
  readonly today: Day;
  readonly enrolledOn: Day;
  readonly samples: readonly SemenSample[];
  /** The whole plan; occurrences of other kinds are ignored. */
  readonly occurrences: readonly PlannedSemen[];
  /** Expected and retrieved eggs; numbers on samples are read from them. */
  readonly eggNumbers: readonly EggNumber[];
  /** Samples that a physician signed as adequate for ICSI. */
  readonly adequateRecordIds: readonly string[];
  readonly procedures: readonly ProcedureOnDay[];
}

export const exclusionReasons = [
  'before-therapy',
  'after-counting-period',
  'not-end-of-treatment',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

export interface TmcResponse {
  /** Mean of the two highest total motile counts, in sperm (S0 Fig. 2). */
  readonly meanSperm: number;
  readonly recordIds: readonly string[];
}

export interface Response {
  readonly ruleId: string;
  readonly ruleVersion: number;
  /** What counts in tables: never undone by later samples. */
  readonly bestResponse: ResponseStatus;
  readonly currentStatus: ResponseStatus;
  readonly responseOn: Day | null;
  /** Month of the planned semen analysis nearest to the response. */
  readonly responseMonth: number | null;
  readonly pair: { readonly first: string; readonly second: string } | null;
  /** Null without a pair or without a later evaluable sample. */
  readonly maintained: boolean | null;
  /** Last day on which a second sample confirms in its window. */
  readonly awaitingUntil: Day | null;
  readonly countingRecordIds: readonly string[];
  readonly excluded: readonly { readonly id: string; readonly reason: ExclusionReason }[];
  /** Null with fewer than two known counts on treatment. */
  readonly tmcResponse: TmcResponse | null;
  readonly notes: readonly ResponseNote[];
  /** The records that the status rests on. */
  readonly evidence: readonly string[];
  /** How salvage outcomes are tabulated; null for the other rules. */
  readonly strata: Strata | null;
}

export interface Strata {
  readonly priorProcedure: Procedure['kind'] | null;
  readonly histology: string | null;
}
