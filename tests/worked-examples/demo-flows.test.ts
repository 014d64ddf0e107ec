// The flow of a snapshot of each historical cohort, box by box as the papers print them (C§7.7).
import { describe, expect, it } from 'vitest';
import { buildFlow, everyBox, type Flow, type FlowGroup } from '@/lib/analysis/flow';
import { flowDataColumns, flowPlanOf, withEndReasons } from '@/lib/analysis/flow-plans';
import { frozenCaseOf } from '@/lib/analysis/freeze-case';
import type { DemoPatient } from '@/lib/demo/demo-patient';
import { gonadotropinCohort } from '@/lib/demo/gonadotropin-cohort';
import { isotretinoinCohort } from '@/lib/demo/isotretinoin-cohort';
import { salvageCohort } from '@/lib/demo/salvage-cohort';
import { publishedScreening } from '@/lib/demo/screening-counts';
import { studyColumns } from '@/lib/export/study-columns';
import { adverseEventName } from '@/lib/records/adverse-event';
import { recordsOf } from '@/lib/records/clinical-record';
import { DemoMan, protocolOf, today } from '../support/demo-man';

function groupOf(patient: DemoPatient, columns: readonly string[]): FlowGroup {
  const { patient: of, course, evaluation, age } = new DemoMan(patient);
  const ended = recordsOf(course.records, 'adverse-event').find(
    ({ content }) => adverseEventName(content).toLowerCase() === of.ended?.adverseEvent,
  );
  const { subject } = frozenCaseOf(protocolOf(of), {
    studyId: of.studyId,
    siteCode: of.site,
    cohort: of.cohortTag,
    isSimulated: true,
    status: of.ended?.status ?? 'active',
    endCategory: of.ended?.category ?? null,
    endAdverseEventId: ended?.id ?? null,
    ageAtConsent: age,
    protocol: protocolOf(of),
    course,
    evaluation,
    today,
  });
  return {
    values: Object.fromEntries(columns.map((name) => [name, subject[name] ?? null])),
    men: 1,
  };
}

function flowOf(patients: readonly DemoPatient[]): Flow {
  const [first] = patients;
  if (first === undefined) {
    throw new Error('an empty cohort');
  }
  const plan = flowPlanOf(first.protocol);
  const columns = flowDataColumns(plan);
  const described = studyColumns(protocolOf(first));
  const screening = Object.fromEntries(
    publishedScreening
      .filter(({ cohortTag }) => cohortTag === first.cohortTag)
      .map(({ category, men }) => [category, Number(men)]),
  );
  const groups = withEndReasons(patients.map((patient) => groupOf(patient, columns)));
  return buildFlow(plan, groups, screening, (name, value) => {
    const levels = described.find((column) => column.name === name)?.levels ?? [];
    return levels.find(({ key }) => key === value)?.label ?? String(value);
  });
}

/** "Completed 30 [Azoospermia 26, Cryptozoospermia 4]" */
function boxes(flow: Flow): string[] {
  return everyBox(flow).map(({ label, count, lines }) => {
    const inside = lines.map((line) => `${line.label} ${line.count}`).join(', ');
    return `${label} ${count}${inside === '' ? '' : ` [${inside}]`}`;
  });
}

describe('the flow of the historical cohorts', () => {
  it('S0: 31 enrolled, one dropped out with anxiety, 30 [26, 4]; 11 [7 + 4]; 19, of whom 7, of whom 6', () => {
    expect(boxes(flowOf(isotretinoinCohort()))).toEqual([
      'Enrolled 31',
      'Ended early 1 [Withdrawn, adverse event: Anxiety 1]',
      'Completed 30 [Azoospermia 26, Cryptozoospermia 4]',
      'Response: sperm in the ejaculate 11 [Azoospermia 7, Cryptozoospermia 4]',
      'No response: no sperm in the ejaculate 19 [Azoospermia 19]',
      'Repeat micro-TESE or other retrieval 7',
      'Sufficient sperm (partial response) 6',
      'No sufficient sperm 1',
      'No repeat retrieval 12',
    ]);
  });

  it('S1: 1318 without 539 with donor sperm and 210 excluded; 395 and 174 down to 149, 138, 68', () => {
    expect(boxes(flowOf(gonadotropinCohort()))).toEqual([
      'Screened 1318',
      'Chose donor sperm 539',
      'Proposed for micro-TESE 779',
      'Excluded 210 [Criteria not met 210]',
      'Enrolled 569',
      'Gonadotropins 395',
      'Sperm in the ejaculate 27',
      'Micro-TESE after gonadotropins 368',
      'Sperm retrieved 115',
      'No sperm retrieved 253',
      'No gonadotropins 174',
      'Micro-TESE 174',
      'Sperm retrieved 34',
      'No sperm retrieved 140',
      'Sperm retrieved, both arms 149',
      'ICSI 138',
      'Live birth 68',
      'No live birth 70',
      'No ICSI 11',
    ]);
  });

  it('S2: 310 records, 73 [33, 40] after a failed retrieval, sperm in 27 [8 + 19]', () => {
    expect(boxes(flowOf(salvageCohort()))).toEqual([
      'Screened 310',
      'No earlier failed retrieval 237',
      'Enrolled after a failed retrieval 73 [Conventional TESE 40, Micro-TESE 33]',
      'Sperm found 27 [Conventional TESE 19, Micro-TESE 8]',
      'No sperm found 46 [Conventional TESE 21, Micro-TESE 25]',
    ]);
  });
});
