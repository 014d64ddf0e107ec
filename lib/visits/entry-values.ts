import type { ProcedureInput } from '@/lib/records/procedure';
import type { SemenAnalysisInput } from '@/lib/records/semen-analysis';
import type { FindingState } from '@/lib/records/sperm-finding';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';

// Records as they stand in a form: everything is text or a choice that may still be blank. The schemas
// refuse what is not one of their choices, so what is sent is only said to be of their type.

export interface LabRowValues {
  readonly analyte: BloodAnalyteKey;
  readonly value: string;
  readonly unit: string;
  readonly referenceLow: string;
  readonly referenceHigh: string;
  readonly laboratoryFactor: string;
}

export interface SpermFindingValues {
  readonly state: FindingState | '';
  readonly motile: string;
  readonly immotile: string;
  readonly normal: string;
}

export interface SemenValues {
  readonly neat: SpermFindingValues;
  readonly pellet: SpermFindingValues & {
    readonly gForce: string;
    readonly minutes: string;
    readonly fields: string;
    readonly volumeExaminedMl: string;
  };
  readonly volumeMl: string;
  readonly concentrationMillionPerMl: string;
  readonly motility: {
    readonly total: string;
    readonly progressive: string;
    readonly nonProgressive: string;
    readonly immotile: string;
  };
  readonly normalMorphologyPercent: string;
  readonly vitalityPercent: string;
  readonly ph: string;
  readonly liquefactionMinutes: string;
  readonly roundCellsMillionPerMl: string;
  readonly leukocytesMillionPerMl: string;
  /** Blank where the report names none. */
  readonly whoEdition: string;
  readonly collectionSite: string;
  readonly abstinenceDays: string;
  readonly eggNumber: string;
  readonly vialsFrozen: string;
  readonly note: string;
}

export interface ProcedureValues {
  readonly kind: string;
  readonly earlierReason: string;
  readonly side: string;
  readonly spermFound: string;
  readonly spermFoundLeft: string;
  readonly spermFoundRight: string;
  readonly sufficientForAllEggs: string;
  readonly cryopreserved: string;
  readonly vialsFrozen: string;
  readonly histology: string;
  readonly histologyLeft: string;
  readonly histologyRight: string;
  readonly eggNumber: string;
  readonly note: string;
}

export interface DrugValues {
  readonly name: string;
  readonly drugClass: string;
  readonly startedOn: string;
  readonly stoppedOn: string;
  readonly ongoing: boolean;
  readonly note: string;
}

const blankFinding: SpermFindingValues = { state: '', motile: '', immotile: '', normal: '' };

export const blankSemen: SemenValues = {
  neat: blankFinding,
  pellet: { ...blankFinding, gForce: '', minutes: '', fields: '', volumeExaminedMl: '' },
  volumeMl: '',
  concentrationMillionPerMl: '',
  motility: { total: '', progressive: '', nonProgressive: '', immotile: '' },
  normalMorphologyPercent: '',
  vitalityPercent: '',
  ph: '',
  liquefactionMinutes: '',
  roundCellsMillionPerMl: '',
  leukocytesMillionPerMl: '',
  whoEdition: '6',
  collectionSite: '',
  abstinenceDays: '',
  eggNumber: '',
  vialsFrozen: '',
  note: '',
};

export const blankProcedure: ProcedureValues = {
  kind: 'micro-tese',
  earlierReason: '',
  side: '',
  spermFound: 'unknown',
  spermFoundLeft: 'unknown',
  spermFoundRight: 'unknown',
  sufficientForAllEggs: 'unknown',
  cryopreserved: 'unknown',
  vialsFrozen: '',
  histology: 'unknown',
  histologyLeft: '',
  histologyRight: '',
  eggNumber: '',
  note: '',
};

export const blankDrug: DrugValues = {
  name: '',
  drugClass: '',
  startedOn: '',
  stoppedOn: '',
  ongoing: true,
  note: '',
};

/**
 * Everything as it was typed: a count beside "no sperm seen" is refused beside its field, and never
 * dropped unasked.
 */
export function toSemenInput({ collectionSite, ...content }: SemenValues): SemenAnalysisInput {
  return {
    ...content,
    collectionSite: collectionSite === '' ? null : collectionSite,
  } as SemenAnalysisInput;
}

/** Results by side are asked where both were operated on; what is off the screen does not count. */
export function toProcedureInput(content: ProcedureValues): ProcedureInput {
  const {
    kind,
    eggNumber,
    note,
    side,
    spermFoundLeft,
    spermFoundRight,
    histologyLeft,
    histologyRight,
    ...testicular
  } = content;
  if (kind === 'oocyte-retrieval') {
    return { kind, eggNumber, note } as ProcedureInput;
  }
  const bySide =
    side === 'both'
      ? {
          spermFoundLeft,
          spermFoundRight,
          histologyLeft: histologyLeft || null,
          histologyRight: histologyRight || null,
        }
      : {};
  return { kind, note, side: side || null, ...testicular, ...bySide } as ProcedureInput;
}

/** The edition of the manual stands there from the start. */
export function isSemenTyped({ neat, pellet, motility, whoEdition: _, ...rest }: SemenValues) {
  return [neat, pellet, motility, rest].some((part) => Object.values(part).some(isTyped));
}

/** Walking past a group of choices without choosing leaves null in it. */
export function isTyped(text: string | null | undefined): boolean {
  return typeof text === 'string' && text.trim() !== '';
}

export function textOf(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
