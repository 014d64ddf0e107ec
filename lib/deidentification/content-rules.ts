import type { RecordContent } from '@/lib/records/clinical-record';
import type { RecordKind } from '@/lib/records/record';

/**
 * What becomes of a field of a record. `typed` is what a person has written in words; `answer`, `drug-name` and
 * `event-name` hold one of a closed list, or what somebody wrote where the list had nothing.
 */
export type FieldRule =
  | 'keep'
  | 'date'
  | 'typed'
  | 'id'
  | 'answer'
  | 'drug-name'
  | 'event-name'
  | FieldRules;
/** Of the fields of an object, or of each object of a list. A field without a rule does not leave. */
export interface FieldRules {
  readonly [field: string]: FieldRule;
}

type FieldOf<Content> = Content extends object ? keyof Content & string : never;
type RulesOf<Content> = { readonly [Field in FieldOf<Content>]: FieldRule };

/** A field that a kind gains does not compile until somebody has said what becomes of it. */
export const contentRules: { readonly [Kind in RecordKind]: RulesOf<RecordContent<Kind>> } = {
  'lab-report': { laboratory: 'typed' },
  'semen-analysis': {
    neat: 'keep',
    pellet: 'keep',
    volumeMl: 'keep',
    concentrationMillionPerMl: 'keep',
    motility: 'keep',
    normalMorphologyPercent: 'keep',
    abstinenceDays: 'keep',
    whoEdition: 'keep',
    roundCellsMillionPerMl: 'keep',
    leukocytesMillionPerMl: 'keep',
    vitalityPercent: 'keep',
    ph: 'keep',
    liquefactionMinutes: 'keep',
    eggNumber: 'keep',
    vialsFrozen: 'keep',
    collectionSite: 'keep',
    note: 'typed',
  },
  'symptom-check': { answers: 'keep', unchanged: 'keep', note: 'typed' },
  'vital-signs': { weight: 'keep', bloodPressure: 'keep', confirmed: 'keep', note: 'typed' },
  dose: {
    drug: 'keep',
    amount: 'keep',
    unit: 'keep',
    route: 'keep',
    timesPerDay: 'keep',
    everyDays: 'keep',
    startsAfterDays: 'keep',
    reason: 'typed',
  },
  hold: { reason: 'keep', note: 'typed', flagId: 'id' },
  resume: { reason: 'typed' },
  stop: { drug: 'keep', reason: 'keep', note: 'typed' },
  'rems-check': {
    enrolledOn: 'date',
    category: 'keep',
    consentOn: 'date',
    consentVersion: 'typed',
    counseledOn: 'date',
    coupleCounseledOn: 'date',
    bloodDonationAcknowledged: 'keep',
    noSharingAcknowledged: 'keep',
    note: 'typed',
  },
  dispensing: {
    prescribedOn: 'date',
    dispenseBy: 'date',
    quantity: 'keep',
    strengthMg: 'keep',
    daysSupply: 'keep',
    refills: 'keep',
    pickedUpOn: 'date',
    capsulesReturned: 'keep',
    note: 'typed',
    authorizationPresent: 'keep',
  },
  procedure: {
    kind: 'keep',
    earlierReason: 'typed',
    side: 'keep',
    minutes: 'keep',
    spermFound: 'keep',
    spermFoundLeft: 'keep',
    spermFoundRight: 'keep',
    sufficientForAllEggs: 'keep',
    cryopreserved: 'keep',
    vialsFrozen: 'keep',
    histology: 'keep',
    histologyLeft: 'keep',
    histologyRight: 'keep',
    eggNumber: 'keep',
    note: 'typed',
  },
  finding: { finding: 'keep', answer: 'answer', note: 'typed' },
  'concomitant-drug': {
    name: 'drug-name',
    drugClass: 'keep',
    startedOn: 'date',
    stoppedOn: 'date',
    ongoing: 'keep',
    note: 'typed',
  },
  'adverse-event': {
    term: 'keep',
    description: 'event-name',
    systemOrganClass: 'keep',
    ctcaeVersion: 'keep',
    grades: { from: 'date', grade: 'keep' },
    endedOn: 'date',
    serious: 'keep',
    seriousness: 'keep',
    relatedness: 'keep',
    action: 'keep',
    outcome: 'keep',
    suggestedBy: 'id',
    suggestedGrade: 'keep',
    note: 'typed',
  },
  'adverse-event-dismissal': {
    term: 'keep',
    ctcaeVersion: 'keep',
    grade: 'keep',
    suggestedBy: 'id',
    reason: 'typed',
  },
  questionnaire: { instrument: 'keep', total: 'keep', item9: 'keep', note: 'typed' },
  'drug-return': { quantity: 'keep', strengthMg: 'keep', note: 'typed' },
  'injection-exception': {
    kind: 'keep',
    drug: 'keep',
    reason: 'typed',
    givenOn: 'date',
    amount: 'keep',
  },
  'icsi-cycle': {
    partnerId: 'id',
    spermSource: 'keep',
    eggsRetrieved: 'keep',
    eggsMature: 'keep',
    fertilized: 'keep',
    embryos: 'keep',
    embryosFrozen: 'keep',
    euploid: 'keep',
    transfers: {
      on: 'date',
      embryos: 'keep',
      origin: 'keep',
      stage: 'keep',
      biochemicalPregnancy: 'keep',
      clinicalPregnancy: 'keep',
      outcome: 'keep',
      outcomeOn: 'date',
      liveBorn: 'keep',
    },
    note: 'typed',
  },
  'post-operative-check': {
    noneSeen: 'keep',
    complications: { kind: 'keep', from: 'date', resolved: 'keep', note: 'typed' },
    note: 'typed',
  },
};
