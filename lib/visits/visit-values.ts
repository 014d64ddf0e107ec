import type { FindingState } from '@/lib/records/sperm-finding';
import type { SymptomAnswer, SymptomKey } from '@/lib/records/symptoms';
import type { RecordVisitInput } from '@/lib/records/visit';
import type { VitalSignField, WeightUnit } from '@/lib/records/vital-signs';
import { allowedUnits } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { isDue, type LastResult, type VisitFormView } from './visit-form-view';

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
  readonly abstinenceDays: string;
  readonly eggNumber: string;
  readonly vialsFrozen: string;
  readonly note: string;
}

export interface ProcedureValues {
  readonly performedOn: string;
  readonly content: {
    readonly kind: string;
    readonly side: string;
    readonly spermFound: string;
    readonly sufficientForAllEggs: string;
    readonly cryopreserved: string;
    readonly vialsFrozen: string;
    readonly histology: string;
    readonly eggNumber: string;
    readonly note: string;
  };
}

export interface DrugValues {
  readonly name: string;
  readonly drugClass: string;
  readonly startedOn: string;
  readonly stoppedOn: string;
  readonly ongoing: boolean;
  readonly note: string;
}

/**
 * The form as it stands on the screen. Paths agree with the command's input, so that its messages find
 * their fields; what was left blank is dropped by `toVisitInput`.
 */
export interface VisitValues {
  readonly enrollmentId: string;
  readonly visitedOn: string;
  readonly note: string;
  readonly symptomCheck: {
    readonly unchanged: boolean;
    readonly answers: Partial<Record<SymptomKey, SymptomAnswer | ''>>;
    readonly note: string;
  };
  readonly vitalSigns: {
    readonly weight: string;
    readonly weightUnit: WeightUnit;
    readonly systolic: string;
    readonly diastolic: string;
    readonly confirmed: readonly VitalSignField[];
  };
  readonly fasting: '' | 'yes' | 'no';
  /** One report; the list is the command's. */
  readonly labReports: readonly {
    readonly collectedOn: string;
    readonly collectedAt: string;
    readonly laboratory: string;
    readonly results: readonly LabRowValues[];
    readonly confirmed: readonly BloodAnalyteKey[];
  }[];
  readonly repeatedReportsConfirmed: boolean;
  /** One sample. */
  readonly semenAnalyses: readonly {
    readonly collectedOn: string;
    readonly collectedAt: string;
    readonly content: SemenValues;
  }[];
  /** Sections with prefilled fields need to be asked for. */
  readonly isDone: { readonly remsCheck: boolean; readonly dispensing: boolean };
  readonly remsCheck: {
    readonly counseledOn: string;
    readonly enrolledOn: string;
    readonly category: string;
    readonly consentOn: string;
    readonly consentVersion: string;
    readonly coupleCounseledOn: string;
    readonly bloodDonationAcknowledged: boolean;
    readonly noSharingAcknowledged: boolean;
  };
  readonly dispensing: {
    readonly prescribedOn: string;
    readonly authorizationPresent: boolean;
    readonly dispenseBy: string;
    readonly quantity: string;
    readonly strengthMg: string;
    readonly daysSupply: string;
    readonly pickedUpOn: string;
    readonly capsulesReturned: string;
  };
  readonly procedures: readonly ProcedureValues[];
  readonly concomitantDrugs: readonly DrugValues[];
}

export function blankVisit(enrollmentId: string, view: VisitFormView): VisitValues {
  const { today, lastVitalSigns, lastSupply } = view;
  return {
    enrollmentId,
    visitedOn: today,
    note: '',
    symptomCheck: {
      unchanged: false,
      answers: Object.fromEntries(view.symptomKeys.map((key) => [key, ''])),
      note: '',
    },
    vitalSigns: {
      weight: '',
      weightUnit: lastVitalSigns?.content.weight?.unit ?? 'kg',
      systolic: '',
      diastolic: '',
      confirmed: [],
    },
    fasting: '',
    labReports: [
      {
        collectedOn: today,
        collectedAt: '',
        laboratory: view.lastLaboratory,
        results: view.dueAnalytes.map((analyte) => blankLabRow(analyte, view.lastResults[analyte])),
        confirmed: [],
      },
    ],
    repeatedReportsConfirmed: false,
    semenAnalyses: [{ collectedOn: today, collectedAt: '', content: blankSemen }],
    isDone: { remsCheck: isDue(view, 'rems-check'), dispensing: false },
    remsCheck: {
      counseledOn: '',
      enrolledOn: '',
      category: '',
      consentOn: '',
      consentVersion: '',
      coupleCounseledOn: '',
      bloodDonationAcknowledged: false,
      noSharingAcknowledged: false,
    },
    dispensing: {
      prescribedOn: today,
      authorizationPresent: false,
      dispenseBy: '',
      quantity: textOf(lastSupply?.quantity),
      strengthMg: textOf(lastSupply?.strengthMg),
      daysSupply: textOf(lastSupply?.daysSupply),
      pickedUpOn: '',
      capsulesReturned: '',
    },
    procedures: [],
    concomitantDrugs: [],
  };
}

