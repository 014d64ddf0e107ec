import { type DoseInterval, therapyOf } from '@/lib/course/therapy';
import { addDays, civilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import type { DisclosedCase, DisclosedDate } from '@/lib/deidentification/disclosed-case';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { injectionExceptionLabels } from '@/lib/records/injection-exception';
import { type DoseContent, type Drug, drugNames } from '@/lib/records/therapy';
import { doseRouteLabels, doseUnitLabels, holdReasonLabels } from '@/lib/records/therapy-labels';
import { dated, extension, notes, ownConcept, period } from './elements';
import type { DisclosedRecordOf } from './record-facts';
import type { CodeableConcept, MedicationAdministration, Quantity } from './resource';
import { patientReference } from './subject-resources';
import { systems } from './systems';

/**
 * One administration for each interval of one drug at one dose, as in the EX domain of SDTM (C§7.1); holds and
 * injections that were not given as planned stand beside them.
 */
export function administrations(disclosed: DisclosedCase): MedicationAdministration[] {
  const therapy = therapyOnAxis(disclosed);
  const { records } = disclosed;
  return [
    ...therapy.doses.map((interval) => doseAdministration(disclosed, interval)),
    ...therapy.holds.flatMap((hold) => {
      const record = records.find(({ id }) => id === hold.recordId);
      return record?.kind === 'hold'
        ? [
            holdAdministration(disclosed, record, {
              from: hold.heldOn,
              to: hold.resumedOn === null ? therapy.lastDoseOn : addDays(hold.resumedOn, -1),
            }),
          ]
        : [];
    }),
    ...records
      .filter((record) => record.kind === 'injection-exception')
      .map((record) => exceptionAdministration(disclosed, record)),
  ];
}

/** The dose that he was on that day; the first of them where there are two drugs. */
export function administrationOn(disclosed: DisclosedCase, date: DisclosedDate): string | null {
  const day = axisDay(date);
  const { doses } = therapyOnAxis(disclosed);
  return doses.find(({ from, to }) => from <= day && (to === null || day <= to))?.recordId ?? null;
}

/** Study days without a gap at zero: all that there is under Safe Harbor, and enough to put doses in order. */
function axisDay({ studyDay: day }: DisclosedDate): Day {
  return (day > 0 ? day - 1 : day) as Day;
}

const dayOne = 0 as Day;

function therapyOnAxis({ records, enrollment }: DisclosedCase) {
  const ofTherapy = records.flatMap((record): ClinicalRecord[] => {
    const header = {
      id: record.id,
      on: axisDay(record.on),
      time: null,
      source: null,
      voided: false,
      results: [],
    };
    switch (record.kind) {
      case 'dose':
        return [{ ...header, kind: record.kind, content: record.content }];
      case 'hold':
        return [{ ...header, kind: record.kind, content: record.content }];
      case 'resume':
        return [{ ...header, kind: record.kind, content: record.content }];
      case 'stop':
        return [{ ...header, kind: record.kind, content: record.content }];
      default:
        return [];
    }
  });
  return therapyOf(ofTherapy, enrollment.endedOn === null ? null : axisDay(enrollment.endedOn));
}

/** A day that no record states: its date follows from one that stands in the file. */
function dateOf({ enrollment: { enrolledOn } }: DisclosedCase, day: Day): DisclosedDate {
  const { text } = enrolledOn;
  return {
    text:
      text === null
        ? null
        : toCivilDate(addDays(toDay(civilDate(text)), day - axisDay(enrolledOn))),
    studyDay: studyDay(dayOne, day),
  };
}

function dateOrNull(disclosed: DisclosedCase, day: Day | null): DisclosedDate | null {
  return day === null ? null : dateOf(disclosed, day);
}

function doseAdministration(
  disclosed: DisclosedCase,
  { recordId, drug, dose, from, to }: DoseInterval,
): MedicationAdministration {
  return {
    resourceType: 'MedicationAdministration',
    id: recordId,
    extension: [
      extension('times-per-day', { valuePositiveInt: dose.timesPerDay }),
      extension('every-days', { valuePositiveInt: dose.everyDays }),
    ],
    // Without an end he was on it at the cut-off.
    status: to === null ? 'in-progress' : 'completed',
    medicationCodeableConcept: drugConcept(drug),
    subject: patientReference(disclosed),
    effectivePeriod: period(dateOf(disclosed, from), dateOrNull(disclosed, to)),
    note: notes(dose.reason),
    dosage: {
      text: dosageText(dose),
      route: ownConcept('route', dose.route, doseRouteLabels[dose.route]),
      dose: doseQuantity(dose),
    },
  };
}

function drugConcept(drug: Drug): CodeableConcept {
  return ownConcept('drug', drug, drugNames[drug]);
}

function doseQuantity({ amount, unit }: Pick<DoseContent, 'amount' | 'unit'>): Quantity {
  return { value: amount, unit: doseUnitLabels[unit], system: systems.ucum, code: unit };
}

function dosageText(dose: DoseContent): string {
  const often = dose.timesPerDay === 1 ? 'once' : `${dose.timesPerDay} times`;
  const every = dose.everyDays === 1 ? 'a day' : `every ${dose.everyDays} days`;
  return `${dose.amount} ${doseUnitLabels[dose.unit]} ${often} ${every}`;
}

function holdAdministration(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'hold'>,
  { from, to }: { readonly from: Day; readonly to: Day | null },
): MedicationAdministration {
  const { reason, note } = record.content;
  return {
    resourceType: 'MedicationAdministration',
    id: record.id,
    status: 'not-done',
    statusReason: [ownConcept('reason', reason, holdReasonLabels[reason])],
    medicationCodeableConcept: { text: 'All drugs of the protocol' },
    subject: patientReference(disclosed),
    effectivePeriod: period(dateOf(disclosed, from), dateOrNull(disclosed, to)),
    note: notes(note),
  };
}

function exceptionAdministration(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'injection-exception'>,
): MedicationAdministration {
  const { content } = record;
  const base = {
    resourceType: 'MedicationAdministration' as const,
    id: record.id,
    statusReason: [ownConcept('reason', content.kind, injectionExceptionLabels[content.kind])],
    medicationCodeableConcept: drugConcept(content.drug),
    subject: patientReference(disclosed),
    note: notes(content.reason),
  };
  switch (content.kind) {
    case 'missed':
      return { ...base, status: 'not-done', ...dated('effectiveDateTime', record.on) };
    case 'moved':
      return {
        ...base,
        extension: [extension('planned-for', dated('valueDateTime', record.on))],
        status: 'completed',
        ...dated('effectiveDateTime', content.givenOn),
      };
    case 'other-dose':
      return {
        ...base,
        status: 'completed',
        ...dated('effectiveDateTime', record.on),
        // Injections are counted in international units (lib/records/injection-exception.ts).
        dosage: { dose: doseQuantity({ amount: content.amount, unit: '[IU]' }) },
      };
  }
}
