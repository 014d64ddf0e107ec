// Laboratory results out of a FHIR R4 Bundle from elsewhere, in the shape that the forms send. What is not understood is
// refused with its place and a sentence, never guessed and never left out in silence.
import { Temporal } from 'temporal-polyfill';
import { err, ok, type Result } from '@/lib/core/result';
import { type CivilDate, isCivilDate } from '@/lib/dates/civil-date';
import type { LabResultInput } from '@/lib/records/lab-report';
import { standardizeLabResult } from '@/lib/records/standardize-lab-result';
import { testNamed } from '@/lib/units/analyte-names';
import { allowedUnits, analytes } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { comparators } from '@/lib/units/quantity';
import { type UnitCode, unitLabels } from '@/lib/units/unit-codes';
import { unitsSpelled } from '@/lib/units/unit-spellings';
import {
  BundleIndex,
  type IncomingEffective,
  type IncomingIdentifier,
  type IncomingObservation,
  type IncomingQuantity,
  type IncomingReference,
  type IncomingReport,
  type IncomingResource,
  incomingBundleSchema,
  incomingObservationSchema,
  incomingOrganizationSchema,
  incomingPatientSchema,
  incomingReportSchema,
} from './incoming-bundle';
import { extensionUrl, identifierSystems, systems } from './systems';

export const bundleIssueCodes = [
  'not-a-bundle',
  'bundle-type',
  'malformed',
  'deletion',
  'modifier-unknown',
  'status-not-final',
  'code-missing',
  'code-unknown',
  'code-ambiguous',
  'components-not-read',
  'value-absent',
  'value-not-a-quantity',
  'value-refused',
  'comparator-unknown',
  'unit-missing',
  'unit-unknown',
  'unit-contradicts-code',
  'range-not-understood',
  'patient-missing',
  'patient-without-identifier',
  'date-missing',
  'date-not-understood',
  'laboratory-missing',
  'repeated',
] as const;
export type BundleIssueCode = (typeof bundleIssueCodes)[number];

export interface BundleIssue {
  /** `entry[3].resource.valueQuantity.code`; empty for the Bundle as a whole. */
  readonly path: string;
  readonly code: BundleIssueCode;
  readonly message: string;
}

/** How the Bundle calls a man: the import finds him by study id or by record number. */
export interface BundlePatient {
  readonly studyIds: readonly string[];
  readonly recordNumbers: readonly string[];
}

export interface BundleReport {
  readonly patient: BundlePatient;
  readonly on: CivilDate;
  /** `HH:MM` at the site, where the Bundle has one. */
  readonly time: string | null;
  readonly laboratory: string;
  readonly results: readonly {
    /** Of the entry, from 1. */
    readonly entry: number;
    readonly path: string;
    readonly input: LabResultInput;
  }[];
}

export interface LabBundle {
  /** One for each patient, moment and laboratory, in the order of the Bundle. */
  readonly reports: readonly BundleReport[];
  readonly issues: readonly BundleIssue[];
  /** Observations that were looked at. */
  readonly observations: number;
}

export interface BundleReading {
  /** Of the site: an instant becomes a day and a time on its clock. */
  readonly timeZone: string;
  /** What a laboratory is called that the Bundle does not name; without it such results are refused. */
  readonly laboratory?: string;
}

const bundleTypes = ['collection', 'searchset', 'transaction', 'batch', 'document'];

