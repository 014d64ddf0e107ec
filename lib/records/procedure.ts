import { z } from 'zod';
import { type Certainty, certainties } from '@/lib/core/certainty';
import { typedNote } from '@/lib/core/typed-text';
import { typedCount } from './typed-number';

/**
 * A procedure in the short form that eligibility and response rest on (engine §4, §5): what was done,
 * whether sperm were found and whether they sufficed. Whether it was on drug follows from its date.
 */
export const testicularProcedures = [
  'fna-mapping',
  'biopsy',
  'tesa',
  'tese',
  'micro-tese',
] as const;
export const procedureKinds = [...testicularProcedures, 'oocyte-retrieval'] as const;
export type ProcedureKind = (typeof procedureKinds)[number];

export const procedureNames: Readonly<Record<ProcedureKind, string>> = {
  'fna-mapping': 'FNA mapping',
  biopsy: 'Testicular biopsy',
  tesa: 'TESA',
  tese: 'TESE',
  'micro-tese': 'Micro-TESE',
  'oocyte-retrieval': 'Oocyte retrieval (partner)',
};

export const sides = ['left', 'right', 'both'] as const;

/** S0 Table 4 tells early from late arrest, S2 Table 2 does not. */
export const histologies = [
  'sertoli-cell-only',
  'early-maturation-arrest',
  'late-maturation-arrest',
  'maturation-arrest',
  'hypospermatogenesis',
  'mixed',
  'normal',
  'other',
  'not-done',
  'unknown',
] as const;
export type Histology = (typeof histologies)[number];

export const histologyNames: Readonly<Record<Histology, string>> = {
  'sertoli-cell-only': 'Sertoli cell only',
  'early-maturation-arrest': 'Early maturation arrest',
  'late-maturation-arrest': 'Late maturation arrest',
  'maturation-arrest': 'Maturation arrest, stage not stated',
  hypospermatogenesis: 'Hypospermatogenesis',
  mixed: 'Mixed pattern',
  normal: 'Normal spermatogenesis',
  other: 'Other',
  'not-done': 'Not done',
  unknown: 'Unknown',
};

/** Inside a sentence: only the name of Sertoli keeps its capital. */
export function histologyInWords(histology: Histology): string {
  const name = histologyNames[histology];
  return histology === 'sertoli-cell-only' ? name : name.toLowerCase();
}

const note = z.string().trim().max(2000, 'At most 2000 characters').default('');
const answer = z.enum(certainties).default('unknown');

const patternOfSide = z.enum(histologies).nullable().default(null);

const testicularProcedure = z.object({
  kind: z.enum(testicularProcedures),
  /** Why it was done before the interval since the last retrieval was over. */
  earlierReason: typedNote(500).default(''),
  side: z.enum(sides).nullable().default(null),
  /** Operating time. */
  minutes: typedCount(1440, 1),
  spermFound: answer,
  /** By side, where both were operated on and the report tells them apart. */
  spermFoundLeft: answer,
  spermFoundRight: answer,
  /** Enough for every egg of the planned or running cycle. */
  sufficientForAllEggs: answer,
  cryopreserved: answer,
  vialsFrozen: typedCount(1000),
  /** The overall pattern. */
  histology: z.enum(histologies).default('unknown'),
  histologyLeft: patternOfSide,
  histologyRight: patternOfSide,
  note,
});

const oocyteRetrieval = z.object({
  kind: z.literal('oocyte-retrieval'),
  /** The number against which sperm must suffice from this day on. */
  eggNumber: typedCount(100),
  note,
});

export const procedureContentSchema = z
  .discriminatedUnion('kind', [testicularProcedure, oocyteRetrieval])
  .superRefine((procedure, context) => {
    if (procedure.kind === 'oocyte-retrieval') {
      return;
    }
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    for (const [field, message] of wrongSides(procedure)) {
      refuse(field, message);
    }
    if (overallSperm(procedure) !== 'no') {
      return;
    }
    if (procedure.sufficientForAllEggs === 'yes') {
      refuse('sufficientForAllEggs', 'No sperm found cannot be enough for all eggs');
    }
    if (procedure.cryopreserved === 'yes') {
      refuse('cryopreserved', 'No sperm found, so none can be frozen');
    }
    if (procedure.vialsFrozen !== null && procedure.vialsFrozen > 0) {
      refuse('vialsFrozen', `No sperm found cannot fill ${procedure.vialsFrozen} vials`);
    }
  })
  .transform((procedure) =>
    procedure.kind === 'oocyte-retrieval'
      ? procedure
      : { ...procedure, spermFound: overallSperm(procedure) },
  );

export type ProcedureInput = z.input<typeof procedureContentSchema>;
export type Procedure = z.output<typeof procedureContentSchema>;
export type TesticularProcedure = z.output<typeof testicularProcedure>;

/** What is stated of both together, else what the sides come to: response and eligibility rest on it. */
function overallSperm({
  spermFound,
  spermFoundLeft,
  spermFoundRight,
}: TesticularProcedure): Certainty {
  const found = [spermFoundLeft, spermFoundRight];
  if (spermFound !== 'unknown') {
    return spermFound;
  }
  if (found.includes('yes')) {
    return 'yes';
  }
  return found.every((one) => one === 'no') ? 'no' : 'unknown';
}

function wrongSides(procedure: TesticularProcedure): [field: string, message: string][] {
  const { side, spermFound, spermFoundLeft, spermFoundRight } = procedure;
  const untouched = side === 'left' ? 'Right' : side === 'right' ? 'Left' : null;
  const wrong: [string, string][] = [];
  if (untouched !== null) {
    const message = `The ${untouched.toLowerCase()} side was not operated on`;
    if (procedure[`spermFound${untouched}`] !== 'unknown') {
      wrong.push([`spermFound${untouched}`, message]);
    }
    if (procedure[`histology${untouched}`] !== null) {
      wrong.push([`histology${untouched}`, message]);
    }
  }
  if (spermFound === 'no' && (spermFoundLeft === 'yes' || spermFoundRight === 'yes')) {
    wrong.push(['spermFound', 'Sperm were found on one side, so they were found']);
  }
  if (spermFound === 'yes' && spermFoundLeft === 'no' && spermFoundRight === 'no') {
    wrong.push(['spermFound', 'Sperm were found on neither side']);
  }
  return wrong;
}

function known(pattern: Histology | null): Histology | null {
  return pattern === 'not-done' || pattern === 'unknown' ? null : pattern;
}

/** The overall pattern, else that of the one side examined or of both where they agree, else null. */
export function overallHistology({
  histology,
  histologyLeft,
  histologyRight,
}: Pick<TesticularProcedure, 'histology' | 'histologyLeft' | 'histologyRight'>): Histology | null {
  const [left, right] = [known(histologyLeft), known(histologyRight)];
  const ofSides = left === null || right === null || left === right ? (left ?? right) : null;
  return known(histology) ?? ofSides;
}

/** A procedure that takes sperm out, as opposed to one that looks for them. */
export function isRetrieval(procedure: Procedure): procedure is TesticularProcedure {
  return procedure.kind === 'tesa' || procedure.kind === 'tese' || procedure.kind === 'micro-tese';
}
