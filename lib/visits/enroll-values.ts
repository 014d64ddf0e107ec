import type { EnrollPatientInput } from '@/lib/enrollment/enroll-patient';
import { type FindingDefinition, type FindingKey, findings } from '@/lib/records/findings';
import type { RecordEntryInput } from '@/lib/records/record-entry';
import {
  type DrugValues,
  isTyped,
  type ProcedureValues,
  type SemenValues,
  toProcedureInput,
  toSemenInput,
} from './entry-values';
import { type LabContentValues, toLabContentInput } from './lab-report-values';

export interface NewPatientValues {
  readonly kind: 'new';
  readonly studyId: string;
  readonly identity: {
    readonly givenName: string;
    readonly familyName: string;
    readonly birthDate: string;
    readonly recordNumber: string;
    readonly phone: string;
    readonly email: string;
    readonly remsId: string;
  };
}

/** On another protocol, after an enrollment that has ended. */
export interface KnownPatientValues {
  readonly kind: 'existing';
  readonly patientId: string;
}

export interface EnrollValues {
  readonly siteId: string;
  readonly patient: NewPatientValues | KnownPatientValues;
  readonly protocol: string;
  readonly arm: string;
  readonly consentOn: string;
  readonly enrolledOn: string;
  /** Of everything that is entered with the enrollment. */
  readonly source: string;
  /** By finding; blank was not asked. */
  readonly answers: Partial<Record<FindingKey, string>>;
  readonly samples: readonly { readonly on: string; readonly content: SemenValues }[];
  readonly procedures: readonly { readonly on: string; readonly content: ProcedureValues }[];
  readonly reports: readonly {
    readonly on: string;
    readonly content: LabContentValues;
  }[];
  readonly drugs: readonly { readonly on: string; readonly content: DrugValues }[];
  readonly overrideReason: string;
  /** Of a physician who signs that reason; never kept in a draft. */
  readonly password: string;
}

/** A record to be sent, and the place in the form that messages about it belong to. */
export interface PlacedEntry {
  readonly place: string;
  /** One control stands for the whole record. */
  readonly isSingle: boolean;
  readonly entry: RecordEntryInput;
}

/** What was answered and added; blanks are left out. */
export function enrollEntries(values: EnrollValues): readonly PlacedEntry[] {
  const { source, enrolledOn } = values;
  const placed = (place: string, kind: string, on: string, content: unknown): PlacedEntry => ({
    place,
    isSingle: kind === 'finding',
    entry: { kind, on, source, content } as RecordEntryInput,
  });
  return [
    ...Object.entries(values.answers)
      .filter(([, answer]) => isTyped(answer))
      .map(([finding, answer]) =>
        placed(`answers.${finding}`, 'finding', enrolledOn, {
          finding,
          answer: answerOf(finding as FindingKey, answer ?? ''),
        }),
      ),
    ...values.samples.map(({ on, content }, index) =>
      placed(`samples.${index}`, 'semen-analysis', on, toSemenInput(content)),
    ),
    ...values.procedures.map(({ on, content }, index) =>
      placed(`procedures.${index}`, 'procedure', on, toProcedureInput(content)),
    ),
    ...values.reports.flatMap(({ on, content }, index) =>
      content.results.some(({ value }) => isTyped(value))
        ? [placed(`reports.${index}`, 'lab-report', on, toLabContentInput(content))]
        : [],
    ),
    ...values.drugs.map(({ on, content }, index) =>
      placed(`drugs.${index}`, 'concomitant-drug', on, content),
    ),
  ];
}

export function toEnrollInput(values: EnrollValues): EnrollPatientInput {
  const { siteId, patient, protocol, arm, consentOn, enrolledOn, overrideReason, password } =
    values;
  return {
    siteId,
    patient,
    protocol,
    arm,
    consentOn,
    enrolledOn,
    findings: enrollEntries(values).map(({ entry }) => entry),
    overrideReason,
    password,
  };
}

/** Where a message about what was sent belongs in the form: `findings.3.on` is `samples.0.on`. */
export function enrollPlaceOf(
  entries: readonly PlacedEntry[],
  path: readonly PropertyKey[],
): readonly PropertyKey[] {
  const [section, index, ...rest] = path;
  const entry = section === 'findings' ? entries[Number(index)] : undefined;
  if (entry === undefined) {
    return path;
  }
  const place = entry.place.split('.');
  return entry.isSingle ? place : [...place, ...rest];
}

/** As the catalog keeps it: a number where the question asks for one. */
export function answerOf(finding: FindingKey, text: string): string | number {
  const { answer }: FindingDefinition = findings[finding];
  const number = Number(text);
  return answer.kind === 'number' && text !== 'unknown' && Number.isFinite(number) ? number : text;
}
