import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { type DemoPart, loadDemo } from '@/lib/server/demo/load-demo';
import { addSite } from '../../support/accounts';
import { openTestDatabase } from '../../support/database';

const { owner, appUrl, ownerUrl } = await openTestDatabase();

// 741 men on a machine that other tests share.
vi.setConfig({ testTimeout: 300_000 });

const tables = [
  'site',
  'user_account',
  'site_membership',
  'protocol_version',
  'settings_profile',
  'patient',
  'patient_identity',
  'enrollment',
  'visit',
  'record',
  'lab_result',
  'plan_adjustment',
  'contact_log',
  'screening_log',
  'decision',
  'occurrence',
  'flag',
  'cohort',
  'cohort_snapshot',
];

async function countRows(): Promise<Record<string, number>> {
  const counts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await owner.query(`SELECT count(*)::int AS count FROM public."${table}"`);
      return [table, Number(rows[0].count)] as const;
    }),
  );
  return Object.fromEntries(counts);
}

/** The script as the launcher runs it; `killAfter` ends it without warning once so many men are in. */
async function runScript(part: DemoPart, killAfter = Number.POSITIVE_INFINITY): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=react-server', 'scripts/load-demo.ts', part],
    { env: { ...process.env, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl }, stdio: 'pipe' },
  );
  let done = 0;
  createInterface(child.stdout).on('line', (line) => {
    ({ done } = JSON.parse(line));
    if (done >= killAfter) {
      child.kill('SIGKILL');
    }
  });
  await once(child, 'close');
  return done;
}

async function outcomes(cohort: string): Promise<Record<string, number>> {
  const { rows } = await owner.query(
    `SELECT best_response, count(*)::int AS count FROM enrollment
     WHERE cohort_tag = $1 GROUP BY best_response`,
    [cohort],
  );
  return Object.fromEntries(rows.map((row) => [row.best_response, row.count]));
}

it('the living clinic is complete after a load that was killed and one that took it up again', async () => {
  const reached = await runScript('living', 20);
  const interrupted = await countRows();
  expect(reached).toBeGreaterThanOrEqual(20);
  expect(interrupted['patient']).toBeLessThan(68);
  await runScript('living');
  const complete = await countRows();
  expect(complete).toMatchObject({ site: 3, patient: 68, patient_identity: 68, enrollment: 68 });
  await runScript('living');
  expect(await countRows()).toEqual(complete);
});

it('the published outcomes stand in the database after the history is loaded', async () => {
  const progress: number[] = [];
  await loadDemo('history', ownerUrl, ({ done }) => progress.push(done));
  expect(progress.at(-1)).toBe(31 + 569 + 73);
  expect(await outcomes('S0')).toEqual({
    complete: 11,
    partial: 6,
    'non-responder': 13,
    'not-evaluable': 1,
  });
  expect(await outcomes('S1')).toEqual({
    'ejaculated-sperm': 27,
    retrieved: 115 + 34,
    'not-retrieved': 253 + 140,
  });
  expect(await outcomes('S2')).toEqual({ retrieved: 27, 'not-retrieved': 46 });
});

it('the man of S0 who left because of anxiety names the adverse event, and the never enrolled are counted', async () => {
  const { rows } = await owner.query(
    `SELECT e.status, e.end_category, r.content->>'term' AS term
     FROM enrollment e LEFT JOIN record r ON r.id = e.end_adverse_event_id
     WHERE e.cohort_tag = 'S0' AND e.status <> 'completed'`,
  );
  expect(rows).toEqual([{ status: 'withdrawn', end_category: 'adverse-event', term: 'anxiety' }]);
  const screened = await owner.query(
    `SELECT cohort_tag, category, men FROM screening_log WHERE cohort_tag <> 'living'
     ORDER BY cohort_tag, category`,
  );
  expect(screened.rows).toEqual([
    { cohort_tag: 'S1', category: 'donor-sperm', men: 539 },
    { cohort_tag: 'S1', category: 'not-eligible', men: 210 },
    { cohort_tag: 'S2', category: 'no-failed-retrieval', men: 237 },
  ]);
});

it('each published cohort is frozen with all its men, and the cohort of the living clinic is saved', async () => {
  const { rows } = await owner.query(
    `SELECT c.name, s.members, s.screening, (SELECT count(*)::int FROM snapshot_member m
       WHERE m.snapshot_id = s.id) AS frozen
     FROM cohort c LEFT JOIN cohort_snapshot s ON s.cohort_id = c.id ORDER BY c.name`,
  );
  expect(rows).toMatchObject([
    { name: expect.stringMatching(/^Isotretinoin/), members: null },
    { name: expect.stringMatching(/^S0/), members: 31, frozen: 31, screening: {} },
    {
      name: expect.stringMatching(/^S1/),
      members: 569,
      frozen: 569,
      screening: { 'donor-sperm': 539, 'not-eligible': 210 },
    },
    {
      name: expect.stringMatching(/^S2/),
      members: 73,
      frozen: 73,
      screening: { 'no-failed-retrieval': 237 },
    },
  ]);
});

