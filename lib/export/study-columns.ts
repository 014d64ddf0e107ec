import { certaintyOf, either } from '@/lib/core/certainty';
import { invariant } from '@/lib/core/invariant';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { outcomeLabels, withdrawalLabels } from '@/lib/enrollment/enrollment-outcome';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { adverseEventName, relatedToDrug, worstGradeOf } from '@/lib/records/adverse-event';
import { classifySample } from '@/lib/records/classify-sample';
import { type CycleTotals, cycleTotals } from '@/lib/records/cycle-totals';
import { type FindingKey, findings } from '@/lib/records/findings';
import { type Histology, histologies, histologyNames } from '@/lib/records/procedure';
import { stopReasons } from '@/lib/records/therapy';
import { stopReasonLabels } from '@/lib/records/therapy-labels';
import { responseStatuses, responseStatusNames } from '@/lib/response/response';
import type { OccurrenceState } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { analytes } from '@/lib/units/analytes';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import type { CsvValue } from './csv';
import { type DataColumn, levelsOf } from './data-column';
import type { StudyCase } from './study-case';
import {
  baselineResult,
  claimOf,
  cumulativeDoseMg,
  cyclesOfStudy,
  ejaculatedSperm,
  frozenSperm,
  hasResponse,
  liveBirth,
  measuredResults,
  newestAnswer,
  newestHistology,
  newestMinutes,
  numberAnswer,
  ofRetrievals,
  operationsBefore,
  operationsOf,
  panelOnTreatment,
  plannedResult,
  priorRetrievalKind,
  priorRetrievalKinds,
  priorSperm,
  recordsOfKind,
  responseCategories,
  responseCategory,
  retrievalsOfStudy,
  sufficientSperm,
  textAnswer,
  timeToFirstMotile,
  transfersToDelivery,
  weightAtStart,
  yesNoAnswer,
} from './study-facts';

export interface StudyColumn extends DataColumn {
  readonly value: (study: StudyCase) => CsvValue;
}

const longestName = 32;

/** The columns of a protocol's table of one row per patient; no column can hold an identity. */
export function studyColumns(protocol: CompiledProtocol): readonly StudyColumn[] {
  const columns = [
    ...enrollmentColumns(protocol),
    ...exposureColumns,
    ...responseColumns,
    ...procedureColumns,
    ...safetyColumns,
    ...adherenceColumns,
    ...findingColumns,
    ...baselineColumns,
    ...labColumns(protocol),
  ];
  for (const { name } of columns) {
    invariant(/^[a-z][a-z0-9_]*$/.test(name) && name.length <= longestName, `column ${name}`);
  }
  return columns;
}

type Section = DataColumn['section'];
type NumberOf = (study: StudyCase) => number | null;
type FlagOf = (study: StudyCase) => boolean | null;
type TextOf = (study: StudyCase) => string | null;

/** The makers of a section's columns. */
function section(of: Section) {
  return {
    number: (name: string, label: string, value: NumberOf, unit?: string): StudyColumn => ({
      name,
      label,
      type: 'number',
      ...(unit === undefined ? {} : { unit }),
      section: of,
      value,
    }),
    flag: (name: string, label: string, value: FlagOf): StudyColumn => ({
      name,
      label,
      type: 'flag',
      section: of,
      value,
    }),
    choice: <Key extends string>(
      name: string,
      label: string,
      names: Readonly<Record<Key, string>>,
      value: TextOf,
      keys?: readonly Key[],
    ): StudyColumn => ({
      name,
      label,
      type: 'choice',
      levels: levelsOf(names, keys),
      section: of,
      value,
    }),
    date: (name: string, label: string, value: (study: StudyCase) => Day | null): StudyColumn => ({
      name,
      label,
      type: 'date',
      section: of,
      value: (study) => dateCell(value(study)),
    }),
    text: (name: string, label: string, value: TextOf): StudyColumn => ({
      name,
      label,
      type: 'text',
      section: of,
      value,
    }),
  };
}

const enrollment = section('enrollment');
const baseline = section('baseline');
const exposure = section('exposure');
const response = section('response');
const procedures = section('procedures');
const safety = section('safety');
const adherence = section('adherence');

const statusNames = { active: 'Active', ...outcomeLabels };

