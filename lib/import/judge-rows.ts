// The rows of a file judged by themselves: each is read, sent through the schemas of the forms and compared
// with the rows before it. What only the site's records can tell comes after this.
import type { z } from 'zod';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { CivilDate } from '@/lib/dates/civil-date';
import { type ImportedCourse, importedCourseSchema } from '@/lib/enrollment/imported-course';
import {
  findUnusualResults,
  type LabResultInput,
  labResultInputSchema,
} from '@/lib/records/lab-report';
import {
  type RecordEntry,
  type RecordEntryInput,
  recordEntrySchema,
} from '@/lib/records/record-entry';
import { nameKey } from '@/lib/records/repeated-reports';
import { type LabResult, standardizeLabResult } from '@/lib/records/standardize-lab-result';
import { findUnusualVitalSigns, vitalSignFields } from '@/lib/records/vital-signs';
import { type ImportIssue, type IssueCode, severityOf } from './import-issue';
import type { ImportKind } from './import-kinds';
import type { ImportSettings } from './import-settings';
import { draftsOf, fieldAtPath, type RowDraft } from './row-drafts';
import { type RowSource, rowSource } from './row-reader';

interface ItemBase {
  readonly row: number;
  /** Where an issue about it belongs. */
  readonly field: string;
}

export type ResultItem = ItemBase & {
  readonly kind: 'result';
  readonly on: CivilDate;
  readonly time: string | null;
  readonly laboratory: string;
  readonly entered: LabResultInput;
  readonly result: LabResult;
};
export type RecordItem = ItemBase & {
  readonly kind: 'record';
  readonly on: CivilDate;
  readonly entry: RecordEntry;
};
export type NoteItem = ItemBase & {
  readonly kind: 'note';
  readonly on: CivilDate;
  readonly note: string;
};
export type PatientItem = ItemBase & { readonly kind: 'patient'; readonly course: ImportedCourse };
export type ImportItem = ResultItem | RecordItem | NoteItem | PatientItem;

export interface JudgedRows {
  /** In the order of the file; by study id. */
  readonly men: ReadonlyMap<string, readonly ImportItem[]>;
  readonly issues: readonly ImportIssue[];
  /** Rows that are not blank. */
  readonly rows: number;
  readonly source: RowSource;
}

export interface RowJudge {
  /** `row` as a spreadsheet numbers it, from 1. */
  add(row: number, cells: readonly string[]): void;
  /** One result that is no row of a table; `column` is where it stands. */
  addResult(studyId: string, row: number, column: string, draft: ResultDraft): void;
  refuse(issue: Omit<ImportIssue, 'severity'>): void;
  finish(): JudgedRows;
}

export function rowJudge(kind: ImportKind, settings: ImportSettings): RowJudge {
  const source = rowSource(kind, settings);
  const men = new Map<string, ImportItem[]>();
  const issues: ImportIssue[] = [];
  const seen = new Map<string, { readonly row: number; readonly content: string }>();
  /** Those of one row that no row has said before; none where it contradicts one. */
  const fresh = (drafts: readonly Judged[]): readonly ImportItem[] => {
    const own = new Map<string, { readonly row: number; readonly content: string }>();
    const items: ImportItem[] = [];
    let isContradicted = false;
    for (const { key, content, item } of drafts) {
      const before = own.get(key) ?? seen.get(key);
      if (before === undefined) {
        own.set(key, { row: item.row, content });
        items.push(item);
        continue;
      }
      const isSame = before.content === content;
      isContradicted ||= !isSame;
      const [code, message]: [IssueCode, string] = isSame
        ? ['same-as-row', `The same stands in row ${before.row}.`]
        : ['contradicts-row', `Row ${before.row} says something else of the same day.`];
      issues.push(source.issue(item.row, item.field, code, message));
    }
    if (isContradicted) {
      return [];
    }
    for (const [key, said] of own) {
      seen.set(key, said);
    }
    return items;
  };
  const keep = (studyId: string, items: readonly ImportItem[]) => {
    const ofMan = men.get(studyId);
    if (items.length === 0) {
      return;
    }
    if (ofMan === undefined) {
      men.set(studyId, [...items]);
    } else {
      ofMan.push(...items);
    }
  };
  const rows = new Set<number>();
  return {
    refuse: (issue) => {
      rows.add(issue.row);
      issues.push({ ...issue, severity: severityOf(issue.code) });
    },
    addResult: (studyId, row, column, draft) => {
      rows.add(row);
      const { judged, issues: found } = judgeResult(source, row, studyId, {
        ...draft,
        field: column,
      });
      issues.push(...found);
      keep(studyId, judged === null ? [] : fresh([judged]));
    },
    add: (row, cells) => {
      if (cells.every((cell) => cell.trim() === '')) {
        return;
      }
      rows.add(row);
      const reader = source.read(row, cells);
      const studyId = reader.text('studyId');
      const drafts = draftsOf(source, reader);
      issues.push(...distinct(reader.issues));
      if (studyId === '' || reader.issues.length > 0) {
        return;
      }
      const judged = drafts.map((draft) => judge(source, row, studyId, draft));
      const found = judged.flatMap((one) => one.issues);
      issues.push(...found);
      // A row is taken whole or not at all.
      if (found.length > 0) {
        return;
      }
      keep(studyId, fresh(judged.flatMap(({ judged: one }) => one ?? [])));
    },
    finish: () => ({ men, issues, rows: rows.size, source }),
  };
}

