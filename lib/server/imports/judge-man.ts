import 'server-only';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { JsonObject } from '@/lib/core/json';
import { type CivilDate, toCivilDate } from '@/lib/dates/civil-date';
import type { ImportIssue, IssueCode } from '@/lib/import/import-issue';
import {
  type ImportItem,
  type NoteItem,
  type RecordItem,
  type ResultItem,
  recordKey,
} from '@/lib/import/judge-rows';
import type { RowSource } from '@/lib/import/row-reader';
import { recordsOf } from '@/lib/records/clinical-record';
import {
  type EarlierResult,
  type EarlierResults,
  earlierResultsOf,
} from '@/lib/records/earlier-results';
import { isHistoryKind } from '@/lib/records/history';
import type { Procedure } from '@/lib/records/procedure';
import { type NewRecord, type RecordEntry, standardizeEntry } from '@/lib/records/record-entry';
import { nameKey } from '@/lib/records/repeated-reports';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import type { TherapyInput } from '@/lib/records/therapy';
import { findUnitJumps, withUnitJumps } from '@/lib/records/unit-jumps';
import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import { AppError } from '../app-error';
import type { LoadedCourse } from '../courses/load-course';
import { newId } from '../db/new-id';
import { refuseAfterDeath } from '../procedures/refuse-after-death';
import { refuseSurgery } from '../procedures/refuse-surgery';
import { type PlacedRecord, placeRecord, unsavedRecord } from '../records/record-row';
import { refuseContradiction } from '../therapy/refuse-contradiction';
import type { KnownMan } from './load-men';

export interface ImportPlace {
  readonly siteId: string;
  readonly userId: string;
  readonly today: CivilDate;
  /** Where the records say that they come from. */
  readonly sourceName: string;
}

/** What the rows about one man would write, and what is wrong with the others. */
export interface JudgedMan {
  readonly records: readonly PlacedRecord[];
  readonly visits: readonly JsonObject[];
  readonly issues: readonly ImportIssue[];
  readonly readyRows: readonly number[];
}

interface Judging {
  readonly man: KnownMan & { readonly loaded: LoadedCourse };
  readonly source: RowSource;
  readonly place: ImportPlace;
  readonly issues: ImportIssue[];
}

/** `overrideWaits`: no physician has signed yet that he may be treated against a criterion. */
export function judgeMan(
  source: RowSource,
  man: KnownMan,
  items: readonly ImportItem[],
  place: ImportPlace,
  overrideWaits: boolean,
): JudgedMan {
  const { loaded } = man;
  if (loaded === null) {
    const issues = items.map(({ row }) =>
      source.issue(row, 'studyId', 'not-enrolled', 'This man is on no protocol yet.'),
    );
    return { records: [], visits: [], issues, readyRows: [] };
  }
  const judging: Judging = { man: { ...man, loaded }, source, place, issues: [] };
  const inOrder = items.filter((item) => isDated(judging, item)).toSorted(byDate);
  const results = judgeResults(
    judging,
    inOrder.filter((item) => item.kind === 'result'),
  );
  const records = judgeRecords(
    judging,
    inOrder.filter((item) => item.kind === 'record'),
    overrideWaits,
  );
  const notes = judgeNotes(
    judging,
    inOrder.filter((item) => item.kind === 'note'),
  );
  const held = new Set(
    judging.issues.flatMap(({ row, severity }) => (severity === 'duplicate' ? [] : [row])),
  );
  const isKept = ({ row }: { readonly row: number }) => !held.has(row);
  const kept = {
    results: results.filter(isKept),
    records: records.filter(isKept),
    notes: notes.filter(isKept),
  };
  const written = write(judging, kept);
  const readyRows = [...kept.results, ...kept.records, ...kept.notes].map(({ row }) => row);
  return { ...written, issues: judging.issues, readyRows };
}

function byDate(one: ImportItem, other: ImportItem): number {
  const [first, second] = [dateOf(one), dateOf(other)];
  return first === second ? one.row - other.row : first < second ? -1 : 1;
}

function dateOf(item: ImportItem): string {
  return item.kind === 'patient' ? '' : item.on;
}

function refuse(
  { source, issues }: Judging,
  item: ImportItem,
  code: IssueCode,
  message: string,
  field = item.field,
) {
  issues.push(source.issue(item.row, field, code, message));
}

function enrolledOnOf({ man }: Judging): CivilDate {
  return toCivilDate(man.loaded.enrollment.enrolledOn);
}