/** `json` is what JSON.parse gave. */
export function readLabBundle(json: unknown, reading: BundleReading): LabBundle {
  const parsed = incomingBundleSchema.safeParse(json);
  if (!parsed.success) {
    const [problem] = parsed.error.issues;
    const path = pathText('', problem?.path ?? []);
    return refused(path === '' || path === 'resourceType' ? 'not-a-bundle' : 'malformed', path);
  }
  const bundle = parsed.data;
  if (!bundleTypes.includes(bundle.type)) {
    return refused('bundle-type', 'type');
  }
  const index = new BundleIndex(bundle);
  const reportOf = reportsByResult(bundle.entry, index);
  const issues: BundleIssue[] = [];
  const reports = new Map<string, { report: BundleReport; results: Found[] }>();
  let observations = 0;
  bundle.entry.forEach(({ resource, request }, position) => {
    if (resource?.resourceType !== 'Observation') {
      return;
    }
    observations += 1;
    const path = `entry[${position}].resource`;
    if (request?.method === 'DELETE') {
      issues.push({
        path: `entry[${position}].request.method`,
        code: 'deletion',
        message: 'This entry asks for a deletion; an import only adds.',
      });
      return;
    }
    const read = readObservation(resource, {
      path,
      index,
      reading,
      report: reportOf.get(resource),
    });
    if (!read.ok) {
      issues.push(...read.error);
      return;
    }
    if (read.value === null) {
      return;
    }
    const { input, ...facts } = read.value;
    const key = JSON.stringify(facts);
    const at = reports.get(key);
    const found = { entry: position + 1, path, input };
    if (at === undefined) {
      const results = [found];
      reports.set(key, { report: { ...facts, results }, results });
    } else if (at.results.some((other) => other.input.analyte === input.analyte)) {
      issues.push({
        path: `${path}.code`,
        code: 'repeated',
        message: `${analytes[input.analyte].label} of this patient and moment stands in the Bundle twice.`,
      });
    } else {
      at.results.push(found);
    }
  });
  return { reports: [...reports.values()].map(({ report }) => report), issues, observations };
}

type Found = BundleReport['results'][number];

const wholeMessages = {
  'not-a-bundle': 'This is not a Bundle of FHIR R4.',
  'bundle-type': `A Bundle of type ${bundleTypes.slice(0, -1).join(', ')} or ${bundleTypes.at(-1)} is read.`,
  malformed: 'This is not as FHIR R4 has it.',
} as const;

function refused(code: keyof typeof wholeMessages, path: string): LabBundle {
  return { reports: [], issues: [{ path, code, message: wholeMessages[code] }], observations: 0 };
}

/** The report that lists a result: it may say what the result leaves out. */
function reportsByResult(
  entries: readonly { readonly resource?: IncomingResource | undefined }[],
  index: BundleIndex,
): Map<IncomingResource, IncomingReport> {
  const found = new Map<IncomingResource, IncomingReport>();
  for (const { resource } of entries) {
    const report = incomingReportSchema.safeParse(resource);
    for (const reference of report.data?.result ?? []) {
      const result = index.resolve(reference, report.data?.contained);
      if (result !== undefined && report.data !== undefined) {
        found.set(result, report.data);
      }
    }
  }
  return found;
}

interface Place {
  readonly path: string;
  readonly index: BundleIndex;
  readonly reading: BundleReading;
  readonly report: IncomingReport | undefined;
}

type Read<Value> = Result<Value, readonly BundleIssue[]>;

interface ReadResult extends Omit<BundleReport, 'results'> {
  readonly input: LabResultInput;
}

/** Null for a panel: its results stand by themselves. */
function readObservation(resource: IncomingResource, place: Place): Read<ReadResult | null> {
  const parsed = incomingObservationSchema.safeParse(resource);
  if (!parsed.success) {
    return err(
      parsed.error.issues.map(({ path, message }) =>
        issueAt(pathText(place.path, path), 'malformed', message),
      ),
    );
  }
  const observation = parsed.data;
  const standing = readStanding(observation, place);
  if (!standing.ok) {
    return standing;
  }
  if (isPanel(observation)) {
    return ok(null);
  }
  const test = readTest(observation, place);
  if (!test.ok) {
    return test;
  }
  const value = readValue(observation, test.value, place);
  const patient = readPatient(observation, place);
  const moment = readMoment(observation, place);
  const laboratory = readLaboratory(observation, place);
  if (!value.ok || !patient.ok || !moment.ok || !laboratory.ok) {
    return err([value, patient, moment, laboratory].flatMap((it) => (it.ok ? [] : it.error)));
  }
  return ok({
    patient: patient.value,
    ...moment.value,
    laboratory: laboratory.value,
    input: value.value,
  });
}

function isPanel({ valueQuantity, dataAbsentReason, hasMember, ...rest }: IncomingObservation) {
  return (
    hasMember !== undefined &&
    valueQuantity === undefined &&
    dataAbsentReason === undefined &&
    !Object.keys(rest).some((name) => name.startsWith('value'))
  );
}

const finalStatuses = ['final', 'amended', 'corrected'];

