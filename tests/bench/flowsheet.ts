// The flowsheet of a man with two thousand results, beside the statements that it sends.
import { toDay } from '@/lib/dates/civil-date';
import { siteToday } from '@/lib/server/clock';
import { loadChart } from '@/lib/server/patients/load-chart';
import { benchTimeZone, openLargeClinic } from './clinic-of-thousands';
import { counted, type Figure, milliseconds, percentile, reported, seconds } from './figure';
import { manWithResults } from './man-with-results';
import { measurePage } from './page-beside-sql';

const enrollments = 10_000;
const results = 2_000;
const requests = 60;
const targetMs = 1_000;

export async function measureFlowsheet(): Promise<readonly Figure[]> {
  const today = toDay(siteToday(benchTimeZone));
  const clinic = await openLargeClinic(enrollments, manWithResults(results, today));
  const { nurse, extraPatientId } = clinic;
  const { result, page, sql } = await measurePage(clinic, nurse, {
    path: `/patients/${extraPatientId}/labs`,
    words: 'Lab results by date',
    query: () => loadChart(nurse, extraPatientId),
    warmUps: 10,
    requests,
  });
  const stored = (result?.loaded.course.records ?? []).flatMap((record) => record.results).length;
  const [pageMedian, pageLate] = [percentile(page, 0.5), percentile(page, 0.95)];
  const [sqlMedian, sqlLate] = [percentile(sql, 0.5), percentile(sql, 0.95)];
  return [
    reported(
      `SQL of the flowsheet of a man with ${counted(stored)} results, at ${counted(enrollments)} enrollments: p50 / p95 of ${requests} runs`,
      `${milliseconds(sqlMedian)} / ${milliseconds(sqlLate)}`,
    ),
    reported(
      `GET of the flowsheet over HTTP: p50 / p95 of ${requests} requests`,
      `${milliseconds(pageMedian)} / ${milliseconds(pageLate)}`,
    ),
    {
      name: 'p95 of the flowsheet',
      measured: `${milliseconds(pageLate)}, ${(pageLate / sqlLate).toFixed(2)} × its SQL`,
      target: `< ${seconds(targetMs)}`,
      isMet: pageLate < targetMs,
    },
  ];
}
