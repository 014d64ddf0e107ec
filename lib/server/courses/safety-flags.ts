import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { FlagChange, FlagNote } from '@/lib/course/plan-change';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import type { SafetyFinding } from '@/lib/safety/evaluate-safety';
import {
  type FlagChanges,
  type FlagContent,
  type FlagEvidence,
  reconcileFlags,
  type StoredFlag,
} from '@/lib/safety/reconcile-flags';
import type { Prisma } from '../db/generated/client';
import { groupBy } from '../db/group-by';
import { insertRows } from '../db/insert-rows';
import type { Transaction } from '../db/transaction';
import type { LoadedEnrollment } from './load-course';

export interface JudgedCourse {
  readonly enrollment: LoadedEnrollment;
  readonly endedOn: Day | null;
  readonly findings: readonly SafetyFinding[];
}

export interface JudgedFlags {
  readonly enrollment: LoadedEnrollment;
  readonly changes: FlagChanges;
  readonly notes: FlagChange;
  /** Open once the changes are written. */
  readonly open: readonly { readonly title: string; readonly blocksDispensing: boolean }[];
}

/** What the stored safety flags of these enrollments lack or have too much, by what the rules find. */
export async function judgeFlags(
  tx: Transaction,
  courses: readonly JudgedCourse[],
): Promise<readonly JudgedFlags[]> {
  const stored = groupBy(
    await readSafetyFlags(
      tx,
      courses.map(({ enrollment }) => enrollment.id),
    ),
    (row) => row.enrollmentId,
    (row) => row,
  );
  return courses.map((course) => {
    const rows = stored.get(course.enrollment.id) ?? [];
    const changes = askedOf(course, reconcileFlags(rows.map(storedFlag), course.findings));
    return {
      enrollment: course.enrollment,
      changes,
      notes: noteChanges(changes, rows),
      open: openAfter(changes, rows),
    };
  });
}

/** Three statements at most, for any number of enrollments. */
export async function writeFlags(tx: Transaction, judged: readonly JudgedFlags[]): Promise<void> {
  await insertRows(
    tx,
    'flag',
    judged.flatMap(({ enrollment, changes }) =>
      changes.raise.map((flag) => flagRow(enrollment, flag)),
    ),
  );
  await updateFlags(
    tx,
    judged.flatMap(({ changes }) => updatedRows(changes)),
  );
  await updateEvidence(
    tx,
    judged.flatMap(({ changes }) => changes.withdraw),
  );
}

/** Nobody acts any more on what was found before an enrollment ended; what is found later still counts. */
function askedOf({ endedOn }: JudgedCourse, changes: FlagChanges): FlagChanges {
  if (endedOn === null) {
    return changes;
  }
  const end = toCivilDate(endedOn);
  const isLater = ({ evidence }: FlagContent) =>
    evidence.some(({ state, raisedOn }) => state === 'current' && raisedOn > end);
  return {
    ...changes,
    raise: changes.raise.filter(isLater),
    reopen: changes.reopen.filter(({ flag }) => isLater(flag)),
  };
}

const flagColumns = {
  id: true,
  enrollmentId: true,
  ruleId: true,
  title: true,
  severity: true,
  evidenceKey: true,
  evidence: true,
  message: true,
  blocksDispensing: true,
  status: true,
} as const satisfies Prisma.FlagSelect;
type FlagRow = Prisma.FlagGetPayload<{ select: typeof flagColumns }>;

/** A safety rule's flag is keyed by the rule; a decision that was re-opened has a flag of its own. */
async function readSafetyFlags(
  tx: Transaction,
  enrollmentIds: readonly string[],
): Promise<readonly FlagRow[]> {
  const rows = await tx.flag.findMany({
    where: { enrollmentId: { in: [...enrollmentIds] } },
    select: flagColumns,
    orderBy: { id: 'asc' },
  });
  return rows.filter(({ ruleId, evidenceKey }) => ruleId === evidenceKey);
}