function enrollmentColumns({ definition }: CompiledProtocol): StudyColumn[] {
  const { choice, date, flag, number, text } = enrollment;
  const arms = Object.fromEntries(definition.arms.map(({ key, title }) => [key, title]));
  const isTreatedArm = (arm: string) =>
    definition.arms.some(({ key, treated }) => key === arm && treated);
  return [
    text('study_id', 'Study id', ({ studyId }) => studyId),
    text('site', 'Site', ({ siteCode }) => siteCode),
    text('cohort', 'Cohort', ({ cohort }) => cohort),
    flag('simulated', 'Simulated (1) or recorded (0)', ({ isSimulated }) => isSimulated),
    text('protocol', 'Protocol', ({ protocol }) => protocol.definition.code),
    text('protocol_version', 'Protocol version', ({ protocol }) => protocol.definition.version),
    choice('arm', 'Arm', arms, ({ course }) => course.arm),
    choice('status', 'Status of the enrollment', statusNames, ({ status }) => status),
    flag('completed', 'Completed the protocol', ({ status }) => status === 'completed'),
    // Side effects and exposure are of those who took a drug; who was only meant to is not among them.
    definition.regimens.length > 0
      ? flag('treated', 'Given a first dose', ({ evaluation }) => {
          return evaluation.therapy.firstDoseOn !== null;
        })
      : flag('treated', 'In an arm with treatment', ({ course }) => isTreatedArm(course.arm)),
    number('age_at_consent', 'Age at consent', ({ ageAtConsent }) => ageAtConsent, 'years'),
    date('consent_date', 'Consent', ({ course }) => course.consentOn),
    date('enrollment_date', 'Enrollment', ({ course }) => course.enrolledOn),
    date('end_date', 'End of the enrollment', ({ course }) => course.endedOn),
    choice(
      'end_category',
      'Why he was withdrawn',
      withdrawalLabels,
      ({ endCategory }) => endCategory,
    ),
    text('end_adverse_event', 'Adverse event behind the end', (study) => {
      const event = adverseEventsOf(study).find(({ id }) => id === study.endAdverseEventId);
      return event === undefined ? null : adverseEventName(event.content);
    }),
  ];
}

const exposureColumns: readonly StudyColumn[] = [
  exposure.flag('first_dose_given', 'A first dose is recorded', ({ evaluation }) => {
    return evaluation.therapy.firstDoseOn !== null;
  }),
  exposure.date(
    'first_dose_date',
    'First dose',
    ({ evaluation }) => evaluation.therapy.firstDoseOn,
  ),
  exposure.date('last_dose_date', 'Last dose', ({ evaluation }) => evaluation.therapy.lastDoseOn),
  exposure.choice(
    'stop_reason',
    'Reason of the stop',
    stopReasonLabels,
    ({ evaluation }) => evaluation.therapy.stopReason,
    stopReasons,
  ),
  exposure.number(
    'days_on_therapy',
    'From first dose to last dose or to the day of the data',
    daysOnTherapy,
    'days',
  ),
  exposure.number('holds', 'Number of holds', ({ evaluation }) => evaluation.therapy.holds.length),
  exposure.number(
    'cumulative_dose_mg',
    'Cumulative dose of isotretinoin as prescribed',
    cumulativeDoseMg,
    'mg',
  ),
  exposure.number(
    'cumulative_dose_mg_per_kg',
    'Cumulative dose of isotretinoin by weight at the start',
    (study) => {
      const [dose, weight] = [cumulativeDoseMg(study), weightAtStart(study)];
      return dose === null || weight === null ? null : dose / weight;
    },
    'mg/kg',
  ),
];

const responseColumns: readonly StudyColumn[] = [
  response.choice(
    'best_response',
    'Best response',
    responseStatusNames,
    ({ evaluation }) => evaluation.response.bestResponse,
    responseStatuses,
  ),
  response.choice(
    'current_status',
    'Current response status',
    responseStatusNames,
    ({ evaluation }) => evaluation.response.currentStatus,
    responseStatuses,
  ),
  response.flag(
    'ejaculated_sperm',
    'Sperm in the ejaculate by the rule of the protocol',
    ejaculatedSperm,
  ),
  response.flag('complete_response', 'Complete response', (study) =>
    hasResponse(study, 'complete'),
  ),
  response.flag('partial_response', 'Partial response', (study) => hasResponse(study, 'partial')),
  response.choice(
    'response_category',
    'Category for the response (S0 Table 3)',
    responseCategories,
    responseCategory,
  ),
  response.date(
    'response_date',
    'Response date',
    ({ evaluation }) => evaluation.response.responseOn,
  ),
  response.number(
    'response_month',
    'Response month',
    ({ evaluation }) => evaluation.response.responseMonth,
    'months',
  ),
  response.flag('response_maintained', 'Response maintained', ({ evaluation }) => {
    return evaluation.response.maintained;
  }),
  response.number(
    'tmc_response',
    'Mean of the two highest TMC on treatment',
    ({ evaluation }) => evaluation.response.tmcResponse?.meanSperm ?? null,
    'sperm',
  ),
  response.number('semen_samples', 'Semen samples', (study) => samplesOf(study).length),
  response.number('semen_with_motile', 'Semen samples with motile sperm', (study) => {
    return samplesOf(study).filter(({ content }) => classifySample(content).result === 'motile')
      .length;
  }),
  response.number(
    'days_to_first_motile',
    'From first dose to the first motile sample, else to the last that could show it',
    (study) => timeToFirstMotile(study)?.time ?? null,
    'days',
  ),
  response.flag('first_motile', 'A motile sample was seen; 0 is censored', (study) => {
    return timeToFirstMotile(study)?.happened ?? null;
  }),
];

