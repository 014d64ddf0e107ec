import type { Course } from '@/lib/course/course';
import { plansSurgery } from '@/lib/course/surgery-gate';
import type { Therapy } from '@/lib/course/therapy';
import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { isRetrieval } from '@/lib/records/procedure';
import type { RecordKind } from '@/lib/records/record';
import type { RemsCategory } from '@/lib/records/rems-check';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import {
  type SymptomContext,
  type SymptomKey,
  symptomContextOf,
  symptomsFor,
} from '@/lib/records/symptoms';
import { drugs } from '@/lib/records/therapy';
import type { VitalSigns } from '@/lib/records/vital-signs';
import { isDocumented, remsStatusOf } from '@/lib/rems/rems-status';
import { type RemsRuleSetId, remsRuleSetOn } from '@/lib/rems/rule-sets';
import type { Occurrence, Plan } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import { type KnownLaboratory, type LabFormView, labFormView } from './lab-form-view';

/** Something that the protocol asks for today. */
export interface DueItem {
  readonly key: string;
  readonly title: string;
  readonly recordKind: RecordKind | 'decision';
  readonly isOverdue: boolean;
  readonly closesOn: CivilDate | null;
  /** Items of content that are still to come: analytes, parts of a sample. */
  readonly missing: readonly string[];
}

export interface LastSupply {
  readonly on: CivilDate;
  readonly quantity: number;
  readonly strengthMg: number;
  readonly daysSupply: number;
}

/** What is documented for the REMS so far; dates null where nothing is. */
export interface RemsSummary {
  readonly enrolledOn: CivilDate | null;
  readonly category: RemsCategory | null;
  readonly consentOn: CivilDate | null;
  readonly consentVersion: string;
  readonly counseledOn: CivilDate | null;
  readonly coupleCounseledOn: CivilDate | null;
  readonly bloodDonationAcknowledged: boolean;
  readonly noSharingAcknowledged: boolean;
  /** Of a prescription of today; null where the program holds none. */
  readonly ruleSet: RemsRuleSetId | null;
  /** Enrolled, consented, counseled once, both acknowledgments: all that is asked for only once. */
  readonly isComplete: boolean;
}

/** The PHQ-9 before this one. */
export interface LastQuestionnaire {
  readonly on: CivilDate;
  readonly total: number;
  readonly item9: number;
}

/** What the form for a visit starts from: what is due, and what was found last time. */
export interface VisitFormView {
  /** Whether an operation before the interval since the last one needs a reason. */
  readonly asksInterval: boolean;
  /** The newest operation, after which complications are looked for; null where there is none. */
  readonly operatedOn: CivilDate | null;
  readonly today: CivilDate;
  readonly enrolledOn: CivilDate;
  readonly due: readonly DueItem[];
  readonly symptomKeys: readonly SymptomKey[];
  readonly lastSymptoms: { readonly on: CivilDate; readonly answers: SymptomAnswers } | null;
  readonly lastVitalSigns: { readonly on: CivilDate; readonly content: VitalSigns } | null;
  /** Null where the protocol does not ask for the PHQ-9. */
  readonly questionnaire: { readonly last: LastQuestionnaire | null } | null;
  /** Whether the protocol asks for the IIEF-5 total. */
  readonly asksIief5: boolean;
  readonly labs: LabFormView;
  /** Null where the protocol has no REMS. */
  readonly rems: RemsSummary | null;
  readonly lastSupply: LastSupply | null;
}

export function visitFormView(
  protocol: CompiledProtocol,
  course: Course,
  { therapy, plan }: { readonly therapy: Therapy; readonly plan: Plan },
  laboratories: readonly KnownLaboratory[],
  today: Day,
): VisitFormView {
  const valid = course.records.filter((record) => !record.voided && record.on <= today);
  const newest = newestFirst(valid);
  const due = dueItems(protocol, plan, today);
  const symptoms = recordsOf(newest, 'symptom-check')[0];
  const vitalSigns = recordsOf(newest, 'vital-signs')[0];
  const questionnaire = recordsOf(newest, 'questionnaire')[0];
  const supply = recordsOf(newest, 'dispensing')[0];
  return {
    today: toCivilDate(today),
    asksInterval: plansSurgery(protocol),
    operatedOn: newestOperation(course),
    enrolledOn: toCivilDate(course.enrolledOn),
    due,
    symptomKeys: symptomsFor(symptomContexts(protocol, course, therapy)),
    lastSymptoms: symptoms
      ? { on: toCivilDate(symptoms.on), answers: symptoms.content.answers }
      : null,
    lastVitalSigns: vitalSigns
      ? { on: toCivilDate(vitalSigns.on), content: vitalSigns.content }
      : null,
    questionnaire: asksFor(protocol, 'questionnaire')
      ? {
          last: questionnaire
            ? { on: toCivilDate(questionnaire.on), ...questionnaire.content }
            : null,
        }
      : null,
    asksIief5: protocol.definition.requirements.some(
      ({ content }) => content?.record === 'finding' && content.items.includes('iief-5'),
    ),
    labs: labFormView(course, due, laboratories, today),
    rems: asksFor(protocol, 'rems-check')
      ? remsSummary(course, recordsOf(valid, 'rems-check'), today)
      : null,
    lastSupply: supply ? { on: toCivilDate(supply.on), ...supply.content } : null,
  };
}

