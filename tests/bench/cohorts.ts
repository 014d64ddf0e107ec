// The count of a cohort over a site with ten thousand men, beside its statement on one connection.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Condition } from '@/lib/cohort/condition';
import { civilDate } from '@/lib/dates/civil-date';
import { countSql } from '@/lib/server/cohorts/cohort-sql';
import { countCohort } from '@/lib/server/cohorts/count-cohort';
import { type LargeClinic, openLargeClinic } from './clinic-of-thousands';
import { counted, type Figure, milliseconds, percentile, reported } from './figure';

const enrollments = 10_000;
const runs = 15;
const targetMs = 200;

const columns: Condition = {
  all: [
    { variable: 'status', operator: 'any-of', values: ['active'] },
    { variable: 'enrollment-date', operator: 'on-or-after', date: civilDate('2026-01-01') },
    { variable: 'best-response', operator: 'none-of', values: ['complete'] },
  ],
};

const usual: Condition = {
  all: [
    columns,
    { variable: 'age-at-consent', operator: 'between', from: 20, to: 50 },
    { variable: 'etiology', operator: 'any-of', values: ['idiopathic', 'cryptorchidism'] },
    { variable: 'fsh-baseline', operator: 'at-least', value: 7.6 },
    { variable: 'first-dose-date', operator: 'on-or-after', date: civilDate('2026-01-01') },
  ],
};

/** One or two conditions about everything that can be asked. */
const everything: Condition = {
  all: [
    usual,
    {
      any: [
        { variable: 'body-mass-index', operator: 'at-most', value: 35 },
        { variable: 'karyotype', operator: 'not-recorded' },
        { not: { variable: 'prior-retrieval', operator: 'any-of', values: ['none'] } },
      ],
    },
    { variable: 'triglycerides-highest', operator: 'at-most', value: 500 },
    { variable: 'days-on-therapy', operator: 'at-least', value: 30 },
    { variable: 'highest-dose', operator: 'at-least', value: 40 },
    { not: { variable: 'retrieval', operator: 'yes' } },
    { variable: 'earlier-procedures', operator: 'any-of', values: ['micro-tese'] },
    { variable: 'live-birth', operator: 'no' },
    { variable: 'motile-sperm', operator: 'no' },
    { variable: 'worst-grade', operator: 'at-most', value: 3 },
  ],
};

export async function measureCohorts(): Promise<readonly Figure[]> {
  const clinic = await openLargeClinic(enrollments);
  try {
    await describeMen(clinic);
    return [
      ...(await measureCount(clinic, 'three conditions on the enrollment', columns, targetMs)),
      ...(await measureCount(
        clinic,
        'seven, with findings, laboratory and first dose',
        usual,
        targetMs,
      )),
      ...(await measureCount(clinic, 'eighteen, of every kind', everything, null)),
    ];
  } finally {
    await clinic.close();
  }
}

async function measureCount(
  { connections, physician, siteId }: LargeClinic,
  what: string,
  condition: Condition,
  target: number | null,
): Promise<Figure[]> {
  const definition = { protocol: 'isotretinoin-noa', condition };
  const { text, values } = countSql(definition, [siteId]);
  const client = new pg.Client({ connectionString: connections.appUrl });
  await client.connect();
  const count = () =>
    countCohort.execute(
      physician,
      { siteIds: [siteId], definition },
      { submissionId: randomUUID() },
    );
  const statement = async () => {
    await client.query('BEGIN READ ONLY');
    await client.query("SELECT set_config('app.user_id', $1, true)", [physician.userId]);
    await client.query(text, [...values]);
    await client.query('COMMIT');
  };
  try {
    const taken: number[] = [];
    const beside: number[] = [];
    for (let run = -2; run < runs; run += 1) {
      const [whole, bare] = [await timed(count), await timed(statement)];
      if (run >= 0) {
        taken.push(whole);
        beside.push(bare);
      }
    }
    const { members, men } = await count();
    const [median, late] = [percentile(taken, 0.5), percentile(taken, 0.95)];
    const name = `Count of a cohort at ${counted(enrollments)} enrollments, ${what}`;
    return [
      {
        name: `${name}: p95 of ${runs} runs`,
        measured: milliseconds(late),
        target: target === null ? null : `≤ ${milliseconds(target)}`,
        isMet: target === null || late <= target,
      },
      reported(
        `${name}: p50, and its SQL (${counted(members)} of ${counted(men)} in)`,
        `${milliseconds(median)}, ${(median / percentile(beside, 0.5)).toFixed(2)} × its SQL`,
      ),
    ];
  } finally {
    await client.end();
  }
}

/** What the men of the other measurements do not have: findings, an earlier operation, adverse events. */
async function describeMen({ connections }: LargeClinic): Promise<void> {
  const owner = new pg.Client({ connectionString: connections.ownerUrl });
  await owner.connect();
  try {
    await owner.query(`
      INSERT INTO record (site_id, patient_id, enrollment_id, kind, collected_on, content, recorded_by)
      SELECT e.site_id, e.patient_id, NULL, f.kind, e.enrolled_on - 3, f.content::jsonb,
             (SELECT id FROM user_account LIMIT 1)
      FROM enrollment e
      CROSS JOIN (VALUES
        ('finding', '{"finding": "etiology", "answer": "idiopathic"}'),
        ('finding', '{"finding": "azoospermia-category", "answer": "cryptozoospermia"}'),
        ('finding', '{"finding": "karyotype", "answer": "46-xy"}'),
        ('finding', '{"finding": "azf-deletion", "answer": "none"}'),
        ('finding', '{"finding": "infertility-months", "answer": 48}'),
        ('finding', '{"finding": "body-mass-index", "answer": 27.5}'),
        ('finding', '{"finding": "testicular-volume-right", "answer": 10}'),
        ('finding', '{"finding": "testicular-volume-left", "answer": 9}'),
        ('finding', '{"finding": "prior-retrieval", "answer": "micro-tese"}'),
        ('procedure', '{"kind": "micro-tese", "spermFound": "no", "histology": "mixed"}')
      ) AS f (kind, content)`);
    await owner.query(`
      INSERT INTO record (site_id, patient_id, enrollment_id, kind, collected_on, content, recorded_by)
      SELECT e.site_id, e.patient_id, e.id, 'adverse-event', e.enrolled_on + 40,
             '{"term": "dry_skin", "grades": [{"from": "2026-01-01", "grade": 1}], "serious": "no",
               "relatedness": "probable"}',
             (SELECT id FROM user_account LIMIT 1)
      FROM enrollment e`);
    // As the database of a clinic is kept by itself.
    await owner.query('VACUUM ANALYZE record');
    await owner.query('VACUUM ANALYZE lab_result');
  } finally {
    await owner.end();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
