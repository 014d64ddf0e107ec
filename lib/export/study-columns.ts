import { type Certainty, certaintyOf, either } from '@/lib/core/certainty';
import { invariant } from '@/lib/core/invariant';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { CompiledProtocol, CompiledRequirement } from '@/lib/protocols/compile-protocol';
import { adverseEventName, relatedToDrug, worstGradeOf } from '@/lib/records/adverse-event';
import { classifySample } from '@/lib/records/classify-sample';
import { recordsOf } from '@/lib/records/clinical-record';
import { type CycleTotals, cycleTotals } from '@/lib/records/cycle-totals';
import { type FindingKey, findings } from '@/lib/records/findings';
import { isRetrieval, overallHistology } from '@/lib/records/procedure';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import type { OccurrenceState } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { analytes } from '@/lib/units/analytes';
import { type BloodAnalyteKey, bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import type { CsvValue } from './csv';
import type { StudyCase } from './study-case';

export interface StudyColumn {
  /** A letter, then letters, digits and underscores, 32 at most: R, SPSS and SAS all take it. */
  readonly name: string;
  readonly label: string;
  readonly value: (study: StudyCase) => CsvValue;
}

const longestName = 32;

/** The columns of a protocol's table of one row per patient; no column can hold an identity. */
export function studyColumns(protocol: CompiledProtocol): readonly StudyColumn[] {
  const columns = [
    ...enrollmentColumns,
    ...therapyColumns,
    ...responseColumns,
    ...adverseEventColumns,
    ...adherenceColumns,
    ...findingColumns,
    ...labColumns(protocol),
  ];
  for (const { name } of columns) {
    invariant(/^[a-z][a-z0-9_]*$/.test(name) && name.length <= longestName, `column ${name}`);
  }
  return columns;
}

const enrollmentColumns: readonly StudyColumn[] = [
  column('study_id', 'Study id', ({ studyId }) => studyId),
  column('site', 'Site', ({ siteCode }) => siteCode),
  column('cohort', 'Cohort', ({ cohort }) => cohort),
  column('simulated', 'Simulated (1) or recorded (0)', ({ isSimulated }) => isSimulated),
  column('protocol', 'Protocol', ({ protocol }) => protocol.definition.code),
  column('protocol_version', 'Protocol version', ({ protocol }) => protocol.definition.version),
  column('arm', 'Arm', ({ course }) => course.arm),
  column('status', 'Status of the enrollment', ({ status }) => status),
  column('age_at_consent', 'Age at consent, years', ({ ageAtConsent }) => ageAtConsent),
  column('consent_date', 'Consent', ({ course }) => dateCell(course.consentOn)),
  column('enrollment_date', 'Enrollment', ({ course }) => dateCell(course.enrolledOn)),
  column('end_date', 'End of the enrollment', ({ course }) => dateCell(course.endedOn)),
  column('end_category', 'Why he was withdrawn', ({ endCategory }) => endCategory),
  column('end_adverse_event', 'Adverse event behind the end', ({ course, endAdverseEventId }) => {
    const event = adverseEventsOf(course).find(({ id }) => id === endAdverseEventId);
    return event === undefined ? null : adverseEventName(event.content);
  }),
];

const therapyColumns: readonly StudyColumn[] = [
  column('first_dose_date', 'First dose', ({ evaluation }) =>
    dateCell(evaluation.therapy.firstDoseOn),
  ),
  column('last_dose_date', 'Last dose', ({ evaluation }) =>
    dateCell(evaluation.therapy.lastDoseOn),
  ),
  column('stop_reason', 'Reason of the stop', ({ evaluation }) => evaluation.therapy.stopReason),
  column('days_on_therapy', 'Days from first dose to last dose or today', daysOnTherapy),
  column('holds', 'Number of holds', ({ evaluation }) => evaluation.therapy.holds.length),
];

const responseColumns: readonly StudyColumn[] = [
  column('best_response', 'Best response', ({ evaluation }) => evaluation.response.bestResponse),
  column('current_status', 'Current response status', ({ evaluation }) => {
    return evaluation.response.currentStatus;
  }),
  column('response_date', 'Response date', ({ evaluation }) =>
    dateCell(evaluation.response.responseOn),
  ),
  column('response_month', 'Response month', ({ evaluation }) => evaluation.response.responseMonth),
  column('response_maintained', 'Response maintained', ({ evaluation }) => {
    return evaluation.response.maintained;
  }),
  column('tmc_response', 'Mean of the two highest TMC on treatment, sperm', ({ evaluation }) => {
    return evaluation.response.tmcResponse?.meanSperm ?? null;
  }),
  column('semen_samples', 'Semen samples', ({ course }) => samplesOf(course).length),
  column('semen_with_motile', 'Semen samples with motile sperm', ({ course }) => {
    return samplesOf(course).filter(({ content }) => classifySample(content).result === 'motile')
      .length;
  }),
  column(
    'retrievals',
    'Retrieval procedures since enrollment',
    (study) => retrievalsOf(study).length,
  ),
  column('retrieval_sperm_found', 'Sperm found at the last retrieval', (study) => {
    return retrievalsOf(study).at(-1)?.content.spermFound ?? null;
  }),
  column('histology', 'Histology, newest', ({ course }) => newestHistology(course)),
  column('operations', 'Testicular procedures since enrollment', (study) => {
    return operationsOf(study).length;
  }),
  ...cycleColumns(),
  column('red_findings', 'Red safety findings', ({ evaluation }) => {
    return evaluation.safety.findings.filter(({ severity }) => severity === 'red').length;
  }),
];

/** Of the cycles since enrollment. */
function cycleColumns(): StudyColumn[] {
  const total = (name: string, label: string, key: keyof CycleTotals) =>
    column(name, label, (study) => cycleTotals(cyclesOf(study))[key]);
  return [
    total('icsi_cycles', 'ICSI cycles', 'cycles'),
    total('embryo_transfers', 'Embryo transfers', 'transfers'),
    total('euploid_embryos', 'Euploid embryos', 'euploid'),
    total('clinical_pregnancies', 'Clinical pregnancies', 'clinical'),
    total('live_births', 'Live births (deliveries)', 'liveBirths'),
    total('children_born_alive', 'Children born alive', 'liveBorn'),
  ];
}

/** Confirmed by a person; what is only suggested is not counted. */
const adverseEventColumns: readonly StudyColumn[] = [
  column('adverse_events', 'Adverse events', ({ course }) => adverseEventsOf(course).length),
  column('adverse_event_worst_grade', 'Worst grade of an adverse event', ({ course }) => {
    const grades = adverseEventsOf(course).map(({ content }) => worstGradeOf(content));
    return grades.length === 0 ? null : Math.max(...grades);
  }),
  column('adverse_event_serious', 'Any adverse event serious', ({ course }) =>
    claimOf(either(adverseEventsOf(course).map(({ content }) => content.serious))),
  ),
  column('adverse_event_related', 'Any adverse event possibly related or more', ({ course }) =>
    claimOf(
      either(
        adverseEventsOf(course).map(({ content: { relatedness } }) =>
          certaintyOf(relatedness === 'unknown' ? null : relatedToDrug.includes(relatedness)),
        ),
      ),
    ),
  ),
];

const adherenceColumns: readonly StudyColumn[] = [
  countColumn('occurrences_done', 'Occurrences done', 'done'),
  countColumn('occurrences_missed', 'Occurrences missed', 'missed'),
  countColumn('occurrences_overdue', 'Occurrences overdue', 'overdue'),
  column('occurrences_late', 'Occurrences done late', ({ evaluation }) => {
    return evaluation.plan.occurrences.filter(({ timing }) => timing === 'late').length;
  }),
];

/** Findings that describe a man at baseline. Numbers keep their unit in the label. */
const exportedFindings: readonly FindingKey[] = [
  'azoospermia-category',
  'etiology',
  'karyotype',
  'azf-deletion',
  'infertility-months',
  'body-mass-index',
  'testicular-volume-right',
  'testicular-volume-left',
  'testicular-volume-mean',
  'prior-retrieval',
];

const findingColumns: readonly StudyColumn[] = exportedFindings.map((key) => {
  const { answer, question } = findings[key];
  const label = answer.kind === 'number' ? `${question}, ${answer.unit}` : question;
  return column(key.replaceAll('-', '_'), label, ({ course }) => newestAnswer(course, key));
});

/** For each analyte of the protocol: the newest value before treatment, and the first planned one on it. */
function labColumns({ requirements }: CompiledProtocol): StudyColumn[] {
  const panels = requirements.filter(({ kind }) => kind === 'lab-panel');
  const wanted = new Set(panels.flatMap(({ items }) => items));
  const onTreatment = panels.filter(({ baseline }) => baseline === null);
  return bloodAnalyteKeys
    .filter((analyte) => wanted.has(analyte))
    .flatMap((analyte) => {
      const { label, standard } = analytes[analyte];
      const unit = unitLabels[standard.unit];
      const first = onTreatment.find(({ items }) => items.includes(analyte));
      return [
        column(`${analyte}_baseline`, `${label} before treatment, ${unit}`, (study) =>
          baselineValue(study, analyte),
        ),
        ...(first
          ? [
              column(
                `${analyte}_on_treatment`,
                `${label}, ${first.title.toLowerCase()}, ${unit}`,
                (study) => plannedValue(study, first, analyte),
              ),
            ]
          : []),
      ];
    });
}

function column(name: string, label: string, value: StudyColumn['value']): StudyColumn {
  return { name, label, value };
}

function countColumn(name: string, label: string, state: OccurrenceState): StudyColumn {
  return column(name, label, ({ evaluation, today }) => {
    return evaluation.plan.occurrences.filter(
      (occurrence) => occurrenceState(occurrence, today) === state,
    ).length;
  });
}

function dateCell(day: Day | null): string | null {
  return day === null ? null : toCivilDate(day);
}

function daysOnTherapy({ evaluation, today }: StudyCase): number | null {
  const { firstDoseOn, lastDoseOn, unknownLastDoseBy } = evaluation.therapy;
  return firstDoseOn === null || unknownLastDoseBy !== null
    ? null
    : (lastDoseOn ?? today) - firstDoseOn + 1;
}

function validRecords(course: StudyCase['course']) {
  return course.records.filter(({ voided }) => !voided);
}

function samplesOf(course: StudyCase['course']) {
  return recordsOf(validRecords(course), 'semen-analysis');
}

function adverseEventsOf(course: StudyCase['course']) {
  return recordsOf(validRecords(course), 'adverse-event');
}

/** Missing while somebody has still to judge an event. */
function claimOf(certainty: Certainty): boolean | null {
  return certainty === 'unknown' ? null : certainty === 'yes';
}

function operationsOf({ course }: StudyCase) {
  return recordsOf(validRecords(course), 'procedure').filter(
    ({ on, content }) => on >= course.enrolledOn && content.kind !== 'oocyte-retrieval',
  );
}

function cyclesOf({ course }: StudyCase) {
  return recordsOf(validRecords(course), 'icsi-cycle')
    .filter(({ on }) => on >= course.enrolledOn)
    .map(({ content }) => content);
}

function retrievalsOf({ course }: StudyCase) {
  return recordsOf(validRecords(course), 'procedure')
    .filter(({ on }) => on >= course.enrolledOn)
    .flatMap(({ on, content }) => (isRetrieval(content) ? [{ on, content }] : []))
    .sort((one, other) => one.on - other.on);
}

function newestHistology(course: StudyCase['course']): string | null {
  const known = recordsOf(validRecords(course), 'procedure')
    .flatMap(({ on, content }) => {
      const histology = content.kind === 'oocyte-retrieval' ? null : overallHistology(content);
      return histology === null ? [] : [{ on, histology }];
    })
    .sort((one, other) => one.on - other.on);
  return known.at(-1)?.histology ?? null;
}

function newestAnswer(course: StudyCase['course'], key: FindingKey): CsvValue {
  const own = recordsOf(validRecords(course), 'finding')
    .filter(({ content }) => content.finding === key)
    .sort((one, other) => one.on - other.on);
  return own.at(-1)?.content.answer ?? null;
}

function baselineValue({ course, evaluation }: StudyCase, analyte: BloodAnalyteKey): CsvValue {
  const until = evaluation.therapy.firstDoseOn ?? course.enrolledOn;
  const own = recordsOf(validRecords(course), 'lab-report')
    .filter(({ on }) => on <= until)
    .sort((one, other) => one.on - other.on)
    .flatMap(({ results }) => results.filter((result) => result.analyte === analyte));
  return measured(own.at(-1));
}

function plannedValue(
  { course, evaluation }: StudyCase,
  { key }: CompiledRequirement,
  analyte: BloodAnalyteKey,
): CsvValue {
  const linked = evaluation.plan.occurrences.find((it) => it.key === `${key}#1`)?.recordIds ?? [];
  const own = recordsOf(validRecords(course), 'lab-report')
    .filter(({ id }) => linked.includes(id))
    .flatMap(({ results }) => results.filter((result) => result.analyte === analyte));
  return measured(own.at(-1));
}

/** A value beyond a limit of detection is not a number; it stays missing here and is in the record. */
function measured(result: LabResult | undefined): CsvValue {
  return result === undefined || result.comparator !== null ? null : result.standardValue;
}
