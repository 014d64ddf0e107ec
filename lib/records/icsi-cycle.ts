import { z } from 'zod';
import { type Certainty, certainties } from '@/lib/core/certainty';
import { typedNote } from '@/lib/core/typed-text';
import { type CivilDate, civilDateSchema, optionalCivilDateSchema } from '@/lib/dates/civil-date';
import { typedCount } from './typed-number';

/** S0, S1 and S2 report cycles by where the sperm came from and whether they had been frozen. */
export const spermSources = [
  'ejaculated-fresh',
  'ejaculated-frozen',
  'testicular-fresh',
  'testicular-frozen',
  'unknown',
] as const;
type SpermSource = (typeof spermSources)[number];

export const spermSourceNames: Readonly<Record<SpermSource, string>> = {
  'ejaculated-fresh': 'Ejaculated, fresh',
  'ejaculated-frozen': 'Ejaculated, frozen',
  'testicular-fresh': 'Testicular, fresh',
  'testicular-frozen': 'Testicular, frozen',
  unknown: 'Not stated',
};

export const embryoOrigins = ['fresh', 'frozen'] as const;
type EmbryoOrigin = (typeof embryoOrigins)[number];

export const embryoOriginNames: Readonly<Record<EmbryoOrigin, string>> = {
  fresh: 'Fresh',
  frozen: 'Frozen, thawed',
};

export const embryoStages = ['cleavage', 'blastocyst', 'unknown'] as const;
type EmbryoStage = (typeof embryoStages)[number];

export const embryoStageNames: Readonly<Record<EmbryoStage, string>> = {
  cleavage: 'Cleavage stage',
  blastocyst: 'Blastocyst',
  unknown: 'Not stated',
};

export const transferOutcomes = [
  'awaited',
  'not-pregnant',
  'biochemical-only',
  'miscarriage',
  'ectopic',
  'ongoing',
  'live-birth',
  'stillbirth',
  'unknown',
] as const;
export type TransferOutcome = (typeof transferOutcomes)[number];

export const transferOutcomeNames: Readonly<Record<TransferOutcome, string>> = {
  awaited: 'Awaited',
  'not-pregnant': 'Not pregnant',
  'biochemical-only': 'Biochemical pregnancy only',
  miscarriage: 'Miscarriage',
  ectopic: 'Ectopic pregnancy',
  ongoing: 'Ongoing pregnancy',
  'live-birth': 'Live birth',
  stillbirth: 'Stillbirth',
  unknown: 'Not known',
};

const answer = z.enum(certainties).default('unknown');

const transferFields = z.object({
  on: civilDateSchema,
  embryos: typedCount(20, 1).pipe(z.number('Enter the number of embryos transferred.')),
  origin: z.enum(embryoOrigins),
  stage: z.enum(embryoStages).default('unknown'),
  biochemicalPregnancy: answer,
  clinicalPregnancy: answer,
  outcome: z.enum(transferOutcomes).default('awaited'),
  /** The day on which the outcome came about; of an ongoing pregnancy, on which it was last seen. */
  outcomeOn: optionalCivilDateSchema,
  liveBorn: typedCount(8),
});
export type Transfer = z.output<typeof transferFields>;

const cycleFields = z.object({
  /** Null in imported history: the consent of the partner is not recorded. */
  partnerId: z.uuid().nullable().default(null),
  spermSource: z.enum(spermSources).default('unknown'),
  eggsRetrieved: typedCount(100),
  eggsMature: typedCount(100),
  /** With two pronuclei. */
  fertilized: typedCount(100),
  embryos: typedCount(100),
  embryosFrozen: typedCount(100),
  euploid: typedCount(100),
  transfers: z.array(transferFields).max(20, 'At most 20 transfers').default([]),
  note: typedNote().default(''),
});

type Wrong = readonly [path: readonly (string | number)[], message: string];

/**
 * One cycle of ICSI with what became of each embryo transfer; the record's date is the day of the oocyte
 * retrieval. A birth stands inside the transfer that led to it, so there is none without one. The record is
 * amended as outcomes arrive, and every version stays.
 */
export const icsiCycleContentSchema = cycleFields.superRefine((cycle, context) => {
  for (const [path, message] of [
    ...wrongCounts(cycle),
    ...wrongTransfers(cycle),
    ...cycle.transfers.flatMap(wrongOutcome),
  ]) {
    context.addIssue({ code: 'custom', path: [...path], message });
  }
});
export type IcsiCycleInput = z.input<typeof icsiCycleContentSchema>;
export type IcsiCycle = z.output<typeof icsiCycleContentSchema>;

type CountField =
  | 'eggsRetrieved'
  | 'eggsMature'
  | 'fertilized'
  | 'embryos'
  | 'embryosFrozen'
  | 'euploid';

const countWords: Readonly<Record<CountField, string>> = {
  eggsRetrieved: 'eggs',
  eggsMature: 'mature eggs',
  fertilized: 'fertilized eggs',
  embryos: 'embryos',
  embryosFrozen: 'frozen embryos',
  euploid: 'euploid embryos',
};

/** Each is a part of what stands before it, or of the nearest one before it that is known. */
const development: readonly CountField[] = ['eggsRetrieved', 'eggsMature', 'fertilized', 'embryos'];
const partsOfEmbryos: readonly CountField[] = ['embryosFrozen', 'euploid'];

function wrongCounts(cycle: IcsiCycle): Wrong[] {
  const beforeEmbryos = development.map((field, index): [CountField, readonly CountField[]] => [
    field,
    development.slice(0, index),
  ]);
  const parts = partsOfEmbryos.map((field): [CountField, readonly CountField[]] => [
    field,
    development,
  ]);
  return [...beforeEmbryos, ...parts].flatMap(([field, whole]): Wrong[] => {
    const count = cycle[field];
    const most = nearestKnown(cycle, whole);
    return count === null || most === null || count <= most.count
      ? []
      : [[[field], `There cannot be more ${countWords[field]} than ${countOf(most)}.`]];
  });
}

