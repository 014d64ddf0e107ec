import 'server-only';
import { buildFlow, type Flow, type FlowLabel } from '@/lib/analysis/flow';
import { flowDataColumns, flowPlanOf, withEndReasons } from '@/lib/analysis/flow-plans';
import { isEverybodyEnrolled } from '@/lib/analysis/flow-scope';
import type { LabPair } from '@/lib/analysis/pictures/lab-lines';
import type { MenToDraw } from '@/lib/analysis/pictures/standard-pictures';
import type { SemenSample } from '@/lib/analysis/pictures/tmc-by-responder';
import { labPairs } from '@/lib/analysis/standard-plan';
import type { Actor } from '@/lib/auth/actor';
import type { CsvValue } from '@/lib/export/csv';
import { type MemberSeries, readMemberSeries, type SnapshotView, snapshotGroups } from './queries';

type Frozen = Pick<SnapshotView, 'id' | 'protocolCode' | 'definition' | 'screening' | 'members'>;

export interface SnapshotFlow {
  readonly flow: Flow;
  readonly smallestCell: number | null;
  /** Whether the screening log stands above; it does not where the cohort is a part of the enrolled. */
  readonly hasScreening: boolean;
}

/** Where everybody of a snapshot went, from the screening log of that moment to his outcome. */
export async function getSnapshotFlow(actor: Actor, snapshot: Frozen): Promise<SnapshotFlow> {
  const { protocolCode, definition, screening } = snapshot;
  const plan = flowPlanOf(protocolCode);
  // An older snapshot may lack a column; its men are then "not recorded".
  const columns = flowDataColumns(plan).filter((name) => hasColumn(snapshot, name));
  const groups = await snapshotGroups(actor, snapshot, columns);
  const hasScreening = isEverybodyEnrolled(definition.cohort.definition.condition);
  return {
    flow: buildFlow(
      plan,
      withEndReasons(groups),
      hasScreening ? screening : {},
      labelsOf(snapshot),
    ),
    smallestCell: definition.cohort.smallestCell,
    hasScreening,
  };
}

/** More would be lines that nobody can tell apart. */
const mostResponders = 200;
const mostLabMen = 60;

/** What the pictures draw of single men and months. */
export async function readMenToDraw(actor: Actor, snapshot: Frozen): Promise<MenToDraw> {
  const [semen, labs, months] = await Promise.all([
    readMemberSeries(actor, snapshot, 'semen', {
      limit: mostResponders,
      where: 'ejaculated_sperm',
    }),
    readMemberSeries(actor, snapshot, 'labs', { limit: mostLabMen }),
    snapshotGroups(actor, snapshot, ['ejaculated_sperm', 'response_month']),
  ]);
  const { subjects } = snapshot.definition.columns;
  return {
    responders: semen.series.map(({ studyId, subject }) => ({
      subject: studyId,
      tmcResponse: numberIn(subject['tmc_response']),
    })),
    samples: semen.series.flatMap(samplesOf),
    respondersInAll: semen.men,
    months: months
      .filter(({ values }) => values['ejaculated_sperm'] === true)
      .map(({ values, men }) => ({ month: numberIn(values['response_month']), men })),
    labs: new Map(
      labPairs(subjects).map(({ before, after }) => [
        before.name,
        labs.series.map(
          ({ studyId, subject }): LabPair => ({
            subject: studyId,
            before: numberIn(subject[before.name]),
            after: numberIn(subject[after.name]),
          }),
        ),
      ]),
    ),
    labMen: labs.series.length,
    members: labs.men,
  };
}

function samplesOf({ studyId, rows }: MemberSeries): SemenSample[] {
  return rows.map((row) => ({
    subject: studyId,
    studyDay: numberIn(row['study_day']),
    result: sampleResult(row['result']),
    tmc: numberIn(row['tmc']),
  }));
}

function sampleResult(value: CsvValue | undefined): SemenSample['result'] {
  const results = ['motile', 'immotile', 'none'] as const;
  return results.find((result) => result === value) ?? 'not-evaluable';
}

function numberIn(value: CsvValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function hasColumn({ definition }: Frozen, name: string): boolean {
  return definition.columns.subjects.some((column) => column.name === name);
}

function labelsOf({ definition }: Frozen): FlowLabel {
  return (name, value) => {
    const column = definition.columns.subjects.find((it) => it.name === name);
    if (value === null) {
      return `${column?.label ?? 'Value'}: not recorded`;
    }
    return column?.levels?.find(({ key }) => key === value)?.label ?? String(value);
  };
}
