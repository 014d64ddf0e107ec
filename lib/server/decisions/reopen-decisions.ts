import 'server-only';
import type { JsonObject } from '@/lib/core/json';
import type { DecisionInput } from '@/lib/course/decision-input';
import { addDays, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { CommandContext } from '../command';
import { civilDateFrom } from '../db/date-column';
import type { Prisma } from '../db/generated/client';
import type { Transaction } from '../db/transaction';

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
    const after = input && (await describeNow(tx, input));
    if (input === undefined || after === describe(input)) {
      continue;
    }
    await tx.decision.update({
      where: { id: decision.id },
      data: { reopenedAt: now, reopenReason: reason, version: { increment: 1 } },
      select: { id: true },
    });
    await raiseFlag(context, decision, `${describe(input)} became ${after ?? 'void'}`);
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

function describe({ analyte, valueText, unit, on }: DecisionInput): string {
  return analyte === null
    ? `the sample of ${on}`
    : `${analyte.toUpperCase()} ${valueText} ${unit} of ${on}`;
}

/** Null when there is no such result any more; a sample counts as changed with every amendment. */
async function describeNow(tx: Transaction, input: DecisionInput): Promise<string | null> {
  const record = await tx.clinicalRecord.findUniqueOrThrow({
    where: { id: input.recordId },
    select: {
      collectedOn: true,
      voidedAt: true,
      labResults: { where: { voidedAt: null, analyte: input.analyte ?? '' } },
    },
  });
  const on = civilDateFrom(record.collectedOn);
  const [result] = record.labResults;
  if (record.voidedAt !== null) {
    return null;
  }
  if (input.analyte === null) {
    return `another version, of ${on}`;
  }
  return result === undefined
    ? null
    : describe({ ...input, on, valueText: result.valueText, unit: result.unit });
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
