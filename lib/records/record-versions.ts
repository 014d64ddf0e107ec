import { invariant } from '@/lib/core/invariant';
import type { JsonObject } from '@/lib/core/json';
import { isCivilDate, toDay } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordContentSchemas } from './clinical-record';
import { compareDetails, type DetailDifference } from './compare-details';
import { type RecordKind, recordKinds } from './record';
import { headerDetails, type RecordDetail, recordDetails } from './record-details';
import type { LabResult } from './standardize-lab-result';

/** A change of the record's row or of one of its laboratory results, as the audit trail holds it. */
export interface RecordEvent {
  /** Events of one save share it. */
  readonly at: string;
  readonly actor: string;
  readonly role: string | null;
  readonly reason: string | null;
  readonly tableName: 'record' | 'lab_result';
  readonly rowId: string;
  /** The whole row of an insert, the changed columns of an update. */
  readonly after: JsonObject;
}

export interface RecordVersion {
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly role: string | null;
  readonly reason: string | null;
  /** Against the version before; empty for the first one. */
  readonly changes: readonly DetailDifference[];
}

/** The record as it stood after each save, the newest first; `events` in the order in which they happened. */
export function recordVersions(events: readonly RecordEvent[]): readonly RecordVersion[] {
  const rows = new Map<string, JsonObject>();
  const versions: RecordVersion[] = [];
  let before: readonly RecordDetail[] | null = null;
  for (const save of savesOf(events)) {
    for (const { rowId, after } of save) {
      rows.set(rowId, { ...rows.get(rowId), ...after });
    }
    const [first] = save;
    const record = recordRowOf(save, rows);
    if (first === undefined || record === null) {
      continue;
    }
    const details = detailsOf(record, [...rows.values()]);
    versions.unshift({
      version: Number(record['version']),
      at: first.at,
      actor: first.actor,
      role: first.role,
      reason: first.reason,
      changes: before === null ? [] : compareDetails(before, details),
    });
    before = details;
  }
  return versions;
}

function savesOf(events: readonly RecordEvent[]): RecordEvent[][] {
  const saves: RecordEvent[][] = [];
  for (const event of events) {
    const last = saves.at(-1);
    if (last?.[0]?.at === event.at) {
      last.push(event);
    } else {
      saves.push([event]);
    }
  }
  return saves;
}

/** Every save of a record raises its version, also where only a result changed. */
function recordRowOf(
  save: readonly RecordEvent[],
  rows: ReadonlyMap<string, JsonObject>,
): JsonObject | null {
  const event = save.find(({ tableName }) => tableName === 'record');
  return (event && rows.get(event.rowId)) ?? null;
}

function detailsOf(record: JsonObject, rows: readonly JsonObject[]): readonly RecordDetail[] {
  const kind = recordKinds.find((known) => known === record['kind']);
  invariant(kind, 'an audited record is of a known kind');
  const results = rows.filter((row) => 'analyte' in row && counts(row, record));
  const on = String(record['collected_on']);
  invariant(isCivilDate(on), 'an audited record has a date');
  const time = record['collected_at'];
  const source = record['source'];
  return [
    ...headerDetails({
      on: toDay(on),
      time: typeof time === 'string' ? time.slice(0, 5) : null,
      source: typeof source === 'string' ? source : null,
    }),
    voidDetail(record),
    ...recordDetails(recordOf(kind, record, results.map(resultOf))),
  ];
}

/** What was voided together with its record still tells what the record said. */
function counts(result: JsonObject, record: JsonObject): boolean {
  return result['voided_at'] === null || result['voided_at'] === record['voided_at'];
}

function voidDetail(record: JsonObject): RecordDetail {
  return {
    term: 'Counts',
    value: record['voided_at'] === null ? 'yes' : 'no, it is voided',
    unit: null,
    note: null,
  };
}

function recordOf(kind: RecordKind, record: JsonObject, results: readonly LabResult[]) {
  const content = recordContentSchemas[kind].parse(record['content']);
  return { kind, content, results } as Pick<ClinicalRecord, 'kind' | 'content' | 'results'>;
}

/** Of a row of `lab_result` as JSON. */
function resultOf(row: JsonObject): LabResult {
  return {
    analyte: row['analyte'],
    valueText: row['value_text'],
    value: row['value'],
    comparator: row['comparator'],
    unit: row['unit'],
    standardValue: row['standard_value'],
    standardUnit: row['standard_unit'],
    conversionId: row['conversion_id'],
    laboratoryFactor: row['laboratory_factor'],
    referenceLow: row['reference_low'],
    referenceHigh: row['reference_high'],
    fasting: row['fasting'],
    softLimitId: null,
    unitJumpId: null,
  } as LabResult;
}
