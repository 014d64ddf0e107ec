import 'server-only';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { AppError } from '../app-error';
import { dateOf } from '../db/date-column';
import type { Transaction } from '../db/transaction';

/** The site of an entry, for the permission of a command; null when the user cannot see it. */
export async function findScreeningSite(
  tx: Transaction,
  { entryId }: { readonly entryId: string },
): Promise<string | null> {
  const row = await tx.screeningLog.findUnique({
    where: { id: entryId },
    select: { siteId: true },
  });
  return row?.siteId ?? null;
}

type Target = { readonly entryId: string; readonly version: number };

/** Holds the entry until the end of the transaction. */
export async function lockScreening(tx: Transaction, { entryId, version }: Target): Promise<void> {
  await tx.$queryRaw`SELECT id FROM screening_log WHERE id = ${entryId}::uuid FOR UPDATE`;
  const row = await tx.screeningLog.findUniqueOrThrow({
    where: { id: entryId },
    select: { version: true, voidedAt: true, men: true },
  });
  if (row.voidedAt !== null) {
    throw new AppError('CONFLICT', { message: 'Somebody has taken this count out meanwhile.' });
  }
  if (row.version !== version) {
    throw new AppError('STALE_VERSION', {
      message: `Somebody has changed this count since you opened it: it says ${row.men} now.`,
      current: { version: row.version, men: row.men },
    });
  }
}

type Counted = { readonly protocol: string; readonly to: CivilDate };

/**
 * What the schema cannot know.
 *
 * @param path where the entry stands in the input, as `entries.3.`
 * @throws INVALID_INPUT for a protocol that nobody knows, or a period that is not over: its count would
 * change by itself.
 */
export function checkAgainstSite({ protocol, to }: Counted, today: CivilDate, path = ''): void {
  if (!protocolLibrary.some(({ code }) => code === protocol)) {
    throw new AppError('INVALID_INPUT', {
      fields: { [`${path}protocol`]: 'There is no such protocol.' },
    });
  }
  if (to > today) {
    throw new AppError('INVALID_INPUT', {
      fields: {
        [`${path}to`]: `In the future: the last day counted is today, ${today}, or before.`,
      },
    });
  }
}

interface NewCount {
  readonly siteId: string;
  readonly protocol: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly category: string;
  readonly note: string;
}

/** @throws DUPLICATE where the log says it already: the same men would be counted twice. */
export async function refuseCounted(tx: Transaction, count: NewCount): Promise<void> {
  const { siteId, protocol, from, to, category, note } = count;
  const stored = await tx.screeningLog.findFirst({
    where: {
      siteId,
      protocol,
      periodFrom: dateOf(toDay(from)),
      periodTo: dateOf(toDay(to)),
      category,
      note,
      cohortTag: null,
      voidedAt: null,
    },
    select: { men: true },
  });
  if (stored !== null) {
    throw new AppError('DUPLICATE', {
      message: 'The log has this reason for the same days already.',
      fields: {
        men: `The log says ${stored.men} already. Correct that entry, or tell the two apart by the note.`,
      },
    });
  }
}