it('everything is marked as simulated, and nobody signed anything', async () => {
  const { rows } = await owner.query(
    `SELECT (SELECT count(*)::int FROM enrollment WHERE NOT simulated) AS real_men,
            (SELECT count(*)::int FROM decision WHERE NOT transcribed) AS signed,
            (SELECT count(*)::int FROM record WHERE source IS NULL) AS without_source`,
  );
  expect(rows[0]).toEqual({ real_men: 0, signed: 0, without_source: 0 });
});

it('newer settings are approved once, and no man of the living clinic stands on them', async () => {
  const { rows } = await owner.query(
    `SELECT p.version, count(e.id)::int AS men FROM settings_profile p
     LEFT JOIN enrollment e ON e.settings_profile_id = p.id
     JOIN site s ON s.id = p.site_id JOIN protocol_version v ON v.id = p.protocol_version_id
     WHERE s.code = 'PAC' AND v.code = 'isotretinoin-noa' AND p.name = 'clinic'
     GROUP BY p.version ORDER BY p.version`,
  );
  expect(rows.map(({ version }) => version)).toEqual([1, 2]);
  expect(rows[0].men).toBeGreaterThan(15);
  expect(rows[1].men).toBe(0);
});

it('a day of next week is closed, and nothing is planned on it', async () => {
  const { rows } = await owner.query(
    `SELECT c.reason, (
       SELECT count(*)::int FROM occurrence o JOIN site s ON s.id = o.site_id
       WHERE o.site_id = c.site_id AND o.planned_on = c.day AND o.actual_on IS NULL
         AND o.requirement NOT IN ('hcg-injections', 'ufsh-injections')
     ) AS planned
     FROM closed_day c WHERE c.voided_at IS NULL`,
  );
  expect(rows).toEqual([{ reason: 'Training day of the team (simulated)', planned: 0 }]);
});

it('every cycle of the living clinic is of a partner who has consented', async () => {
  const { rows } = await owner.query(
    `SELECT count(*)::int AS cycles,
            count(*) FILTER (WHERE p.consent_on <= r.collected_on)::int AS consented
     FROM record r JOIN enrollment e ON e.id = r.enrollment_id
     LEFT JOIN partner p ON p.id = (r.content->>'partnerId')::uuid
     WHERE r.kind = 'icsi-cycle' AND e.cohort_tag = 'living'`,
  );
  expect(rows).toEqual([{ cycles: 5, consented: 5 }]);
});

it('one man is offered to the other site, which has not answered', async () => {
  const { rows } = await owner.query(
    `SELECT t.study_id, t.status, s.code FROM site_transfer t JOIN site s ON s.id = t.to_site_id`,
  );
  expect(rows).toEqual([{ study_id: 'PAC-004', status: 'offered', code: 'HAR' }]);
});

it('one man of the living clinic waits for a physician to let him in', async () => {
  const { rows } = await owner.query(
    `SELECT a.outcome, e.status, c->>'key' AS blocking
     FROM eligibility_assessment a JOIN enrollment e ON e.id = a.enrollment_id
     CROSS JOIN LATERAL jsonb_array_elements(a.criteria) c
     WHERE (c->>'blocks')::boolean`,
  );
  expect(rows).toEqual([
    { outcome: 'override-requested', status: 'active', blocking: 'psychiatric-history' },
  ]);
});

it('the published cohorts leave nothing to do', async () => {
  const { rows } = await owner.query(
    `SELECT count(*)::int AS open FROM flag f
     JOIN enrollment e ON e.id = f.enrollment_id
     WHERE e.cohort_tag <> 'living' AND f.status = 'open'`,
  );
  expect(rows[0]).toEqual({ open: 0 });
});

it('the progress of both parts is stored', async () => {
  const { rows } = await owner.query('SELECT name, done, total FROM load_progress ORDER BY name');
  expect(rows).toEqual([
    { name: 'demo-history', done: 673, total: 673 },
    { name: 'demo-living', done: 68, total: 68 },
  ]);
});

it('a database with sites of its own is left alone', async () => {
  await addSite(owner, 'REAL');
  await expect(loadDemo('living', ownerUrl, () => undefined)).rejects.toThrow('FORBIDDEN');
});
