import type { PostOperativeCheckInput } from '@/lib/records/post-operative-check';
import type { SymptomAnswer, SymptomKey } from '@/lib/records/symptoms';
import type { RecordVisitInput } from '@/lib/records/visit';
import type { VitalSignField, WeightUnit } from '@/lib/records/vital-signs';
import { answerOf } from './enroll-values';
import {
  blankSemen,
  type DrugValues,
  isSemenTyped,
  isTyped,
  type ProcedureValues,
  type SemenValues,
  textOf,
  toProcedureInput,
  toSemenInput,
} from './entry-values';
import {
  blankLabReport,
  isLabReportTyped,
  type LabReportValues,
  toLabReportInput,
} from './lab-report-values';
import type { VisitFormView } from './visit-form-view';

/**
 * The form as it stands on the screen. Paths agree with the command's input, so that its messages find
 * their fields; what was left blank is dropped by `toVisitInput`.
 */
interface CheckValues {
  readonly noneSeen: string;
  readonly complications: readonly {
    readonly kind: string;
    readonly from: string;
    readonly resolved: string;
    readonly note: string;
  }[];
  readonly note: string;
}

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
  readonly postOperativeCheck: CheckValues;
  readonly questionnaire: {
    readonly instrument: 'phq-9';
    readonly total: string;
    readonly item9: string;
    readonly note: string;
  };
  readonly labReports: readonly LabReportValues[];
  readonly repeatedReportsConfirmed: boolean;
  readonly anotherContactConfirmed: boolean;
  /** One sample. */
  readonly semenAnalyses: readonly {
    readonly collectedOn: string;
    readonly collectedAt: string;
    readonly content: SemenValues;
  }[];
  /** Sections with prefilled fields are saved only when a person says that they happened. */
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
    readonly authorizationNumber: string;
    readonly dispenseBy: string;
    readonly quantity: string;
    readonly strengthMg: string;
    readonly daysSupply: string;
    readonly pickedUpOn: string;
  };
  readonly drugReturn: {
    readonly quantity: string;
    readonly strengthMg: string;
    readonly note: string;
  };
  /** One: the partner's pregnancy, or the IIEF-5 where the protocol asks for it. */
  readonly findings: readonly {
    readonly foundOn: string;
    readonly content: {
      readonly finding: 'partner-pregnancy' | 'iief-5';
      readonly answer: string;
    };
  }[];
  readonly procedures: readonly {
    readonly performedOn: string;
    readonly content: ProcedureValues;
  }[];
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
    postOperativeCheck: { noneSeen: '', complications: [], note: '' },
    questionnaire: { instrument: 'phq-9', total: '', item9: '', note: '' },
    labReports: [blankLabReport(view.labs)],
    repeatedReportsConfirmed: false,
    anotherContactConfirmed: false,
    semenAnalyses: [{ collectedOn: today, collectedAt: '', content: blankSemen }],
    isDone: { remsCheck: false, dispensing: false },
    remsCheck: {
      // Under enrollment-only rules another counseling is the exception and typed.
      counseledOn: view.rems?.isComplete && view.rems.ruleSet === 'enrollment-only' ? '' : today,
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
      authorizationNumber: '',
      dispenseBy: '',
      quantity: textOf(lastSupply?.quantity),
      strengthMg: textOf(lastSupply?.strengthMg),
      daysSupply: textOf(lastSupply?.daysSupply),
      pickedUpOn: today,
    },
    drugReturn: { quantity: '', strengthMg: textOf(lastSupply?.strengthMg), note: '' },
    findings: [
      {
        foundOn: today,
        content: { finding: view.asksIief5 ? 'iief-5' : 'partner-pregnancy', answer: '' },
      },
    ],
    procedures: [],
    concomitantDrugs: [],
  };
}

/** What is sent: sections without an answer are left out, which is never the same as "none". */
export function toVisitInput(values: VisitValues): RecordVisitInput {
  const { symptomCheck, vitalSigns, questionnaire, labReports, semenAnalyses, isDone } = values;
  const hasAnswer = Object.values(symptomCheck.answers).some(isTyped);
  return {
    enrollmentId: values.enrollmentId,
    visitedOn: values.visitedOn,
    note: values.note,
    symptomCheck: symptomCheck.unchanged || hasAnswer ? symptomCheck : null,
    vitalSigns: [vitalSigns.weight, vitalSigns.systolic, vitalSigns.diastolic].some(isTyped)
      ? { ...vitalSigns, confirmed: [...vitalSigns.confirmed] }
      : null,
    questionnaire: [questionnaire.total, questionnaire.item9].some(isTyped) ? questionnaire : null,
    postOperativeCheck: toCheckInput(values.postOperativeCheck),
    labReports: labReports.filter(isLabReportTyped).map(toLabReportInput),
    repeatedReportsConfirmed: values.repeatedReportsConfirmed,
    anotherContactConfirmed: values.anotherContactConfirmed,
    semenAnalyses: semenAnalyses
      .filter(({ content }) => isSemenTyped(content))
      .map((sample) => ({ ...sample, content: toSemenInput(sample.content) })),
    remsCheck: isDone.remsCheck ? (values.remsCheck as RecordVisitInput['remsCheck']) : null,
    dispensing: isDone.dispensing ? values.dispensing : null,
    drugReturn: isTyped(values.drugReturn.quantity) ? values.drugReturn : null,
    findings: values.findings
      .filter(({ content }) => isTyped(content.answer))
      .map(({ content: { finding, answer } }) => ({
        foundOn: values.visitedOn,
        content: { finding, answer: answerOf(finding, answer) },
      })),
    procedures: values.procedures.map(({ performedOn, content }) => ({
      performedOn,
      content: toProcedureInput(content),
    })),
    concomitantDrugs: values.concomitantDrugs as RecordVisitInput['concomitantDrugs'],
  };
}

/** Nothing chosen and nothing typed is no check. */
function toCheckInput({ noneSeen, complications, note }: CheckValues) {
  return isTyped(noneSeen) || isTyped(note) || complications.length > 0
    ? ({ noneSeen: noneSeen || 'unknown', complications, note } as PostOperativeCheckInput)
    : null;
}

/** Raise the number when the form's values change their shape: drafts of the old one are not offered. */
export function visitFormKey(enrollmentId: string): string {
  return `visit.6:${enrollmentId}`;
}
