import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { DecisionInput } from '@/lib/course/decision-input';
import { changesOfRecord, describeChanges } from '@/lib/course/signed-basis';
import { addDays, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { CommandContext } from '../command';
import { civilDateFrom } from '../db/date-column';
import type { Prisma } from '../db/generated/client';
import type { Transaction } from '../db/transaction';
import { loadRecords } from '../records/load-records';

/** A physician looks at the decision again within this many days (proposal). */
const reviewWithinDays = 7;

/**
 * A decision whose input was corrected or voided stays in force and is put before a physician again: it is
 * marked, and a flag says what changed (engine §4). Called after the record was written.
 */
export async function reopenDecisions(
  context: CommandContext,
  recordId: string,
  reason: string,
): Promise<void> {
  const { tx, now } = context;
  for (const decision of await findDecisionsOn(tx, recordId)) {
    const input = inputsOf(decision).find((item) => item.recordId === recordId);
    const what = input && (await whatChanged(tx, decision, input));
    if (what === undefined || what === null) {
      continue;
    }
    await tx.decision.update({
      where: { id: decision.id },
      data: { reopenedAt: now, reopenReason: `${what} (${reason})`, version: { increment: 1 } },
      select: { id: true },
    });
    await raiseFlag(context, decision, what);
  }
}

type Decision = Prisma.DecisionGetPayload<object>;

async function findDecisionsOn(tx: Transaction, recordId: string): Promise<readonly Decision[]> {
  return await tx.decision.findMany({
    where: {
      meaning: { not: 'response-seen' },
      supersededBy: null,
      inputs: { array_contains: [{ recordId }] },
    },
    orderBy: { id: 'asc' },
  });
}

function inputsOf(decision: Decision): readonly DecisionInput[] {
  return decision.inputs as unknown as readonly DecisionInput[];
}

/** Null when the input reads as it did. */
async function whatChanged(
  tx: Transaction,
  decision: Decision,
  input: DecisionInput,
): Promise<string | null> {
  if (input.analyte === null) {
    return await whatChangedOfSample(tx, decision, input);
  }
  const before = describe(input);
  const after = await describeNow(tx, input);
  return after === before ? null : `${before} became ${after ?? 'void'}`;
}

function describe({ analyte, valueText, unit, on }: DecisionInput): string {
  return `${analyte?.toUpperCase()} ${valueText} ${unit} of ${on}`;
}

/** Null when there is no such result any more. */
async function describeNow(tx: Transaction, input: DecisionInput): Promise<string | null> {
  const record = await tx.clinicalRecord.findUniqueOrThrow({
    where: { id: input.recordId },
    select: {
      collectedOn: true,
      voidedAt: true,
      labResults: { where: { voidedAt: null, analyte: input.analyte ?? '' } },
    },
  });
  const [result] = record.labResults;
  if (record.voidedAt !== null || result === undefined) {
    return null;
  }
  const { valueText, unit } = result;
  return describe({ ...input, on: civilDateFrom(record.collectedOn), valueText, unit });
}

async function whatChangedOfSample(
  tx: Transaction,
  { patientId }: Decision,
  { recordId, on, values }: DecisionInput,
): Promise<string | null> {
  if (values === undefined) {
    // Signed before the fields were kept with the signature: any amendment counts as a change.
    return `the sample of ${on} became another version`;
  }
  const records = (await loadRecords(tx, [patientId])).get(patientId) ?? [];
  const changes = changesOfRecord(
    { recordId, on, title: 'Semen analysis', values },
    records.map(({ record }) => record),
  );
  return changes.length === 0 ? null : describeChanges(changes);
}

async function raiseFlag(
  { tx, today }: CommandContext,
  decision: Decision,
  what: string,
): Promise<void> {
  const topic = 'decision';
  const title = 'A decision rests on a corrected result';
  const message = `${what} after the decision "${decision.chosen}" of ${civilDateFrom(decision.decidedOn)}. Review the decision.`;
  const source = 'engine §4: a corrected input re-opens a decision and changes nothing by itself';
  const actBy = toCivilDate(addDays(toDay(today), reviewWithinDays));
  const evidence: JsonObject[] = [
    {
      evidenceKey: decision.id,
      ruleId: decision.ruleId,
      ruleVersion: Number(decision.ruleVersion),
      topic,
      title,
      source,
      level: 0,
      severity: 'amber',
      message,
      whoActs: 'physician',
      proposes: null,
      blocksDispensing: false,
      raisedOn: today,
      actBy,
      evidence: [],
      state: 'current',
    },
  ];
  await tx.$executeRaw`
    INSERT INTO flag (site_id, patient_id, enrollment_id, rule_id, rule_version, title,
      topic, severity, evidence_key, evidence, message, source, raised_on, act_by, who_acts)
    VALUES (${decision.siteId}::uuid, ${decision.patientId}::uuid, ${decision.enrollmentId}::uuid,
      ${decision.ruleId}, ${decision.ruleVersion}, ${title}, ${topic}, 'amber', ${decision.id},
      ${JSON.stringify(evidence)}::jsonb, ${message}, ${source}, ${today}::date, ${actBy}::date,
      'physician')
    ON CONFLICT (enrollment_id, rule_id, evidence_key) DO UPDATE
    SET evidence = excluded.evidence, message = excluded.message, act_by = excluded.act_by,
        status = 'open', disposition = NULL, disposition_reason = NULL, closed_by = NULL,
        closed_by_role = NULL, closed_at = NULL,
        reopened_count = flag.reopened_count + (flag.status = 'closed')::int,
        version = flag.version + 1`;
}