export function dueItems(protocol: CompiledProtocol, plan: Plan, today: Day): DueItem[] {
  const requirements = new Map(protocol.requirements.map((one) => [one.key, one]));
  return plan.occurrences.flatMap((occurrence) => {
    const requirement = requirements.get(occurrence.requirement);
    const state = occurrenceState(occurrence, today);
    if (requirement === undefined || (state !== 'due' && state !== 'overdue')) {
      return [];
    }
    return {
      key: occurrence.key,
      title: occurrenceTitle(requirement, occurrence.ordinal),
      recordKind: requirement.recordKind,
      isOverdue: state === 'overdue',
      closesOn: dateOrNull(occurrence.closesOn),
      missing: occurrence.missing,
    };
  });
}

export function isDue({ due }: Pick<VisitFormView, 'due'>, kind: RecordKind): boolean {
  return due.some(({ recordKind }) => recordKind === kind);
}

/** What to ask about follows from the drugs given, or from those that the protocol will give. */
function symptomContexts(
  { definition }: CompiledProtocol,
  course: Course,
  therapy: Therapy,
): SymptomContext[] {
  const given = therapy.doses.map(({ drug }) => drug);
  const foreseen = definition.regimens.flatMap(({ items }) => items.map(({ drug }) => drug));
  const names: readonly string[] = given.length > 0 ? given : foreseen;
  const contexts = drugs.filter((drug) => names.includes(drug)).map(symptomContextOf);
  const hadSurgery = recordsOf(course.records, 'procedure').some(
    ({ on, content, voided }) => !voided && on >= course.enrolledOn && isRetrieval(content),
  );
  return [...new Set<SymptomContext>([...contexts, ...(hadSurgery ? ['surgery' as const] : [])])];
}

function newestOperation({ records }: Course): CivilDate | null {
  const days = recordsOf(records, 'procedure')
    .filter(({ voided, content }) => !voided && content.kind !== 'oocyte-retrieval')
    .map(({ on }) => on);
  return days.length === 0 ? null : toCivilDate(Math.max(...days) as Day);
}

function asksFor({ requirements }: CompiledProtocol, kind: RecordKind): boolean {
  return requirements.some(({ recordKind }) => recordKind === kind);
}

function remsSummary(
  { remsEnrollmentOnlyFrom }: Course,
  checks: readonly RecordOf<'rems-check'>[],
  today: Day,
): RemsSummary {
  const status = remsStatusOf(checks.map((check) => ({ ...check, recordId: check.id })));
  const ruleSet = remsRuleSetOn(today, { enrollmentOnlyFrom: remsEnrollmentOnlyFrom });
  return {
    enrolledOn: dateOrNull(status.enrolledOn),
    category: status.category,
    consentOn: dateOrNull(status.consentOn),
    consentVersion: status.consentVersion,
    counseledOn: dateOrNull(status.counseledOn.at(-1) ?? null),
    coupleCounseledOn: dateOrNull(status.coupleCounseledOn.at(-1) ?? null),
    bloodDonationAcknowledged: status.bloodDonationAcknowledged,
    noSharingAcknowledged: status.noSharingAcknowledged,
    ruleSet: ruleSet?.id ?? null,
    isComplete: isDocumented(status),
  };
}

function newestFirst(records: Course['records']): Course['records'] {
  return records.toSorted(
    (one, other) =>
      other.on - one.on ||
      (other.time ?? '').localeCompare(one.time ?? '') ||
      other.id.localeCompare(one.id),
  );
}

function dateOrNull(day: Occurrence['target']): CivilDate | null {
  return day === null ? null : toCivilDate(day);
}