/** Unit and range as the last report of this test had them. */
export function blankLabRow(analyte: BloodAnalyteKey, last: LastResult | undefined): LabRowValues {
  return {
    analyte,
    value: '',
    unit: last?.unit ?? allowedUnits(analyte)[0] ?? '',
    referenceLow: textOf(last?.referenceLow),
    referenceHigh: textOf(last?.referenceHigh),
    laboratoryFactor: '',
  };
}

const blankFinding: SpermFindingValues = { state: '', motile: '', immotile: '', normal: '' };

export const blankSemen: SemenValues = {
  neat: blankFinding,
  pellet: { ...blankFinding, gForce: '', minutes: '', fields: '', volumeExaminedMl: '' },
  volumeMl: '',
  concentrationMillionPerMl: '',
  motility: { total: '', progressive: '', nonProgressive: '', immotile: '' },
  normalMorphologyPercent: '',
  abstinenceDays: '',
  eggNumber: '',
  vialsFrozen: '',
  note: '',
};

export function blankProcedure(performedOn: string): ProcedureValues {
  return {
    performedOn,
    content: {
      kind: 'micro-tese',
      side: '',
      spermFound: 'unknown',
      sufficientForAllEggs: 'unknown',
      cryopreserved: 'unknown',
      vialsFrozen: '',
      histology: 'unknown',
      eggNumber: '',
      note: '',
    },
  };
}

export const blankDrug: DrugValues = {
  name: '',
  drugClass: '',
  startedOn: '',
  stoppedOn: '',
  ongoing: true,
  note: '',
};

/** What is sent: sections without an answer are left out, which is never the same as "none". */
export function toVisitInput(values: VisitValues): RecordVisitInput {
  const { symptomCheck, vitalSigns, labReports, semenAnalyses, isDone, fasting } = values;
  const hasAnswer = Object.values(symptomCheck.answers).some(isTyped);
  return {
    enrollmentId: values.enrollmentId,
    visitedOn: values.visitedOn,
    note: values.note,
    symptomCheck: symptomCheck.unchanged || hasAnswer ? symptomCheck : null,
    vitalSigns: [vitalSigns.weight, vitalSigns.systolic, vitalSigns.diastolic].some(isTyped)
      ? { ...vitalSigns, confirmed: [...vitalSigns.confirmed] }
      : null,
    labReports: labReports
      .filter(({ results }) => results.some(({ value }) => isTyped(value)))
      .map((report) => ({
        ...report,
        confirmed: [...report.confirmed],
        results: report.results.map((row) => ({
          ...row,
          ...(fasting !== '' && { fasting: fasting === 'yes' }),
        })),
      })),
    repeatedReportsConfirmed: values.repeatedReportsConfirmed,
    semenAnalyses: semenAnalyses
      .filter(({ content }) => isSemenTyped(content))
      .map((sample) => ({ ...sample, content: toSemenInput(sample.content) })),
    remsCheck: isDone.remsCheck ? toRemsInput(values.remsCheck) : null,
    dispensing: isDone.dispensing ? values.dispensing : null,
    procedures: values.procedures.map(({ performedOn, content }) => ({
      performedOn,
      content: toProcedureInput(content),
    })),
    concomitantDrugs: values.concomitantDrugs as RecordVisitInput['concomitantDrugs'],
  };
}

// The inputs below are what a person typed; the schema refuses what is not one of its choices.

export function toSemenInput(content: SemenValues): SemenInput {
  return {
    ...content,
    neat: toFindingInput(content.neat),
    pellet: toFindingInput(content.pellet),
  } as SemenInput;
}

type SemenInput = NonNullable<RecordVisitInput['semenAnalyses']>[number]['content'];
type ProcedureInput = NonNullable<RecordVisitInput['procedures']>[number]['content'];
type RemsInput = NonNullable<RecordVisitInput['remsCheck']>;

/** Counts belong to sperm that were seen, preparation to a pellet that was examined; else they are off the screen. */
function toFindingInput<Values extends SpermFindingValues>(found: Values): Partial<Values> {
  const { state, motile, immotile, normal, ...preparation } = found;
  const seen = state === 'sperm-seen' ? { motile, immotile, normal } : {};
  const examined = state === 'not-examined' ? {} : preparation;
  return { state, ...seen, ...examined } as Partial<Values>;
}

export function toProcedureInput(content: ProcedureValues['content']): ProcedureInput {
  const { kind, eggNumber, note, side, ...testicular } = content;
  const input =
    kind === 'oocyte-retrieval'
      ? { kind, eggNumber, note }
      : { kind, note, side: side === '' ? null : side, ...testicular };
  return input as ProcedureInput;
}

function toRemsInput(values: VisitValues['remsCheck']): RemsInput {
  return values as RemsInput;
}

function isSemenTyped({ neat, pellet, motility, ...rest }: SemenValues): boolean {
  return [neat.state, pellet.state, ...Object.values(motility), ...Object.values(rest)].some(
    isTyped,
  );
}

function isTyped(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}

function textOf(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
