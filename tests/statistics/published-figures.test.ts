// What the three papers print comes out of the historical cohorts through R, digit by digit; what cannot is a closed
// list, each with its reason.
import { afterAll, expect, it } from 'vitest';
import type { AnalysisResults } from '@/lib/analysis/results';
import type { DemoPatient } from '@/lib/demo/demo-patient';
import { gonadotropinCohort } from '@/lib/demo/gonadotropin-cohort';
import { isotretinoinCohort } from '@/lib/demo/isotretinoin-cohort';
import { salvageCohort } from '@/lib/demo/salvage-cohort';
import { publishedScreening } from '@/lib/demo/screening-counts';
import { studyColumns } from '@/lib/export/study-columns';
import {
  clinicFigures,
  comparePaper,
  differencePlan,
  type PaperComparison,
} from '@/lib/literature/comparison';
import { literaturePlan } from '@/lib/literature/literature-plan';
import { papers } from '@/lib/literature/papers';
import type { PublishedPaper } from '@/lib/literature/published-paper';
import { worstGradeOf } from '@/lib/records/adverse-event';
import { endR } from '@/lib/server/statistics/run-plan';
import { DemoMan, protocolOf, today } from '../support/demo-man';
import { expectAsPrinted } from '../support/published-comparison';
import { runInWebR, type TestStudy } from '../support/r';

afterAll(endR);

const cohorts: Readonly<Record<PublishedPaper['id'], () => DemoPatient[]>> = {
  S0: isotretinoinCohort,
  S1: gonadotropinCohort,
  S2: salvageCohort,
};

function studyOf(men: readonly DemoMan[]): Omit<TestStudy, 'plan'> {
  const [first] = men;
  if (first === undefined) {
    throw new Error('no men');
  }
  const columns = studyColumns(protocolOf(first.patient));
  const studies = men.map(({ patient, course, evaluation, age }) => ({
    studyId: patient.studyId,
    siteCode: patient.site,
    cohort: patient.cohortTag,
    isSimulated: true,
    status: patient.ended?.status ?? 'active',
    endCategory: patient.ended?.category ?? null,
    endAdverseEventId: null,
    ageAtConsent: age,
    protocol: protocolOf(patient),
    course,
    evaluation,
    today,
  }));
  const events = men.flatMap((man) =>
    man.adverseEvents().map((event) => ({
      subject: man.patient.studyId,
      term: event.term,
      worst_grade: worstGradeOf(event),
      serious: false,
      related: false,
    })),
  );
  const eventColumn = <Key extends keyof (typeof events)[number]>(key: Key) =>
    events.map((event) => event[key]);
  return {
    datasets: {
      subjects: Object.fromEntries(
        columns.map(({ name, value }) => [name, studies.map((study) => value(study))]),
      ),
      adverse_events: {
        subject: eventColumn('subject'),
        term: eventColumn('term'),
        worst_grade: eventColumn('worst_grade'),
        serious: eventColumn('serious'),
        related: eventColumn('related'),
      },
    },
    columns: columns.map(({ name, type, levels = [] }) => ({ name, type, levels })),
  };
}

async function compare(
  paper: PublishedPaper,
  patients = cohorts[paper.id](),
): Promise<PaperComparison> {
  const men = patients.map((patient) => new DemoMan(patient));
  const study = studyOf(men);
  const results: AnalysisResults = await runInWebR({ ...study, plan: literaturePlan(paper) });
  const subjects = study.datasets['subjects'] ?? {};
  const clinic = clinicFigures(paper, {
    results,
    groupsBy: (columns) =>
      men.map((_man, index) => ({
        men: 1,
        values: Object.fromEntries(
          columns.map((column) => [column, subjects[column]?.[index] ?? null]),
        ),
      })),
    screened: Object.fromEntries(
      publishedScreening
        .filter(({ cohortTag }) => cohortTag === paper.id)
        .map(({ category, men: count }) => [category, Number(count)]),
    ),
    enrolled: men.length,
  });
  const differences = await runInWebR({ ...study, plan: differencePlan(paper, clinic) });
  return comparePaper(paper, clinic, { results, differences, smallestCell: null });
}

it.each(papers)(
  '$id: every figure that can be is the printed one',
  async (paper) => {
    expectAsPrinted(await compare(paper));
  },
  120_000,
);

it.each(papers)(
  '$id: of one man there is a number or a sentence for each figure',
  async (paper) => {
    const { sections, counts } = await compare(paper, cohorts[paper.id]().slice(0, 1));
    const figures = sections.flatMap(({ rows }) => rows.flatMap((row) => row.figures));
    const silent = figures.filter(({ clinic }) => clinic.text === null && clinic.why === null);
    expect(silent).toEqual([]);
    expect(figures.map(({ clinic }) => clinic.text).join(' ')).not.toMatch(
      /NaN|Infinity|undefined/,
    );
    expect(counts.differs).toBeGreaterThan(0);
  },
  120_000,
);
