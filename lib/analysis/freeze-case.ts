import { certaintyOf } from '@/lib/core/certainty';
import { civilDate, type Day, toDay } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import type { CsvValue } from '@/lib/export/csv';
import type { StudyCase } from '@/lib/export/study-case';
import { studyColumns } from '@/lib/export/study-columns';
import {
  baselineResult,
  claimOf,
  frozenSperm,
  isOfStudy,
  isTransferSettled,
  measuredResults,
  operationsOf,
  panelOnTreatment,
  plannedResult,
  recordsOfKind,
  sufficientSperm,
  transfersOfStudy,
} from '@/lib/export/study-facts';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import {
  adverseEventClass,
  adverseEventName,
  relatedToDrug,
  worstGradeOf,
} from '@/lib/records/adverse-event';
import { classifySample, type SampleClass } from '@/lib/records/classify-sample';
import { totalMotileCount } from '@/lib/records/total-motile-count';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import type { LabMoment, LongDataset, SampleResult } from './datasets';

export type FrozenRow = Readonly<Record<string, CsvValue>>;

/** All that a snapshot keeps of one man: his row of each dataset, and nothing else of him. */
export interface FrozenCase {
  readonly subject: FrozenRow;
  readonly rows: Readonly<Record<LongDataset, readonly FrozenRow[]>>;
}

/**
 * @param protocol whose columns the snapshot has; the man himself may follow an older version of it
 * @param study with the study id by which the snapshot knows him
 */
export function frozenCaseOf(protocol: CompiledProtocol, study: StudyCase): FrozenCase {
  return {
    subject: Object.fromEntries(
      studyColumns(protocol).map(({ name, value }) => [name, value(study)]),
    ),
    rows: {
      labs: labRows(protocol, study),
      semen: semenRows(study),
      adverse_events: adverseEventRows(study),
      transfers: transferRows(study),
      adherence: adherenceRows(study),
      operations: operationRows(study),
    },
  };
}

function dayOfStudy({ course, evaluation }: StudyCase, on: Day): number {
  return studyDay(evaluation.therapy.firstDoseOn ?? course.enrolledOn, on);
}

function labRows(protocol: CompiledProtocol, study: StudyCase): FrozenRow[] {
  const results = measuredResults(study);
  return results.flatMap((result): FrozenRow[] => {
    const { analyte, on, value } = result;
    if (value === null) {
      return [];
    }
    const panel = panelOnTreatment(protocol, analyte);
    const moment: LabMoment | null =
      baselineResult(results, study, analyte) === result
        ? 'baseline'
        : panel !== null && plannedResult(results, study, panel, analyte) === result
          ? 'on-treatment'
          : null;
    return [
      {
        subject: study.studyId,
        analyte,
        study_day: dayOfStudy(study, on),
        value,
        unit: unitLabels[analytes[analyte].standard.unit],
        moment,
      },
    ];
  });
}

const sampleResults: Readonly<Record<SampleClass['result'], SampleResult>> = {
  motile: 'motile',
  'immotile-only': 'immotile',
  'no-sperm': 'none',
  'not-evaluable': 'not-evaluable',
};

function semenRows(study: StudyCase): FrozenRow[] {
  const counting = study.evaluation.response.countingRecordIds;
  return recordsOfKind(study, 'semen-analysis').map(({ id, on, content }) => {
    const count = totalMotileCount(content);
    return {
      subject: study.studyId,
      study_day: dayOfStudy(study, on),
      result: sampleResults[classifySample(content).result],
      tmc: count.known ? count.sperm : null,
      basis: count.known ? count.basis : null,
      counts: counting.includes(id),
    };
  });
}

function adverseEventRows(study: StudyCase): FrozenRow[] {
  return recordsOfKind(study, 'adverse-event').map(({ on, content }) => ({
    subject: study.studyId,
    term: content.term,
    term_label: adverseEventName(content),
    category: adverseEventClass(content),
    worst_grade: worstGradeOf(content),
    serious: claimOf(content.serious),
    related: content.relatedness === 'unknown' ? null : relatedToDrug.includes(content.relatedness),
    study_day: dayOfStudy(study, on),
  }));
}

function transferRows(study: StudyCase): FrozenRow[] {
  return transfersOfStudy(study).map((transfer, index) => ({
    subject: study.studyId,
    transfer_order: index + 1,
    outcome: transfer.outcome,
    delivered: claimOf(
      certaintyOf(isTransferSettled(transfer) ? transfer.outcome === 'live-birth' : null),
    ),
    study_day: dayOfStudy(study, toDay(civilDate(transfer.on))),
  }));
}

/** What is neither done nor missed nor waived is open, or never applied to him, and is counted nowhere. */
function adherenceRows(study: StudyCase): FrozenRow[] {
  const { protocol, evaluation, today } = study;
  return [...protocol.requirements, ...protocol.formerRequirements].flatMap(
    ({ key, title }): FrozenRow[] => {
      const settled = evaluation.plan.occurrences
        .filter(({ requirement }) => requirement === key)
        .map((occurrence) => {
          const state = occurrenceState(occurrence, today);
          return state === 'done'
            ? occurrence.timing
            : state === 'missed' && occurrence.closedOn !== null
              ? 'closed'
              : state;
        });
      const count = (wanted: (typeof settled)[number]) =>
        settled.filter((one) => one === wanted).length;
      const counts = {
        on_time: count('on-time'),
        early: count('early'),
        late: count('late'),
        missed: count('missed'),
        closed: count('closed'),
        waived: count('waived'),
      };
      return Object.values(counts).every((number) => number === 0)
        ? []
        : [{ subject: study.studyId, requirement: key, requirement_label: title, ...counts }];
    },
  );
}

function operationRows(study: StudyCase): FrozenRow[] {
  return operationsOf(study).map(({ on, content }) => ({
    subject: study.studyId,
    study_day: dayOfStudy(study, on),
    kind: content.kind,
    side: content.side,
    minutes: content.minutes,
    sperm_found: claimOf(content.spermFound),
    sufficient: claimOf(sufficientSperm(content)),
    frozen: claimOf(frozenSperm(content)),
    histology: content.histology,
    before: !isOfStudy(study, on),
  }));
}
