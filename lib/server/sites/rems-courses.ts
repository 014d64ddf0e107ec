import 'server-only';
import type { RemsDateEffect } from '@/lib/rems/site-rems-date';
import { compiledProtocols } from '../courses/compiled-protocol';
import type { ComputedPlan } from '../courses/compute-plans';
import type { Transaction } from '../db/transaction';

/** As many courses as are held in memory at once. */
const batchSize = 500;

/** Enrollments at a site, ended ones included, whose REMS checks end with the monthly rule set. */
export async function findRemsEnrollments(tx: Transaction, siteId: string): Promise<string[]> {
  const rows = await tx.enrollment.findMany({
    where: { siteId },
    select: { id: true, protocolVersionId: true, settingsProfileId: true },
    orderBy: { id: 'asc' },
  });
  const protocolOf = await compiledProtocols(tx, rows);
  return rows
    .filter((row) => protocolOf(row).requirements.some((one) => one.endsWithRemsMonthly))
    .map(({ id }) => id);
}

export function batches(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / batchSize) }, (_, index) =>
    ids.slice(index * batchSize, (index + 1) * batchSize),
  );
}

export const noEffect: RemsDateEffect = {
  enrollments: 0,
  plansChanged: 0,
  checksDropped: 0,
  checksAdded: 0,
};

type Change = Pick<ComputedPlan['change'], 'opened' | 'dropped'>;

export function addEffect(effect: RemsDateEffect, changes: readonly Change[]): RemsDateEffect {
  return changes.reduce(
    (sum, { opened, dropped }) => ({
      enrollments: sum.enrollments + 1,
      plansChanged: sum.plansChanged + (opened.length + dropped.length > 0 ? 1 : 0),
      checksDropped: sum.checksDropped + dropped.length,
      checksAdded: sum.checksAdded + opened.length,
    }),
    effect,
  );
}
