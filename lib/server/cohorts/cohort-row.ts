import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import type { CohortDefinition } from '@/lib/cohort/condition';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { AppError } from '../app-error';
import type { Transaction } from '../db/transaction';
import { refuseFields } from '../refuse-fields';

/** The site that keeps a cohort, for the permission of a command; null when the user cannot see it. */
export async function findCohortSite(
  tx: Transaction,
  { cohortId }: { readonly cohortId: string },
): Promise<string | null> {
  const row = await tx.cohort.findUnique({ where: { id: cohortId }, select: { siteId: true } });
  return row?.siteId ?? null;
}

type Target = { readonly cohortId: string; readonly version: number };

/** Holds the cohort until the end of the transaction. */
export async function lockCohort(
  tx: Transaction,
  { cohortId, version }: Target,
): Promise<{ readonly siteId: string; readonly siteIds: readonly string[] }> {
  await tx.$queryRaw`SELECT id FROM cohort WHERE id = ${cohortId}::uuid FOR UPDATE`;
  const row = await tx.cohort.findUniqueOrThrow({
    where: { id: cohortId },
    select: { siteId: true, siteIds: true, version: true, voidedAt: true, name: true },
  });
  if (row.voidedAt !== null) {
    throw new AppError('CONFLICT', { message: 'Somebody has taken this cohort out meanwhile.' });
  }
  if (row.version !== version) {
    throw new AppError('STALE_VERSION', {
      message: `Somebody has changed the cohort since you opened it; it is called "${row.name}" now.`,
      current: { version: row.version, name: row.name },
    });
  }
  return row;
}

/** @throws NOT_FOUND for a site that is not the actor's, FORBIDDEN where the permission is not held at one. */
export function requireEverySite(siteIds: readonly string[], actor: Actor): void {
  for (const siteId of siteIds) {
    if (!actor.memberships.some((membership) => membership.siteId === siteId)) {
      throw new AppError('NOT_FOUND');
    }
    if (!can(actor, 'export:study', siteId)) {
      throw new AppError('FORBIDDEN', { detail: 'export:study' });
    }
  }
}

interface Named {
  readonly siteId: string;
  readonly name: string;
  readonly definition: CohortDefinition;
}

/**
 * What the schema cannot know.
 *
 * @param cohortId of the cohort itself, which may keep its name
 * @throws INVALID_INPUT for a protocol that nobody knows, or a name that another cohort of the site has.
 */
export async function refuseCohort(
  tx: Transaction,
  { siteId, name, definition }: Named,
  cohortId: string | null,
): Promise<void> {
  const other = await tx.cohort.findFirst({
    where: {
      siteId,
      name: { equals: name, mode: 'insensitive' },
      voidedAt: null,
      ...(cohortId !== null && { id: { not: cohortId } }),
    },
    select: { name: true },
  });
  refuseFields([
    ['name', other && `There is a cohort "${other.name}" already. Choose another name.`],
    [
      'definition.protocol',
      protocolLibrary.some(({ code }) => code === definition.protocol)
        ? null
        : 'There is no such protocol.',
    ],
  ]);
}
