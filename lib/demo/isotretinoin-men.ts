import type { Histology } from '@/lib/records/procedure';

/**
 * S0's 30 completers, one row each, so that Tables 2, 3 and 4 all come out (C§1.1.8 says what fits
 * together). What the tables do not tie to one man (who had which procedure, every count) is invented.
 */
export interface IsotretinoinMan {
  readonly category:
    | 'prior-procedure-with-sperm'
    | 'prior-procedure-without-sperm'
    | 'prior-cryptozoospermia'
    | 'cryptozoospermia';
  readonly procedures: readonly ('fna-mapping' | 'micro-tese')[];
  readonly spermAtProcedure: boolean;
  readonly histology: Histology | null;
  /** Mean of his two highest counts on treatment, with the month of response and of the last dose. */
  readonly responder?: {
    /** IVF-ICSI cycles with ejaculated sperm, by the euploid embryos of each. */
    readonly cycles: readonly number[];
    /** Of his first cycle. */
    readonly hasLiveBirth: boolean;
    readonly tmc: number;
    readonly month: 3 | 6;
    readonly lastMonth: 4 | 6 | 7 | 9;
  };
  /** Operating times before and on isotretinoin. */
  readonly repeatMicroTese?: {
    readonly minutesBefore: number;
    readonly minutes: number;
    readonly isSufficient: boolean;
    readonly isFrozen: boolean;
    /** Of the partner, after the cycle with the sperm that were found. */
    readonly isPregnancy: boolean;
  };
}

type Row = Omit<IsotretinoinMan, 'category'>;

const sco = 'sertoli-cell-only';
const mixed = 'mixed';
const early = 'early-maturation-arrest';
const late = 'late-maturation-arrest';

function man(
  procedures: 'mapping' | 'micro-tese' | 'both' | 'none',
  spermAtProcedure: boolean,
  histology: Histology | null,
  outcome: Pick<IsotretinoinMan, 'responder' | 'repeatMicroTese'> = {},
): Row {
  const done = {
    mapping: ['fna-mapping'],
    'micro-tese': ['micro-tese'],
    both: ['fna-mapping', 'micro-tese'],
    none: [],
  } as const;
  return { procedures: done[procedures], spermAtProcedure, histology, ...outcome };
}

function responded(
  tmc: number,
  month: 3 | 6,
  lastMonth: 4 | 6 | 7 | 9,
  cycles: readonly number[] = [],
  outcome: 'live-birth' | 'not-stated' = 'not-stated',
) {
  return {
    responder: { tmc, month, lastMonth, cycles, hasLiveBirth: outcome === 'live-birth' },
  };
}

function repeated(
  minutesBefore: number,
  minutes: number,
  isSufficient: boolean,
  isFrozen: boolean,
  outcome: 'pregnancy' | 'not-stated' = 'not-stated',
) {
  const isPregnancy = outcome === 'pregnancy';
  return { repeatMicroTese: { minutesBefore, minutes, isSufficient, isFrozen, isPregnancy } };
}

const priorProcedureWithSperm: readonly Row[] = [
  man('both', true, early, responded(96, 3, 6, [2, 1], 'live-birth')),
  man('mapping', true, late, responded(124, 3, 9, [3, 1])),
  man('both', true, early, repeated(105, 60, true, true)),
  man('both', true, late, repeated(75, 45, true, true, 'pregnancy')),
  man('both', true, mixed, repeated(90, 55, true, true)),
  man('both', true, mixed),
  man('both', true, mixed),
  man('mapping', true, mixed),
];

const priorProcedureWithoutSperm: readonly Row[] = [
  man('both', false, mixed, responded(31, 6, 9)),
  man('mapping', false, mixed, responded(54, 3, 4, [1])),
  man('both', false, early, responded(88, 3, 9)),
  man('both', false, mixed, repeated(120, 66, true, true)),
  man('both', false, early, repeated(100, 50, true, false)),
  man('micro-tese', false, sco, repeated(150, 90, false, false)),
  man('both', false, sco),
  man('both', false, mixed),
  man('both', false, mixed),
  man('both', false, early),
  man('mapping', false, mixed),
  man('mapping', false, mixed),
];

const priorCryptozoospermia: readonly Row[] = [
  man('mapping', true, late, responded(410, 3, 6, [2, 2])),
  man('none', false, null, responded(640, 3, 4, [1])),
  man('both', true, late, repeated(95, 75, true, true)),
  man('mapping', true, mixed),
  man('micro-tese', false, mixed),
  man('none', false, null),
];

const cryptozoospermia: readonly Row[] = [
  man('mapping', true, mixed, responded(38, 3, 9)),
  man('mapping', true, early, responded(46, 6, 7, [0])),
  man('micro-tese', false, late, responded(54, 3, 4)),
  man('none', false, null, responded(180, 6, 7)),
];

export const isotretinoinMen: readonly IsotretinoinMan[] = [
  ...priorProcedureWithSperm.map(
    (row) => ({ category: 'prior-procedure-with-sperm', ...row }) as const,
  ),
  ...priorProcedureWithoutSperm.map(
    (row) => ({ category: 'prior-procedure-without-sperm', ...row }) as const,
  ),
  ...priorCryptozoospermia.map((row) => ({ category: 'prior-cryptozoospermia', ...row }) as const),
  ...cryptozoospermia.map((row) => ({ category: 'cryptozoospermia', ...row }) as const),
];