function readStanding(observation: IncomingObservation, { path, report }: Place): Read<null> {
  if (observation.modifierExtension !== undefined || observation.implicitRules !== undefined) {
    return err([
      issueAt(
        path,
        'modifier-unknown',
        'An extension changes what this result means, in a way that is not known here.',
      ),
    ]);
  }
  for (const [of, status] of [
    ['result', observation.status],
    ['report', report?.status ?? 'final'],
  ] as const) {
    if (!finalStatuses.includes(status) && !(of === 'report' && status === 'appended')) {
      return err([
        issueAt(
          `${path}.status`,
          'status-not-final',
          status === 'entered-in-error'
            ? `The ${of} is marked as entered in error.`
            : `The ${of} is ${shown(status)}, not final.`,
        ),
      ]);
    }
  }
  return ok(null);
}

interface Test {
  readonly analyte: BloodAnalyteKey;
  readonly loinc: string;
  /** In which results under this code are, where it says one. */
  readonly unit: UnitCode | null;
}

function readTest({ code, component }: IncomingObservation, { path }: Place): Read<Test> {
  const codes = (code.coding ?? []).flatMap(({ system, code: loinc }) =>
    system === systems.loinc && loinc !== undefined ? [loinc] : [],
  );
  const [first] = codes;
  if (first === undefined) {
    const named = code.text === undefined ? 'The test' : `“${shown(code.text)}”`;
    return err([issueAt(`${path}.code`, 'code-missing', `${named} has no LOINC code.`)]);
  }
  const tests = codes.flatMap((loinc) => {
    const test = testNamed(loinc);
    // A name of a test is no code of one.
    return test === null || !/^\d+-\d$/.test(loinc) ? [] : [{ ...test, loinc }];
  });
  const [test] = tests;
  if (test === undefined) {
    return err([
      component === undefined
        ? issueAt(
            `${path}.code`,
            'code-unknown',
            `LOINC ${shown(first)} is none of the tests that the program knows.`,
          )
        : issueAt(
            `${path}.component`,
            'components-not-read',
            `LOINC ${shown(first)} has its results inside; only results that stand by themselves are read.`,
          ),
    ]);
  }
  if (tests.some(({ analyte }) => analyte !== test.analyte)) {
    return err([
      issueAt(`${path}.code`, 'code-ambiguous', 'Its LOINC codes name two different tests.'),
    ]);
  }
  return ok(test);
}

function readValue(
  observation: IncomingObservation,
  { analyte, loinc, unit: unitOfCode }: Test,
  { path }: Place,
): Read<LabResultInput> {
  const { valueQuantity, dataAbsentReason, extension } = observation;
  const { label } = analytes[analyte];
  const at = `${path}.valueQuantity`;
  if (valueQuantity?.value === undefined) {
    const isOther = Object.keys(observation).some(
      (name) => name.startsWith('value') && name !== 'valueQuantity',
    );
    return err([
      isOther
        ? issueAt(
            path,
            'value-not-a-quantity',
            `The result of ${label} is not a number with a unit.`,
          )
        : issueAt(path, 'value-absent', absence(label, dataAbsentReason)),
    ]);
  }
  const { value, comparator } = valueQuantity;
  if (comparator !== undefined && !comparators.some((known) => known === comparator)) {
    const message = `“${shown(comparator)}” is none of ${comparators.join(', ')}.`;
    return err([issueAt(`${at}.comparator`, 'comparator-unknown', message)]);
  }
  const unit = readUnit(analyte, valueQuantity, at);
  if (!unit.ok) {
    return unit;
  }
  if (unitOfCode !== null && unitOfCode !== unit.value) {
    const message = `LOINC ${loinc} is in ${unitLabels[unitOfCode]}, and this value in ${unitLabels[unit.value]}.`;
    return err([issueAt(at, 'unit-contradicts-code', message)]);
  }
  const range = readRange(observation, analyte, unit.value, path);
  if (!range.ok) {
    return range;
  }
  const fasting = extension?.find(({ url }) => url === extensionUrl('fasting'))?.valueBoolean;
  const input: LabResultInput = {
    analyte,
    value: `${comparator ?? ''}${value}`,
    unit: unit.value,
    ...range.value,
    ...(fasting === undefined ? {} : { fasting }),
  };
  const standard = standardizeLabResult(input);
  return standard.ok
    ? ok(input)
    : err(
        standard.error.map(({ message }) => issueAt(at, 'value-refused', `${label}: ${message}`)),
      );
}