const knownHistologies = histologies.filter((it) => it !== 'not-done' && it !== 'unknown');

const procedureColumns: readonly StudyColumn[] = [
  procedures.number('retrievals', 'Retrieval procedures of the study', (study) => {
    return retrievalsOfStudy(study).length;
  }),
  procedures.flag('retrieval_attempted', 'A retrieval was attempted in the study', (study) => {
    return retrievalsOfStudy(study).length > 0;
  }),
  procedures.flag('sperm_retrieved', 'Sperm retrieved, where it was attempted', (study) =>
    ofRetrievals(study, ({ spermFound }) => spermFound),
  ),
  procedures.flag(
    'retrieval_sufficient',
    'Sperm for every egg, where a retrieval was attempted',
    (study) => ofRetrievals(study, sufficientSperm),
  ),
  procedures.flag('sperm_frozen', 'Sperm frozen, where a retrieval was attempted', (study) =>
    ofRetrievals(study, frozenSperm),
  ),
  procedures.choice(
    'retrieval_sperm_found',
    'Sperm found at the last retrieval',
    { yes: 'Yes', no: 'No', unknown: 'Not stated' },
    (study) => retrievalsOfStudy(study).at(-1)?.content.spermFound ?? null,
  ),
  histologyColumn('histology', 'Histology, newest', (study) => operationsOf(study)),
  procedures.number('operations', 'Testicular procedures since enrollment', (study) => {
    return operationsOf(study).filter(({ on }) => on >= study.course.enrolledOn).length;
  }),
  procedures.number(
    'operating_minutes_before',
    'Operating time of the last timed procedure before the start',
    (study) => newestMinutes(operationsBefore(study)),
    'minutes',
  ),
  procedures.number(
    'operating_minutes_on_treatment',
    'Operating time of the last timed retrieval of the study',
    (study) => newestMinutes(retrievalsOfStudy(study)),
    'minutes',
  ),
  procedures.flag('icsi_done', 'ICSI cycle', (study) => cyclesOfStudy(study).length > 0),
  ...cycleColumns(),
  procedures.flag('live_birth', 'Live birth, where there was a cycle', liveBirth),
  procedures.number(
    'transfers_to_delivery',
    'Order of the transfer that led to a live birth, else the transfers that did not',
    (study) => transfersToDelivery(study)?.time ?? null,
  ),
  procedures.flag('delivered', 'A transfer led to a live birth; 0 is censored', (study) => {
    return transfersToDelivery(study)?.happened ?? null;
  }),
];

/** Of the cycles since enrollment. */
function cycleColumns(): StudyColumn[] {
  const total = (name: string, label: string, key: keyof CycleTotals) =>
    procedures.number(name, label, (study) => {
      return cycleTotals(cyclesOfStudy(study).map(({ content }) => content))[key];
    });
  return [
    total('icsi_cycles', 'ICSI cycles', 'cycles'),
    total('embryo_transfers', 'Embryo transfers', 'transfers'),
    total('euploid_embryos', 'Euploid embryos', 'euploid'),
    total('clinical_pregnancies', 'Clinical pregnancies', 'clinical'),
    total('live_births', 'Live births (deliveries)', 'liveBirths'),
    total('children_born_alive', 'Children born alive', 'liveBorn'),
  ];
}