function storedFlag(row: FlagRow): StoredFlag {
  return {
    id: row.id,
    ruleId: row.ruleId,
    status: row.status as StoredFlag['status'],
    evidence: evidenceOf(row),
  };
}

function evidenceOf({ evidence }: FlagRow): readonly FlagEvidence[] {
  return evidence as unknown as readonly FlagEvidence[];
}

function flagRow({ id, siteId, patientId }: LoadedEnrollment, flag: FlagContent): JsonObject {
  return {
    site_id: siteId,
    patient_id: patientId,
    enrollment_id: id,
    rule_id: flag.ruleId,
    evidence_key: flag.ruleId,
    ...contentColumns(flag),
  };
}

function contentColumns(flag: FlagContent): JsonObject {
  return {
    rule_version: String(flag.ruleVersion),
    title: flag.title,
    topic: flag.topic,
    proposes: flag.proposes,
    severity: flag.severity,
    evidence: flag.evidence,
    message: flag.message,
    source: flag.source,
    raised_on: flag.raisedOn,
    act_by: flag.actBy,
    who_acts: flag.whoActs,
    blocks_dispensing: flag.blocksDispensing,
  };
}

function updatedRows({ update, reopen }: FlagChanges): JsonObject[] {
  return [
    ...update.map(({ id, flag }) => ({ id, ...contentColumns(flag), reopened_count: 0 })),
    ...reopen.map(({ id, flag }) => ({ id, ...contentColumns(flag), reopened_count: 1 })),
  ];
}

async function updateFlags(tx: Transaction, rows: readonly JsonObject[]): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  await tx.$executeRaw`
    UPDATE flag f
    SET rule_version = r.rule_version, title = r.title, topic = r.topic, proposes = r.proposes,
        severity = r.severity, evidence = r.evidence,
        message = r.message, source = r.source, raised_on = r.raised_on, act_by = r.act_by,
        who_acts = r.who_acts, blocks_dispensing = r.blocks_dispensing, status = 'open',
        disposition = NULL, disposition_reason = NULL, closed_by = NULL, closed_by_role = NULL,
        closed_at = NULL, reopened_count = f.reopened_count + r.reopened_count,
        version = f.version + 1
    FROM jsonb_populate_recordset(NULL::flag, ${JSON.stringify(rows)}::jsonb) r
    WHERE f.id = r.id`;
}

async function updateEvidence(
  tx: Transaction,
  rows: readonly { readonly id: string; readonly evidence: readonly FlagEvidence[] }[],
): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  await tx.$executeRaw`
    UPDATE flag f SET evidence = r.evidence, version = f.version + 1
    FROM jsonb_populate_recordset(NULL::flag, ${JSON.stringify(rows)}::jsonb) r
    WHERE f.id = r.id`;
}

function noteChanges(changes: FlagChanges, rows: readonly FlagRow[]): FlagChange {
  const withdrawn = changes.withdraw.map(({ id }) => id);
  return {
    flagsRaised: changes.raise.map(noteOf),
    flagsReopened: changes.reopen.map(({ flag }) => noteOf(flag)),
    flagsUpdated: changes.update.map(({ flag }) => noteOf(flag)),
    flagsWithdrawn: rows.filter(({ id }) => withdrawn.includes(id)).map(noteOfRow),
  };
}

function openAfter(changes: FlagChanges, rows: readonly FlagRow[]): JudgedFlags['open'] {
  const rewritten = [...changes.update, ...changes.reopen];
  const untouched = rows.filter(
    ({ id, status }) => status === 'open' && !rewritten.some((flag) => flag.id === id),
  );
  return [...untouched, ...changes.raise, ...rewritten.map(({ flag }) => flag)];
}

function noteOf({ ruleId, title, severity, message }: FlagContent): FlagNote {
  return { ruleId, title, severity, message };
}

function noteOfRow(row: FlagRow): FlagNote {
  const { ruleId, title, severity, message } = row;
  return { ruleId, title, severity: severity as FlagNote['severity'], message };
}
