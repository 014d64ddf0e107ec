import { z } from 'zod';
import { typedNote } from '@/lib/core/typed-text';
import { civilDateSchema } from '@/lib/dates/civil-date';
import { concomitantDrugContentSchema } from './concomitant-drug';
import { dispensedSupplySchema, dispensingContentOf } from './dispensing';
import { drugReturnContentSchema } from './drug-return';
import { findingContentSchema } from './finding';
import { labReportInputSchema } from './lab-report';
import { openedPlanFields } from './opened-plan';
import { postOperativeCheckContentSchema } from './post-operative-check';
import { procedureContentSchema } from './procedure';
import { questionnaireContentSchema } from './questionnaire';
import { collectionTimeSchema, type NewRecord } from './record-entry';
import { labReportRecord } from './record-lab-report';
import { remsCheckContentSchema } from './rems-check';
import { semenAnalysisContentSchema } from './semen-analysis';
import { symptomCheckContentSchema } from './symptom-check';
import { standardizeVitalSigns, vitalSignsInputSchema } from './vital-signs';

const maximumNoteLength = 10_000;

function optional<Schema extends z.ZodType>(section: Schema) {
  return section.nullish().transform((value) => value ?? null);
}

const visitFields = z.object({
  enrollmentId: z.uuid(),
  ...openedPlanFields,
  visitedOn: civilDateSchema,
  note: typedNote(maximumNoteLength).default(''),
  symptomCheck: optional(symptomCheckContentSchema),
  vitalSigns: optional(vitalSignsInputSchema),
  questionnaire: optional(questionnaireContentSchema),
  postOperativeCheck: optional(postOperativeCheckContentSchema),
  labReports: z.array(labReportInputSchema).default([]),
  semenAnalyses: z
    .array(
      z.object({
        collectedOn: civilDateSchema,
        collectedAt: collectionTimeSchema,
        content: semenAnalysisContentSchema,
      }),
    )
    .default([]),
  remsCheck: optional(remsCheckContentSchema),
  dispensing: optional(dispensedSupplySchema),
  drugReturn: optional(drugReturnContentSchema),
  procedures: z
    .array(z.object({ performedOn: civilDateSchema, content: procedureContentSchema }))
    .default([]),
  concomitantDrugs: z.array(concomitantDrugContentSchema).default([]),
  findings: z
    .array(z.object({ foundOn: civilDateSchema, content: findingContentSchema }))
    .default([]),
  /** A report of the same day and laboratory is there already, and this one is another. */
  repeatedReportsConfirmed: z.boolean().default(false),
  /** The same was recorded on this day already, and this is another contact. */
  anotherContactConfirmed: z.boolean().default(false),
});

/**
 * Everything that one contact brings. Sections that were not filled in are absent; what was collected on
 * another day has its own date.
 */
export const recordVisitInputSchema = visitFields.refine(
  (visit) => !isEmpty(visit),
  'Record at least one finding, or write a note.',
);
export type RecordVisitInput = z.input<typeof recordVisitInputSchema>;
export type RecordVisit = z.output<typeof visitFields>;

/** Asked of the fields and not of the records, because zod asks it also of a visit that it refuses. */
function isEmpty(visit: RecordVisit): boolean {
  const { note, symptomCheck, vitalSigns, questionnaire, remsCheck, dispensing, drugReturn } =
    visit;
  const { postOperativeCheck } = visit;
  const lists = [
    visit.labReports,
    visit.semenAnalyses,
    visit.procedures,
    visit.concomitantDrugs,
    visit.findings,
  ];
  return (
    note === '' &&
    [
      symptomCheck,
      vitalSigns,
      questionnaire,
      postOperativeCheck,
      remsCheck,
      dispensing,
      drugReturn,
    ].every((section) => section === null) &&
    lists.every((list) => list.length === 0)
  );
}

/** A record of a visit and the fields of the form that it and its date come from. */
export interface VisitRecord {
  readonly section: string;
  readonly dateField: string;
  readonly record: NewRecord;
}

type Sections = Omit<
  RecordVisit,
  | 'enrollmentId'
  | 'enrollmentVersion'
  | 'note'
  | 'repeatedReportsConfirmed'
  | 'anotherContactConfirmed'
>;

/** The records that a visit brings, in the order of the form. */
export function visitRecords(visit: Sections): readonly VisitRecord[] {
  const { symptomCheck, vitalSigns, questionnaire, remsCheck, dispensing, drugReturn } = visit;
  const { postOperativeCheck } = visit;
  return [
    ...(symptomCheck ? [onTheDay(visit, 'symptomCheck', 'symptom-check', symptomCheck)] : []),
    ...(vitalSigns
      ? [onTheDay(visit, 'vitalSigns', 'vital-signs', standardizeVitalSigns(vitalSigns))]
      : []),
    ...(questionnaire ? [onTheDay(visit, 'questionnaire', 'questionnaire', questionnaire)] : []),
    ...(postOperativeCheck
      ? [onTheDay(visit, 'postOperativeCheck', 'post-operative-check', postOperativeCheck)]
      : []),
    ...visit.labReports.map((report, index) => ({
      section: `labReports.${index}`,
      dateField: `labReports.${index}.collectedOn`,
      record: labReportRecord(report),
    })),
    ...visit.semenAnalyses.map(({ collectedOn, collectedAt, content }, index) => ({
      section: `semenAnalyses.${index}`,
      dateField: `semenAnalyses.${index}.collectedOn`,
      record: newRecord('semen-analysis', collectedOn, content, collectedAt),
    })),
    ...(remsCheck ? [onTheDay(visit, 'remsCheck', 'rems-check', remsCheck)] : []),
    ...(dispensing
      ? [onTheDay(visit, 'dispensing', 'dispensing', dispensingContentOf(dispensing))]
      : []),
    ...(drugReturn ? [onTheDay(visit, 'drugReturn', 'drug-return', drugReturn)] : []),
    ...visit.procedures.map(({ performedOn, content }, index) => ({
      section: `procedures.${index}`,
      dateField: `procedures.${index}.performedOn`,
      record: newRecord('procedure', performedOn, content),
    })),
    ...visit.concomitantDrugs.map((content, index) =>
      onTheDay(visit, `concomitantDrugs.${index}`, 'concomitant-drug', content),
    ),
    ...visit.findings.map(({ foundOn, content }, index) => ({
      section: `findings.${index}`,
      dateField: `findings.${index}.foundOn`,
      record: newRecord('finding', foundOn, content),
    })),
  ];
}

function onTheDay(
  { visitedOn }: Sections,
  section: string,
  kind: NewRecord['kind'],
  content: unknown,
): VisitRecord {
  return { section, dateField: 'visitedOn', record: newRecord(kind, visitedOn, content) };
}

function newRecord(
  kind: NewRecord['kind'],
  on: NewRecord['on'],
  content: unknown,
  time: string | null = null,
): NewRecord {
  return { kind, on, time, source: null, content, results: [] };
}
