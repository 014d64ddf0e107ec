import type pg from 'pg';
import type { Actor } from '@/lib/auth/actor';
import { demoPhysician } from '@/lib/demo/demo-accounts';
import { findActor } from '@/lib/server/accounts/find-actor';
import { getSnapshot, type SnapshotView } from '@/lib/server/snapshots/queries';

/** The published cohorts of the demo as they are frozen when it is loaded, by the paper: S0, S1, S2. */
export interface DemoHistory {
  readonly actor: Actor;
  readonly snapshots: ReadonlyMap<string, SnapshotView>;
}

/** In a database that holds them: `openTestDatabase({ holds: 'demo-history' })`. */
export async function findDemoHistory(owner: pg.Pool): Promise<DemoHistory> {
  const { rows } = await owner.query<{ id: string; session_version: number }>(
    'SELECT id, session_version FROM user_account WHERE email = $1',
    [demoPhysician.email],
  );
  const [account] = rows;
  const actor = account && (await findActor(account.id, account.session_version));
  if (!actor) {
    throw new Error('The demo has a physician.');
  }
  const frozen = await owner.query<{ id: string; paper: string }>(
    `SELECT s.id, left(c.name, 2) AS paper FROM cohort_snapshot s JOIN cohort c ON c.id = s.cohort_id
     ORDER BY paper`,
  );
  const snapshots = new Map<string, SnapshotView>();
  for (const { id, paper } of frozen.rows) {
    const view = await getSnapshot(actor, id);
    if (view !== null) {
      snapshots.set(paper, view);
    }
  }
  return { actor, snapshots };
}