function distinct(issues: readonly ImportIssue[]): ImportIssue[] {
  return issues.filter(
    (issue, index) =>
      issues.findIndex(({ column, code }) => column === issue.column && code === issue.code) ===
      index,
  );
}

interface Judged {
  readonly item: ImportItem;
  /** Two rows with the same key are about the same thing. */
  readonly key: string;
  readonly content: string;
}

interface Verdict {
  readonly judged: Judged | null;
  readonly issues: readonly ImportIssue[];
}

function judge(source: RowSource, row: number, studyId: string, draft: RowDraft): Verdict {
  switch (draft.kind) {
    case 'result':
      return judgeResult(source, row, studyId, draft);
    case 'record':
      return judgeRecord(source, row, studyId, draft);
    case 'note': {
      const { on, note } = draft;
      const item: NoteItem = { kind: 'note', row, field: 'note', on, note };
      return { judged: { item, key: `${studyId}|note|${on}`, content: note }, issues: [] };
    }
    case 'patient': {
      const { course, paths } = draft;
      const parsed = importedCourseSchema.safeParse(course);
      return parsed.success
        ? {
            judged: {
              item: { kind: 'patient', row, field: 'studyId', course: parsed.data },
              key: studyId,
              content: canonicalJson(parsed.data),
            },
            issues: [],
          }
        : { judged: null, issues: refusals(source, row, paths, parsed.error) };
    }
  }
}

type ResultDraft = Omit<Extract<RowDraft, { kind: 'result' }>, 'kind' | 'field'>;

const fieldsOfResult: Readonly<Record<string, string>> = { analyte: 'test' };

function judgeResult(
  source: RowSource,
  row: number,
  studyId: string,
  { on, time, laboratory, result: entered, field }: ResultDraft & { readonly field: string },
): Verdict {
  const parsed = labResultInputSchema.safeParse(entered);
  const standard = parsed.success ? standardizeLabResult(entered) : null;
  if (!parsed.success || standard?.ok !== true) {
    const issues = (parsed.error?.issues ?? []).map(({ path, message }) => {
      const key = String(path[0] ?? 'value');
      const own = field === 'value' ? (fieldsOfResult[key] ?? key) : field;
      return source.issue(row, own, 'invalid', message);
    });
    return { judged: null, issues };
  }
  const [unusual] = findUnusualResults([entered]);
  if (unusual !== undefined && !source.settings.answers.acceptUnusual) {
    const message = `${unusual.message} Compare it with its source.`;
    return { judged: null, issues: [source.issue(row, field, 'unusual-value', message)] };
  }
  const { value: result } = standard;
  const { analyte, value, comparator, unit } = result;
  return {
    judged: {
      item: { kind: 'result', row, field, on, time, laboratory, entered, result },
      key: `${studyId}|${on}|${time ?? ''}|${nameKey(laboratory)}|${analyte}`,
      content: `${comparator ?? ''}${value} ${unit}`,
    },
    issues: [],
  };
}

function judgeRecord(
  source: RowSource,
  row: number,
  studyId: string,
  { entry: draft, paths }: Extract<RowDraft, { kind: 'record' }>,
): Verdict {
  const confirmed =
    draft.kind === 'vital-signs'
      ? { ...draft, content: { ...draft.content, confirmed: [...vitalSignFields] } }
      : draft;
  const parsed = recordEntrySchema.safeParse(confirmed as RecordEntryInput);
  if (!parsed.success) {
    return { judged: null, issues: refusals(source, row, paths, parsed.error) };
  }
  const { data: entry } = parsed;
  const unusual = entry.kind === 'vital-signs' ? findUnusualVitalSigns(entry.content) : [];
  if (unusual.length > 0 && !source.settings.answers.acceptUnusual) {
    const issues = unusual.map(({ field, message }) =>
      source.issue(row, field, 'unusual-value', `${message} Compare it with its source.`),
    );
    return { judged: null, issues };
  }
  const kept: RecordEntry =
    entry.kind === 'vital-signs'
      ? { ...entry, content: { ...entry.content, confirmed: unusual.map(({ field }) => field) } }
      : entry;
  return {
    judged: {
      item: { kind: 'record', row, field: 'on', on: entry.on, entry: kept },
      key: `${studyId}|${recordKey(kept)}`,
      content: canonicalJson(kept.content),
    },
    issues: [],
  };
}

/** What can be there once: two records of one man with the same key are the same one, or one of them is wrong. */
export function recordKey({
  kind,
  on,
  time,
  content,
}: Pick<RecordEntry, 'kind' | 'on' | 'time' | 'content'>): string {
  const entry = { kind, content } as RecordEntry;
  const parts = [kind, on];
  switch (entry.kind) {
    case 'finding':
      return [...parts, entry.content.finding].join('|');
    case 'procedure':
      return [...parts, entry.content.kind].join('|');
    case 'dose':
      return [...parts, entry.content.drug].join('|');
    case 'semen-analysis':
      return [...parts, time ?? ''].join('|');
    default:
      return parts.join('|');
  }
}

function refusals(
  source: RowSource,
  row: number,
  paths: Readonly<Record<string, string>>,
  error: z.ZodError,
): ImportIssue[] {
  return error.issues.map(({ path, message }) =>
    source.issue(row, fieldAtPath(paths, path), 'invalid', message),
  );
}