function absence(label: string, reason: IncomingObservation['dataAbsentReason']): string {
  const said = reason?.text ?? reason?.coding?.[0]?.code;
  return said === undefined ? `${label} has no value.` : `${label} has no value: ${shown(said)}.`;
}

function readUnit(
  analyte: BloodAnalyteKey,
  { unit, system, code }: IncomingQuantity,
  path: string,
): Read<UnitCode> {
  const said = (system === undefined || system === systems.ucum ? code : undefined) ?? unit ?? code;
  const allowed = allowedUnits(analyte);
  const usual = allowed.map((one) => unitLabels[one]).join(' or ');
  const { label } = analytes[analyte];
  if (said === undefined || said.trim() === '') {
    return err([issueAt(path, 'unit-missing', `Say whether ${label} is in ${usual}.`)]);
  }
  const meant = unitsSpelled(said);
  const known = allowed.find((one) => one === said) ?? allowed.find((one) => meant.includes(one));
  return known === undefined
    ? err([
        issueAt(
          `${path}.${said === code ? 'code' : 'unit'}`,
          'unit-unknown',
          `${label} is reported in ${usual}, not in “${shown(said)}”.`,
        ),
      ])
    : ok(known);
}

type ReferenceRange = Pick<LabResultInput, 'referenceLow' | 'referenceHigh'>;

/** One range, that of healthy people, in the unit of the value. */
function readRange(
  { referenceRange = [] }: IncomingObservation,
  analyte: BloodAnalyteKey,
  unit: UnitCode,
  path: string,
): Read<ReferenceRange> {
  const normal = referenceRange.filter(
    ({ type }) => type === undefined || type.coding?.some(({ code }) => code === 'normal'),
  );
  const refuse = (message: string): Read<ReferenceRange> =>
    err([issueAt(`${path}.referenceRange`, 'range-not-understood', message)]);
  const [range] = normal;
  if (range === undefined) {
    return ok({});
  }
  if (normal.length > 1) {
    return refuse('There are several reference ranges, and nothing says which one is meant.');
  }
  const { low, high, text } = range;
  if (low === undefined && high === undefined) {
    const read = textRange(text ?? '');
    return read === null
      ? refuse(`The reference range “${shown(text ?? '')}” is not understood.`)
      : ok(read);
  }
  for (const bound of [low, high]) {
    if (bound?.unit !== undefined || bound?.code !== undefined) {
      const own = readUnit(analyte, bound, `${path}.referenceRange`);
      if (!own.ok || own.value !== unit) {
        return refuse('The reference range is in another unit than the value.');
      }
    }
  }
  return ok({
    ...(low?.value === undefined ? {} : { referenceLow: String(low.value) }),
    ...(high?.value === undefined ? {} : { referenceHigh: String(high.value) }),
  });
}

/** "1.5-12.4", "<150", ">= 40". */
function textRange(text: string): ReferenceRange | null {
  const both = /^(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)$/u.exec(text.trim());
  if (both !== null) {
    return { referenceLow: both[1], referenceHigh: both[2] };
  }
  const one = /^([<>])=?\s*(\d+(?:\.\d+)?)$/.exec(text.trim());
  if (one === null) {
    return null;
  }
  return one[1] === '<' ? { referenceHigh: one[2] } : { referenceLow: one[2] };
}

function readPatient(
  { subject, contained }: IncomingObservation,
  { path, index, report }: Place,
): Read<BundlePatient> {
  const of = subject ?? report?.subject;
  const found = of && incomingPatientSchema.safeParse(index.resolve(of, contained));
  const identifiers = [
    ...(of?.identifier === undefined ? [] : [of.identifier]),
    ...(found?.data?.identifier ?? []),
  ];
  if (identifiers.length === 0 && found?.success !== true) {
    return err([
      issueAt(
        `${path}.subject`,
        'patient-missing',
        of === undefined
          ? 'The result has no patient.'
          : 'Its patient is not in the Bundle, so his study id is not known.',
      ),
    ]);
  }
  const patient = {
    studyIds: valuesOf(identifiers, (one) => !isRecordNumber(one)),
    recordNumbers: valuesOf(identifiers, (one) => one.system !== identifierSystems.subject),
  };
  return patient.studyIds.length + patient.recordNumbers.length === 0
    ? err([
        issueAt(
          `${path}.subject`,
          'patient-without-identifier',
          'Its patient has no identifier: neither a study id nor a record number.',
        ),
      ])
    : ok(patient);
}

