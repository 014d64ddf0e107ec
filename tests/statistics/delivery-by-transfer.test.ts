// Delivery over the transfers of the rebuilt S1 (C§1.2.5), from the records to the curve.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frozenCaseOf } from '@/lib/analysis/freeze-case';
import type { AnalysisResults } from '@/lib/analysis/results';
import type { DemoPatient } from '@/lib/demo/demo-patient';
import { gonadotropinCohort } from '@/lib/demo/gonadotropin-cohort';
import { endR } from '@/lib/server/statistics/run-plan';
import { DemoMan, protocolOf, today } from '@/tests/support/demo-man';
import { runInBoth } from '@/tests/support/r';

let results: AnalysisResults;

beforeAll(async () => {
  const subjects = gonadotropinCohort()
    .filter(({ records }) => records.some(({ kind }) => kind === 'icsi-cycle'))
    .map(subjectOf);
  const column = (name: string) => subjects.map((subject) => subject[name] ?? null);
  results = await runInBoth({
    datasets: {
      subjects: {
        arm: column('arm'),
        transfers: column('transfers_to_delivery'),
        delivered: column('delivered'),
      },
    },
    plan: [
      {
        id: 'delivery',
        method: 'survival',
        arguments: { time: 'transfers', event: 'delivered', group: 'arm', at: [1, 2, 3] },
      },
    ],
  });
}, 60_000);

afterAll(endR);

function subjectOf(patient: DemoPatient) {
  const { course, evaluation, age } = new DemoMan(patient);
  return frozenCaseOf(protocolOf(patient), {
    studyId: patient.studyId,
    siteCode: patient.site,
    cohort: patient.cohortTag,
    isSimulated: true,
    status: 'completed',
    endCategory: null,
    endAdverseEventId: null,
    ageAtConsent: age,
    protocol: protocolOf(patient),
    course,
    evaluation,
    today,
  }).subject;
}

function value(row: string, column: string, statistic: string): number {
  const figure = results.figure({ analysis: 'delivery', row, column, statistic });
  return figure.kind === 'number' ? figure.value : Number.NaN;
}

test('the 27 cycles with ejaculated sperm, of which no transfer is known, are left out and counted', () => {
  expect(value('model', 'all', 'n')).toBe(138);
  expect(value('model', 'all', 'dropped')).toBe(27);
  expect(value('model', 'all', 'events')).toBe(68);
});

test('the curves end at 50.5% and 45.2%, the printed cumulative delivery rates', () => {
  expect(value('end', 'gonadotropins', 'cumulative')).toBeCloseTo(54 / 107, 10);
  expect(value('end', 'none', 'cumulative')).toBeCloseTo(14 / 31, 10);
});

test('who has no birth stays at risk up to the third transfer', () => {
  const atRisk = (arm: string) => [1, 2, 3].map((order) => value(`risk=${order}`, arm, 'at-risk'));
  expect(atRisk('gonadotropins')).toEqual([107, 75, 61]);
  expect(atRisk('none')).toEqual([31, 23, 19]);
});
