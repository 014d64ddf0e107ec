import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor, Membership } from '@/lib/auth/actor';
import { membershipWith } from '@/lib/auth/can';
import { type ImportedScreening, importedScreeningSchema } from '@/lib/enrollment/screening';
import { AppError } from '../app-error';
import { siteToday } from '../clock';
import { civilDateFrom } from '../db/date-column';
import { insertRows } from '../db/insert-rows';
import { inTransaction, type Transaction } from '../db/transaction';
import { parseInput } from '../parse-input';
import { checkAgainstSite } from './screening-entry';

const importScreeningInputSchema = z.object({
  siteId: z.uuid(),
  entries: z.array(importedScreeningSchema).min(1),
});

/** What tells one count from another, as the database's own key does. */
interface CountKey {
  readonly protocol: string;
  readonly from: string;
  readonly to: string;
  readonly category: string;
  readonly cohortTag: string | null;
  readonly note: string;
}

/**
 * Screening counts of one site at once, by the schema of the form. Counts that the log has already are
 * left as they are, so that an import can be repeated.
 *
 * @throws FORBIDDEN, INVALID_INPUT with paths as `entries.3.men`.
 */
export async function importScreening(
  actor: Actor,
  input: z.input<typeof importScreeningInputSchema>,
  { requestId = randomUUID() }: { readonly requestId?: string } = {},
): Promise<{ readonly imported: number; readonly skipped: number }> {
  const { siteId, entries } = parseInput(importScreeningInputSchema, input);
  const site = membershipWith(actor, 'screening:record', siteId);
  if (site === undefined) {
    throw new AppError('FORBIDDEN', { detail: 'screening:record' });
  }
  return await inTransaction(actor, { requestId, reason: 'Import' }, (tx) =>
    insertScreening(tx, actor, site, entries),
  );
}

/** The same inside a transaction of the caller's, which has checked that the actor may. */
export async function insertScreening(
  tx: Transaction,
  { userId }: Actor,
  { siteId, timeZone }: Membership,
  entries: readonly ImportedScreening[],
): Promise<{ readonly imported: number; readonly skipped: number }> {
  const today = siteToday(timeZone);
  for (const [index, entry] of entries.entries()) {
    checkAgainstSite(entry, today, `entries.${index}.`);
  }
  const stored = await tx.screeningLog.findMany({
    where: { siteId, voidedAt: null },
    select: {
      protocol: true,
      periodFrom: true,
      periodTo: true,
      category: true,
      cohortTag: true,
      note: true,
    },
  });
  const known = new Set(
    stored.map(({ periodFrom, periodTo, ...rest }) =>
      keyOf({ ...rest, from: civilDateFrom(periodFrom), to: civilDateFrom(periodTo) }),
    ),
  );
  const added = entries.filter((entry) => !known.has(keyOf(entry)));
  await insertRows(
    tx,
    'screening_log',
    added.map((entry) => ({
      site_id: siteId,
      protocol: entry.protocol,
      period_from: entry.from,
      period_to: entry.to,
      category: entry.category,
      men: entry.men,
      note: entry.note,
      cohort_tag: entry.cohortTag,
      simulated: entry.simulated,
      recorded_by: userId,
    })),
  );
  return { imported: added.length, skipped: entries.length - added.length };
}

function keyOf({ protocol, from, to, category, cohortTag, note }: CountKey): string {
  return JSON.stringify([protocol, from, to, category, cohortTag, note]);
}
