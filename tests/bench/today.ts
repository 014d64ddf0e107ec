// The working list of a site with ten thousand men, beside the statements that it sends.
import { sitesWhere } from '@/lib/auth/can';
import { listWork } from '@/lib/server/worklist/queries';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { openLargeClinic } from './clinic-of-thousands';
import { counted, type Figure, milliseconds, percentile, reported } from './figure';
import { measurePage } from './page-beside-sql';

const enrollments = 10_000;
const requests = 150;

export async function measureToday(): Promise<readonly Figure[]> {
  const clinic = await openLargeClinic(enrollments);
  const { nurse } = clinic;
  const search = readWorklistSearch({});
  const sites = sitesWhere(nurse, 'patient:read');
  const { result, page, sql } = await measurePage(clinic, nurse, {
    path: '/today',
    words: 'Log visit',
    query: () => listWork(nurse, sites, search),
    warmUps: 15,
    requests,
  });
  const rows = result.reduce((sum, { total }) => sum + total, 0);
  const [pageMedian, pageLate] = [percentile(page, 0.5), percentile(page, 0.95)];
  const [sqlMedian, sqlLate] = [percentile(sql, 0.5), percentile(sql, 0.95)];
  const limit = 5 * sqlLate + 40;
  return [
    reported(
      `SQL of Today at ${counted(enrollments)} enrollments (${counted(rows)} rows in all groups): p50 / p95 of ${requests} runs`,
      `${milliseconds(sqlMedian)} / ${milliseconds(sqlLate)}`,
    ),
    reported(
      `GET /today over HTTP: p50 / p95 of ${requests} requests`,
      `${milliseconds(pageMedian)} / ${milliseconds(pageLate)}`,
    ),
    {
      name: 'p95 of the page',
      measured: `${milliseconds(pageLate)}, ${(pageLate / sqlLate).toFixed(2)} × its SQL`,
      target: `≤ 5 × SQL + 40 ms = ${milliseconds(limit)}`,
      isMet: pageLate <= limit,
    },
  ];
}
