import 'server-only';
import type { RemsDateEffect } from '@/lib/rems/site-rems-date';
import { compiledProtocols } from '../courses/compiled-protocol';
import type { ComputedPlan } from '../courses/compute-plans';
import type { Transaction } from '../db/transaction';

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

type Change = Pick<ComputedPlan['change'], 'opened' | 'dropped'>;

/** By enrollment. */
export function effectOf(changes: ReadonlyMap<string, Change>): RemsDateEffect {
  const all = [...changes.values()];
  const sum = (count: (change: Change) => number) =>
    all.reduce((total, change) => total + count(change), 0);
  return {
    enrollments: all.length,
    plansChanged: sum(({ opened, dropped }) => (opened.length + dropped.length > 0 ? 1 : 0)),
    checksDropped: sum(({ dropped }) => dropped.length),
    checksAdded: sum(({ opened }) => opened.length),
  };
}