/** Adverse events as confirmed by a person; what is only suggested is not counted. */
const safetyColumns: readonly StudyColumn[] = [
  safety.number('red_findings', 'Red safety findings', ({ evaluation }) => {
    return evaluation.safety.findings.filter(({ severity }) => severity === 'red').length;
  }),
  safety.number('adverse_events', 'Adverse events', (study) => adverseEventsOf(study).length),
  safety.number('adverse_event_worst_grade', 'Worst grade of an adverse event', (study) => {
    const grades = adverseEventsOf(study).map(({ content }) => worstGradeOf(content));
    return grades.length === 0 ? null : Math.max(...grades);
  }),
  safety.flag('adverse_event_serious', 'Any adverse event serious', (study) =>
    claimOf(either(adverseEventsOf(study).map(({ content }) => content.serious))),
  ),
  safety.flag('adverse_event_related', 'Any adverse event possibly related or more', (study) =>
    claimOf(
      either(
        adverseEventsOf(study).map(({ content: { relatedness } }) =>
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
  adherence.number('occurrences_late', 'Occurrences done late', ({ evaluation }) => {
    return evaluation.plan.occurrences.filter(({ timing }) => timing === 'late').length;
  }),
];

/** Findings that describe a man at baseline. */
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
  'prior-hormone-therapy',
];

const findingColumns: readonly StudyColumn[] = exportedFindings.map((key) => {
  const { answer, question } = findings[key];
  const name = key.replaceAll('-', '_');
  switch (answer.kind) {
    case 'number':
      return baseline.number(name, question, (study) => numberAnswer(study, key), answer.unit);
    case 'yes-no':
      return baseline.flag(name, question, (study) => yesNoAnswer(study, key));
    case 'choice':
      return baseline.choice<string>(name, question, answer.options, (study) =>
        textAnswer(study, key),
      );
    default:
      return baseline.text(name, question, (study) => textAnswer(study, key));
  }
});

const baselineColumns: readonly StudyColumn[] = [
  baseline.choice(
    'semen_category',
    'Azoospermia or cryptozoospermia at the start',
    { azoospermia: 'Azoospermia', cryptozoospermia: 'Cryptozoospermia' },
    (study) => {
      const category = newestAnswer(study, 'azoospermia-category');
      return category === null || category === 'cryptozoospermia' ? category : 'azoospermia';
    },
  ),
  baseline.number(
    'infertility_years',
    'Duration of infertility, in years',
    (study) => {
      const months = numberAnswer(study, 'infertility-months');
      return months === null ? null : months / 12;
    },
    'years',
  ),
  baseline.flag(
    'prior_procedure',
    'A testicular procedure before the start is recorded',
    (study) => {
      return operationsBefore(study).length > 0;
    },
  ),
  baseline.flag('prior_fna_mapping', 'FNA mapping before the start is recorded', (study) =>
    operationsBefore(study).some(({ content }) => content.kind === 'fna-mapping'),
  ),
  baseline.flag('prior_micro_tese', 'Micro-TESE before the start is recorded', (study) =>
    operationsBefore(study).some(({ content }) => content.kind === 'micro-tese'),
  ),
  baseline.flag('prior_sperm', 'Sperm found at a procedure before the start', priorSperm),
  baseline.choice(
    'prior_retrieval_kind',
    'Kind of the last retrieval before the start',
    priorRetrievalKinds,
    priorRetrievalKind,
  ),
  {
    ...histologyColumn('baseline_histology', 'Histology known before the start', operationsBefore),
    section: 'baseline',
  },
];

function histologyColumn(
  name: string,
  label: string,
  operations: (study: StudyCase) => ReturnType<typeof operationsOf>,
): StudyColumn {
  return procedures.choice<Histology>(
    name,
    label,
    histologyNames,
    (study) => newestHistology(operations(study)),
    knownHistologies,
  );
}

/** For each analyte of the protocol: the newest value before treatment, and the first planned one on it. */
function labColumns(protocol: CompiledProtocol): StudyColumn[] {
  const wanted = new Set(
    protocol.requirements.filter(({ kind }) => kind === 'lab-panel').flatMap(({ items }) => items),
  );
  return bloodAnalyteKeys
    .filter((analyte) => wanted.has(analyte))
    .flatMap((analyte) => {
      const { label, standard } = analytes[analyte];
      const unit = unitLabels[standard.unit];
      const first = panelOnTreatment(protocol, analyte);
      return [
        baseline.number(
          `${analyte}_baseline`,
          `${label} before treatment`,
          (study) => baselineResult(measuredResults(study), study, analyte)?.value ?? null,
          unit,
        ),
        ...(first
          ? [
              response.number(
                `${analyte}_on_treatment`,
                `${label}, ${first.title.toLowerCase()}`,
                (study) =>
                  plannedResult(measuredResults(study), study, first, analyte)?.value ?? null,
                unit,
              ),
            ]
          : []),
      ];
    });
}

function countColumn(name: string, label: string, state: OccurrenceState): StudyColumn {
  return adherence.number(name, label, ({ evaluation, today }) => {
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

function samplesOf(study: StudyCase) {
  return recordsOfKind(study, 'semen-analysis');
}

function adverseEventsOf(study: StudyCase) {
  return recordsOfKind(study, 'adverse-event');
}
