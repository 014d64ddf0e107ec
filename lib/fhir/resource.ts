// The parts of HL7 FHIR R4 (4.0.1) that the program writes. A property that is undefined is not written; an empty
// array never is (`some` of elements.ts).
import type { Comparator } from '@/lib/units/quantity';

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string | undefined;
}

export interface CodeableConcept {
  readonly coding?: readonly Coding[] | undefined;
  readonly text?: string | undefined;
}

export interface Quantity {
  readonly value: number;
  readonly comparator?: Comparator | undefined;
  readonly unit?: string | undefined;
  readonly system?: string | undefined;
  readonly code?: string | undefined;
}

export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** Either to a resource of the same file or, by identifier, to something that is not in it. */
export type Reference =
  | { readonly reference: string }
  | { readonly identifier: Identifier; readonly display?: string | undefined };

export interface Extension {
  readonly url: string;
  readonly extension?: readonly Extension[] | undefined;
  readonly valueBoolean?: boolean | undefined;
  readonly valueCode?: string | undefined;
  readonly valueInteger?: number | undefined;
  readonly valuePositiveInt?: number | undefined;
  readonly valueString?: string | undefined;
  readonly valueTime?: string | undefined;
  readonly valueDateTime?: string | undefined;
  readonly _valueDateTime?: Element | undefined;
  readonly valueQuantity?: Quantity | undefined;
}

export interface Element {
  readonly extension: readonly Extension[];
}

export interface Period {
  readonly start?: string | undefined;
  readonly _start?: Element | undefined;
  readonly end?: string | undefined;
  readonly _end?: Element | undefined;
}

export interface Annotation {
  readonly text: string;
}

interface Meta {
  readonly tag?: readonly Coding[] | undefined;
}

interface ResourceBase {
  readonly id: string;
  readonly meta?: Meta | undefined;
  readonly extension?: readonly Extension[] | undefined;
}

/** One of the values that an Observation or a component of it may have; never two. */
export interface ObservedValue {
  readonly valueQuantity?: Quantity | undefined;
  readonly valueCodeableConcept?: CodeableConcept | undefined;
  readonly valueBoolean?: boolean | undefined;
  readonly valueInteger?: number | undefined;
  readonly valueDateTime?: string | undefined;
  readonly _valueDateTime?: Element | undefined;
  readonly dataAbsentReason?: CodeableConcept | undefined;
}

interface ReferenceRange {
  readonly low?: Quantity | undefined;
  readonly high?: Quantity | undefined;
}

export interface Component extends ObservedValue {
  readonly extension?: readonly Extension[] | undefined;
  readonly code: CodeableConcept;
}

export interface Observation extends ResourceBase, ObservedValue {
  readonly resourceType: 'Observation';
  readonly status: 'final' | 'amended';
  readonly category: readonly CodeableConcept[];
  readonly code: CodeableConcept;
  readonly subject: Reference;
  readonly basedOn?: readonly Reference[] | undefined;
  readonly partOf?: readonly Reference[] | undefined;
  readonly derivedFrom?: readonly Reference[] | undefined;
  readonly effectiveDateTime?: string | undefined;
  readonly _effectiveDateTime?: Element | undefined;
  readonly issued?: string | undefined;
  readonly performer?: readonly { readonly display: string }[] | undefined;
  readonly method?: CodeableConcept | undefined;
  readonly note?: readonly Annotation[] | undefined;
  readonly referenceRange?: readonly ReferenceRange[] | undefined;
  readonly component?: readonly Component[] | undefined;
}

interface HumanName {
  readonly use: 'official';
  readonly text?: string | undefined;
  readonly family?: string | undefined;
  readonly given?: readonly string[] | undefined;
}

export interface Patient extends ResourceBase {
  readonly resourceType: 'Patient';
  readonly identifier: readonly Identifier[];
  readonly name?: readonly HumanName[] | undefined;
  readonly gender: 'male';
  readonly birthDate?: string | undefined;
  readonly deceasedBoolean?: boolean | undefined;
  readonly managingOrganization: Reference;
}