function isDated(judging: Judging, item: ImportItem): boolean {
  const { man, place } = judging;
  const on = dateOf(item);
  const enrolledOn = enrolledOnOf(judging);
  const isHistory =
    item.kind === 'result' || (item.kind === 'record' && isHistoryKind(item.entry.kind));
  if (on > place.today) {
    refuse(
      judging,
      item,
      'in-the-future',
      `${on} is in the future; today is ${place.today}.`,
      'on',
    );
  } else if (man.birthDate !== null && on < man.birthDate) {
    refuse(judging, item, 'before-birth', `He was born on ${man.birthDate}.`, 'on');
  } else if (on < enrolledOn && !isHistory) {
    refuse(judging, item, 'before-enrollment', `This is before enrollment on ${enrolledOn}.`, 'on');
  } else {
    return true;
  }
  return false;
}

// Laboratory results

interface KnownResult {
  readonly laboratory: string;
  readonly time: string | null;
  readonly result: Pick<LabResult, 'value' | 'comparator' | 'unit' | 'valueText'>;
}

function judgeResults(judging: Judging, items: readonly ResultItem[]): readonly ResultItem[] {
  if (items.length === 0) {
    return [];
  }
  const { records } = judging.man.loaded.course;
  const known = new Map<string, KnownResult[]>();
  for (const { voided, on, time, content, results } of recordsOf(records, 'lab-report')) {
    for (const result of voided ? [] : results) {
      const key = `${toCivilDate(on)}|${result.analyte}`;
      known.set(key, [...(known.get(key) ?? []), { laboratory: content.laboratory, time, result }]);
    }
  }
  const earlier = new Earlier(earlierResultsOf(records));
  return items.filter((item) => {
    const { on, entered, result, laboratory, time } = item;
    const { analyte } = result;
    const there = (known.get(`${on}|${analyte}`) ?? []).filter(
      (other) => other.time === null || time === null || other.time === time,
    );
    if (there.some((other) => isSameResult(other.result, result))) {
      refuse(judging, item, 'already-there', `This result of ${on} is recorded already.`);
      return false;
    }
    const conflict = there.find((other) => nameKey(other.laboratory) === nameKey(laboratory));
    if (conflict !== undefined) {
      const { label } = analytes[analyte];
      const message = `${label} of ${on} is recorded as ${quantity(conflict.result)}, here it is ${quantity(result)}. The record was left as it is: correct it there if this is right.`;
      refuse(judging, item, 'conflicts-with-record', message);
      return false;
    }
    const [jump] = findUnitJumps([entered], earlier.results, on);
    if (jump !== undefined && !judging.source.settings.answers.acceptUnusual) {
      refuse(judging, item, 'unit-doubtful', `${jump.message} Compare it with its source.`);
      return false;
    }
    earlier.add(on, result);
    return true;
  });
}

function isSameResult(one: KnownResult['result'], other: KnownResult['result']): boolean {
  return (
    one.value === other.value && one.comparator === other.comparator && one.unit === other.unit
  );
}

function quantity({ valueText, unit }: KnownResult['result']): string {
  return `${valueText} ${unitLabels[unit]}`;
}

/** The results before each one, those of the file that went before it too. */
class Earlier {
  results: EarlierResults;

  constructor(results: EarlierResults) {
    this.results = results;
  }

  add(on: CivilDate, { analyte, valueText, unit, comparator, standardValue }: LabResult): void {
    const added: EarlierResult = {
      on,
      valueText,
      unit,
      standardValue: comparator === null ? standardValue : null,
    };
    const ofTest = this.results[analyte] ?? [];
    const place = ofTest.findIndex((one) => one.on <= on);
    const at = place < 0 ? ofTest.length : place;
    this.results = { ...this.results, [analyte]: ofTest.toSpliced(at, 0, added) };
  }
}

// Other records

function judgeRecords(
  judging: Judging,
  items: readonly RecordItem[],
  overrideWaits: boolean,
): readonly RecordItem[] {
  const { loaded } = judging.man;
  const known = new Map<string, string>();
  for (const { voided, kind, on, time, content } of loaded.course.records) {
    if (!voided) {
      const key = recordKey({ kind, on: toCivilDate(on), time, content } as RecordEntry);
      known.set(key, canonicalJson(content));
    }
  }
  let course = loaded.course;
  return items.filter((item) => {
    const { entry } = item;
    const record = standardizeEntry(entry);
    const there = known.get(recordKey(entry));
    if (there !== undefined) {
      const isSame = there === canonicalJson(record.content);
      const [code, message]: [IssueCode, string] = isSame
        ? ['already-there', `This record of ${entry.on} is there already.`]
        : [
            'conflicts-with-record',
            `A record of ${entry.on} says something else. It was left as it is: correct it there if this is right.`,
          ];
      refuse(judging, item, code, message);
      return false;
    }
    const refusal = refusalOf({ ...loaded, course }, entry, enrolledOnOf(judging), overrideWaits);
    if (refusal !== null) {
      refuse(judging, item, 'not-allowed', refusal);
      return false;
    }
    const placed = placeRecord(record, placeOf(judging, entry.on, null));
    course = { ...course, records: [...course.records, unsavedRecord(placed)] };
    return true;
  });
}