interface KnownCount {
  readonly field: CountField;
  readonly count: number;
}

function nearestKnown(cycle: IcsiCycle, fields: readonly CountField[]): KnownCount | null {
  const field = fields.findLast((one) => cycle[one] !== null);
  const count = field === undefined ? null : cycle[field];
  return field === undefined || count === null ? null : { field, count };
}

function countOf({ field, count }: KnownCount): string {
  return `${countWords[field]} (${count})`;
}

/** Every embryo is transferred once; what is frozen is not transferred fresh. */
function wrongTransfers(cycle: IcsiCycle): Wrong[] {
  const most = nearestKnown(cycle, development);
  let transferred = 0;
  let fresh = 0;
  let thawed = 0;
  return cycle.transfers.flatMap(({ embryos, origin }, index): Wrong[] => {
    const path = ['transfers', index, 'embryos'];
    transferred += embryos;
    fresh += origin === 'fresh' ? embryos : 0;
    thawed += origin === 'frozen' ? embryos : 0;
    if (most !== null && transferred > most.count) {
      return [[path, `${transferred} transferred in all is more than the ${countOf(most)}.`]];
    }
    if (cycle.embryosFrozen === null) {
      return [];
    }
    if (origin === 'frozen' && thawed > cycle.embryosFrozen) {
      return [[path, `${thawed} thawed is more than were frozen (${cycle.embryosFrozen}).`]];
    }
    return origin === 'fresh' && most !== null && fresh + cycle.embryosFrozen > most.count
      ? [
          [
            path,
            `${fresh} transferred fresh and ${cycle.embryosFrozen} frozen is more than the ${countOf(most)}.`,
          ],
        ]
      : [];
  });
}

/** A miscarriage, an ectopic pregnancy and a birth each presuppose a clinical pregnancy. */
const impliesClinical: readonly TransferOutcome[] = [
  'miscarriage',
  'ectopic',
  'ongoing',
  'live-birth',
  'stillbirth',
];

const withoutDate: readonly TransferOutcome[] = ['awaited', 'unknown'];

function wrongOutcome(transfer: Transfer, index: number): Wrong[] {
  const { on, outcome, outcomeOn, biochemicalPregnancy, clinicalPregnancy, liveBorn } = transfer;
  const at = (field: keyof Transfer, message: string): Wrong => [
    ['transfers', index, field],
    message,
  ];
  const name = transferOutcomeNames[outcome];
  const implied = impliedPregnancies(outcome);
  return [
    ...(biochemicalPregnancy === 'no' && clinicalPregnancy === 'yes'
      ? [at('biochemicalPregnancy', 'A clinical pregnancy is a biochemical one first.')]
      : []),
    ...(contradicts(biochemicalPregnancy, implied.biochemical)
      ? [at('biochemicalPregnancy', `The outcome "${name}" says otherwise.`)]
      : []),
    ...(contradicts(clinicalPregnancy, implied.clinical)
      ? [at('clinicalPregnancy', `The outcome "${name}" says otherwise.`)]
      : []),
    ...(outcomeOn !== null && withoutDate.includes(outcome)
      ? [at('outcome', `It has a date, ${outcomeOn}, so say what came about.`)]
      : []),
    ...(outcomeOn !== null && outcomeOn < on
      ? [at('outcomeOn', `The transfer was on ${on}; its outcome cannot be before that.`)]
      : []),
    ...(outcome === 'live-birth' && (liveBorn ?? 0) < 1
      ? [at('liveBorn', 'Enter the number of children born alive, at least 1.')]
      : []),
    ...(outcome !== 'live-birth' && (liveBorn ?? 0) > 0
      ? [at('outcome', 'Children born alive are a live birth.')]
      : []),
  ];
}

interface Pregnancies {
  readonly biochemical: Certainty;
  readonly clinical: Certainty;
}

function impliedPregnancies(outcome: TransferOutcome): Pregnancies {
  if (outcome === 'not-pregnant') {
    return { biochemical: 'no', clinical: 'no' };
  }
  if (outcome === 'biochemical-only') {
    return { biochemical: 'yes', clinical: 'no' };
  }
  return impliesClinical.includes(outcome)
    ? { biochemical: 'yes', clinical: 'yes' }
    : { biochemical: 'unknown', clinical: 'unknown' };
}

function contradicts(stated: Certainty, implied: Certainty): boolean {
  return stated !== 'unknown' && implied !== 'unknown' && stated !== implied;
}

/** What is known of a transfer's pregnancy, by what was stated and by what its outcome implies. */
export function pregnanciesOf(
  transfer: Pick<Transfer, 'outcome' | 'biochemicalPregnancy' | 'clinicalPregnancy'>,
): Pregnancies {
  const implied = impliedPregnancies(transfer.outcome);
  const clinical = known(implied.clinical, transfer.clinicalPregnancy);
  return {
    biochemical:
      clinical === 'yes' ? 'yes' : known(implied.biochemical, transfer.biochemicalPregnancy),
    clinical,
  };
}

function known(implied: Certainty, stated: Certainty): Certainty {
  return implied === 'unknown' ? stated : implied;
}

/** Transfers before the retrieval, by their index: only the record knows its date. */
export function transfersBefore(retrievedOn: CivilDate, { transfers }: IcsiCycle): number[] {
  return transfers.flatMap(({ on }, index) => (on < retrievedOn ? [index] : []));
}