export interface ResearchStudy extends ResourceBase {
  readonly resourceType: 'ResearchStudy';
  readonly identifier: readonly Identifier[];
  readonly title: string;
  readonly status: 'active';
  readonly description: string;
  readonly site?: readonly Reference[] | undefined;
  readonly arm?:
    | readonly { readonly name: string; readonly description?: string | undefined }[]
    | undefined;
}

export type SubjectStatus =
  | 'candidate'
  | 'on-study'
  | 'on-study-intervention'
  | 'on-study-observation'
  | 'off-study'
  | 'withdrawn';

export interface ResearchSubject extends ResourceBase {
  readonly resourceType: 'ResearchSubject';
  readonly identifier: readonly Identifier[];
  readonly status: SubjectStatus;
  readonly period: Period;
  readonly study: Reference;
  readonly individual: Reference;
  readonly assignedArm: string;
}

export type RequestStatus = 'active' | 'revoked' | 'completed';

export interface CarePlan extends ResourceBase {
  readonly resourceType: 'CarePlan';
  readonly status: RequestStatus;
  readonly intent: 'plan';
  readonly title: string;
  readonly subject: Reference;
  readonly period: Period;
  readonly supportingInfo: readonly Reference[];
  readonly activity?: readonly { readonly reference: Reference }[] | undefined;
}

export interface ServiceRequest extends ResourceBase {
  readonly resourceType: 'ServiceRequest';
  readonly status: RequestStatus;
  readonly intent: 'plan';
  readonly category: readonly CodeableConcept[];
  readonly code: CodeableConcept;
  readonly subject: Reference;
  readonly occurrencePeriod?: Period | undefined;
  readonly note?: readonly Annotation[] | undefined;
}

export interface MedicationAdministration extends ResourceBase {
  readonly resourceType: 'MedicationAdministration';
  readonly status: 'in-progress' | 'not-done' | 'completed' | 'unknown';
  readonly statusReason?: readonly CodeableConcept[] | undefined;
  readonly medicationCodeableConcept: CodeableConcept;
  readonly subject: Reference;
  readonly effectiveDateTime?: string | undefined;
  readonly _effectiveDateTime?: Element | undefined;
  readonly effectivePeriod?: Period | undefined;
  readonly note?: readonly Annotation[] | undefined;
  readonly dosage?:
    | {
        readonly text?: string | undefined;
        readonly route?: CodeableConcept | undefined;
        readonly dose: Quantity;
      }
    | undefined;
}

export interface AdverseEvent extends ResourceBase {
  readonly resourceType: 'AdverseEvent';
  readonly actuality: 'actual';
  readonly event: CodeableConcept;
  readonly subject: Reference;
  readonly date?: string | undefined;
  readonly _date?: Element | undefined;
  readonly recordedDate?: string | undefined;
  readonly seriousness?: CodeableConcept | undefined;
  readonly severity: CodeableConcept;
  readonly outcome: CodeableConcept;
  readonly suspectEntity?:
    | readonly {
        readonly instance: Reference;
        readonly causality: readonly { readonly assessment: CodeableConcept }[];
      }[]
    | undefined;
  readonly study: readonly Reference[];
}

export interface Procedure extends ResourceBase {
  readonly resourceType: 'Procedure';
  readonly status: 'completed';
  readonly code: CodeableConcept;
  readonly subject: Reference;
  readonly basedOn?: readonly Reference[] | undefined;
  readonly performedDateTime?: string | undefined;
  readonly _performedDateTime?: Element | undefined;
  readonly bodySite?: readonly CodeableConcept[] | undefined;
  readonly outcome?: CodeableConcept | undefined;
  readonly note?: readonly Annotation[] | undefined;
}

export type Resource =
  | Patient
  | ResearchStudy
  | ResearchSubject
  | CarePlan
  | ServiceRequest
  | Observation
  | MedicationAdministration
  | AdverseEvent
  | Procedure;

/** The files of a bulk export, the largest first. */
export const resourceTypes = [
  'Observation',
  'ServiceRequest',
  'ResearchStudy',
  'Patient',
  'ResearchSubject',
  'CarePlan',
  'MedicationAdministration',
  'AdverseEvent',
  'Procedure',
] as const satisfies readonly Resource['resourceType'][];