/** What the screens would refuse it with; null where they would take it. */
function refusalOf(
  loaded: LoadedCourse,
  entry: RecordEntry,
  enrolledOn: CivilDate,
  overrideWaits: boolean,
): string | null {
  try {
    if (entry.kind === 'procedure' && entry.on >= enrolledOn) {
      refuseAfterDeath(loaded, entry.on);
      refuseSurgery(loaded, [
        { field: 'content', on: entry.on, content: entry.content as Procedure },
      ]);
    }
    if (entry.kind === 'dose' && overrideWaits) {
      return 'A criterion of eligibility is not met, and no physician has signed that he is treated all the same.';
    }
    if (
      entry.kind === 'dose' ||
      entry.kind === 'hold' ||
      entry.kind === 'resume' ||
      entry.kind === 'stop'
    ) {
      refuseContradiction(entry as TherapyInput, loaded);
    }
    return null;
  } catch (error) {
    if (error instanceof AppError) {
      const [first] = Object.values(error.fieldErrors ?? {});
      return first?.[0] ?? error.userMessage;
    }
    throw error;
  }
}

function judgeNotes(judging: Judging, items: readonly NoteItem[]): readonly NoteItem[] {
  return items.filter((item) => {
    const there = judging.man.visits.filter(({ on }) => on === item.on);
    if (there.some(({ note }) => note === item.note)) {
      refuse(judging, item, 'already-there', `This note of ${item.on} is there already.`);
      return false;
    }
    if (there.length > 0) {
      const message = `The visit of ${item.on} is recorded with ${there.some(({ note }) => note !== '') ? 'another note' : 'no note'}. It was left as it is.`;
      refuse(judging, item, 'conflicts-with-record', message);
      return false;
    }
    return true;
  });
}

// Writing

function placeOf({ man, place }: Judging, on: CivilDate, visitId: string | null) {
  const { enrollment } = man.loaded;
  const isHistory = on < toCivilDate(enrollment.enrolledOn);
  return {
    siteId: place.siteId,
    patientId: man.patientId,
    enrollmentId: isHistory ? null : enrollment.id,
    visitId: isHistory ? null : visitId,
    recordedBy: place.userId,
  };
}

interface Kept {
  readonly results: readonly ResultItem[];
  readonly records: readonly RecordItem[];
  readonly notes: readonly NoteItem[];
}

function write(
  judging: Judging,
  { results, records, notes }: Kept,
): Pick<JudgedMan, 'records' | 'visits'> {
  const { man, place, source } = judging;
  const enrolledOn = enrolledOnOf(judging);
  const visitOn = new Map(man.visits.map(({ id, on }) => [on, id]));
  const visits: JsonObject[] = [];
  if (source.kind === 'visits') {
    const noteOn = new Map(notes.map(({ on, note }) => [on, note]));
    const days = new Set([...records, ...notes].map(({ on }) => on));
    for (const on of days) {
      if (on >= enrolledOn && !visitOn.has(on)) {
        const id = newId();
        visitOn.set(on, id);
        visits.push({
          id,
          site_id: place.siteId,
          patient_id: man.patientId,
          enrollment_id: man.loaded.enrollment.id,
          visited_on: on,
          note: noteOn.get(on) ?? null,
          recorded_by: place.userId,
        });
      }
    }
  }
  const visitId = (on: CivilDate) => (source.kind === 'visits' ? (visitOn.get(on) ?? null) : null);
  const said = (record: NewRecord): NewRecord => ({
    ...record,
    source: record.source ?? place.sourceName,
  });
  return {
    visits,
    records: [
      ...reportsOf(judging, results).map((record) =>
        placeRecord(said(record), placeOf(judging, record.on, null)),
      ),
      ...records.map(({ entry }) =>
        placeRecord(said(standardizeEntry(entry)), placeOf(judging, entry.on, visitId(entry.on))),
      ),
    ],
  };
}

/** The results of one laboratory, day and time are one report. */
function reportsOf({ man }: Judging, items: readonly ResultItem[]): NewRecord[] {
  const reports = new Map<
    string,
    { on: CivilDate; time: string | null; laboratory: string; results: LabResult[] }
  >();
  for (const { on, time, laboratory, result } of items) {
    const key = `${on}|${time ?? ''}|${nameKey(laboratory)}`;
    const report = reports.get(key) ?? { on, time, laboratory, results: [] };
    report.results.push(result);
    reports.set(key, report);
  }
  const earlier = new Earlier(earlierResultsOf(man.loaded.course.records));
  return [...reports.values()].map(({ on, time, laboratory, results }) => {
    const record = withUnitJumps(
      { kind: 'lab-report', on, time, source: null, content: { laboratory }, results },
      earlier.results,
    );
    for (const result of results) {
      earlier.add(on, result);
    }
    return record;
  });
}