/** By the program's own system, or by type: MR is the medical record number of HL7 v2, table 0203. */
function isRecordNumber({ system, type }: IncomingIdentifier): boolean {
  return (
    system === identifierSystems.recordNumber ||
    (type?.coding ?? []).some(({ code }) => code === 'MR')
  );
}

function valuesOf(
  identifiers: readonly IncomingIdentifier[],
  isMeant: (identifier: IncomingIdentifier) => boolean,
): string[] {
  const values = identifiers
    .filter(isMeant)
    .flatMap(({ value }) => (value === undefined || value.trim() === '' ? [] : [value.trim()]));
  return [...new Set(values)];
}

type Moment = Pick<BundleReport, 'on' | 'time'>;

function readMoment(
  observation: IncomingObservation,
  { path, reading, report }: Place,
): Read<Moment> {
  const own = effectiveText(observation);
  const said = own === undefined && report !== undefined ? effectiveText(report) : own;
  if (said === undefined) {
    return err([issueAt(path, 'date-missing', 'It is not said when the sample was taken.')]);
  }
  const moment = said === null ? null : momentOf(said, reading.timeZone);
  return moment === null
    ? err([
        issueAt(
          path,
          'date-not-understood',
          said === null
            ? 'The sample was taken over more than one day.'
            : `“${shown(said)}” is no day and no moment of one.`,
        ),
      ])
    : ok(moment);
}

/** Undefined where nothing is said; null for a period that is not within one day. */
function effectiveText({
  effectiveDateTime,
  effectiveInstant,
  effectivePeriod,
}: IncomingEffective): string | null | undefined {
  if (effectivePeriod === undefined) {
    return effectiveDateTime ?? effectiveInstant;
  }
  const { start, end } = effectivePeriod;
  const isOneDay = end === undefined || start?.slice(0, 10) === end.slice(0, 10);
  return start !== undefined && isOneDay ? start : null;
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A day as it is; an instant on the clock of the site. */
function momentOf(text: string, timeZone: string): Moment | null {
  if (isCivilDate(text)) {
    return { on: text, time: null };
  }
  if (!instant.test(text) || !isCivilDate(text.slice(0, 10))) {
    return null;
  }
  try {
    const there = Temporal.Instant.from(text).toZonedDateTimeISO(timeZone);
    const on = there.toPlainDate().toString();
    return isCivilDate(on) ? { on, time: there.toPlainTime().toString().slice(0, 5) } : null;
  } catch {
    // An hour or an offset that does not exist.
    return null;
  }
}

function readLaboratory(
  observation: IncomingObservation,
  { path, index, report, reading }: Place,
): Read<string> {
  const nameOf = (
    references: readonly IncomingReference[] | undefined,
    contained: readonly IncomingResource[] | undefined,
  ) =>
    (references ?? [])
      .map((reference) => {
        const organization = incomingOrganizationSchema.safeParse(
          index.resolve(reference, contained),
        );
        return organization.data?.name ?? reference.display ?? '';
      })
      .find((name) => name.trim() !== '');
  const name =
    nameOf(observation.performer, observation.contained) ??
    nameOf(report?.performer, report?.contained) ??
    reading.laboratory;
  return name === undefined
    ? err([
        issueAt(
          `${path}.performer`,
          'laboratory-missing',
          'It is not said which laboratory it was.',
        ),
      ])
    : ok(
        name
          .trim()
          .replaceAll(/\p{Cc}/gu, ' ')
          .slice(0, 200),
      );
}

function issueAt(path: string, code: BundleIssueCode, message: string): BundleIssue {
  return { path, code, message };
}

function pathText(base: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, part) => {
    if (typeof part === 'number') {
      return `${before}[${part}]`;
    }
    return before === '' ? String(part) : `${before}.${String(part)}`;
  }, base);
}

/** Of somebody else's text, as much as a sentence can hold. */
function shown(text: string): string {
  const plain = text.replaceAll(/\p{Cc}/gu, ' ').trim();
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
}
