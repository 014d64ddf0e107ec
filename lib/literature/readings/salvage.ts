import type { At, ClinicSource, PaperReading, PrintedUnit } from '../clinic-source';
import { analysis, at, counts, groups, line, menWith, nowhere, test, without } from './places';

const results = { successful: '1', unsuccessful: '0' } as const;
const totals = { successful: 27, unsuccessful: 46 } as const;
const histologies = {
  sco: 'sertoli-cell-only',
  hypo: 'hypospermatogenesis',
  arrest: 'maturation-arrest',
} as const;
const testosterone: PrintedUnit = { analyte: 'testosterone_total', unit: 'nmol/L' };
const characteristics: Readonly<Record<string, readonly [column: string, unit?: PrintedUnit]>> = {
  age: ['age_at_consent'],
  duration: ['infertility_months'],
  fsh: ['fsh_baseline'],
  t: ['testosterone_total_baseline', testosterone],
};

const found = (histology: string): At => at('by-histology', histology);
const overall = (column: string) => line(at('table-1', column), { printedTotal: 73 });
const allMen = 'The abstract prints the successful group’s figures as those of all.';
const noTest =
  'The rebuilt men have the printed means and standard deviations, so no test gives them this p either.';

/** S2 (C§1.3.2). */
export const salvageReading: PaperReading = {
  analyses: [
    analysis('table-1', 'describe', {
      variables: Object.values(characteristics).map(([column]) => column),
      group: 'sperm_retrieved',
      test: 't',
    }),
    analysis('hormone', 'proportions', {
      events: ['prior_hormone_therapy'],
      group: 'sperm_retrieved',
    }),
    analysis('hormone-test', 'contingency', {
      event: 'sperm_retrieved',
      rows: 'prior_hormone_therapy',
    }),
    analysis('all', 'proportions', {
      events: [
        'sperm_retrieved',
        'prior_retrieval_kind=micro-tese',
        ...Object.values(histologies).map((key) => `histology=${key}`),
      ],
    }),
    analysis('by-histology', 'contingency', { event: 'sperm_retrieved', rows: 'histology' }),
    analysis('prior', 'two-groups', {
      event: 'sperm_retrieved',
      group: 'prior_retrieval_kind',
      levels: ['micro-tese', 'tese'],
    }),
    analysis('klinefelter', 'proportions', {
      events: ['sperm_retrieved'],
      where: ['karyotype=klinefelter'],
    }),
    analysis('azfc', 'proportions', { events: ['sperm_retrieved'], where: ['azf_deletion=azfc'] }),
  ],
  sources: {
    ...Object.fromEntries(
      Object.entries(characteristics).flatMap(([row, [column, unit]]): [string, ClinicSource][] => [
        ...(['successful', 'unsuccessful'] as const).map((head): [string, ClinicSource] => [
          `S2.T1.${row}.${head}`,
          {
            from: 'line',
            at: at('table-1', column, results[head]),
            printedTotal: totals[head],
            ...(unit === undefined ? {} : { unit }),
          },
        ]),
        [`S2.T1.${row}.p`, test('table-1', 'p-pooled', column)],
      ]),
    ),
    'S2.T1.hormone.successful': counts(at('hormone', 'prior_hormone_therapy', '1')),
    'S2.T1.hormone.unsuccessful': counts(at('hormone', 'prior_hormone_therapy', '0')),
    'S2.T1.hormone.p': test('hormone-test', 'pearson.p'),
    'S2.T1.heads.successful': counts(at('all', 'sperm_retrieved')),
    'S2.T1.heads.unsuccessful': without(at('all', 'sperm_retrieved')),
    ...Object.fromEntries(
      Object.entries(histologies).flatMap(([row, histology]): [string, ClinicSource][] => [
        [`S2.T2.${row}.total`, counts(at('all', `histology=${histology}`))],
        [`S2.T2.${row}.successful`, counts(found(histology))],
        [`S2.T2.${row}.unsuccessful`, without(found(histology))],
      ]),
    ),
    'S2.T2.sco_others.p': {
      from: 'test-of-counts',
      first: [found(histologies.sco)],
      second: [found(histologies.hypo), found(histologies.arrest)],
      statistic: 'pearson.p',
    },
    'S2.records.value': {
      from: 'screening',
      count: (screened, enrolled) =>
        Object.values(screened).reduce((sum, men) => sum + men, enrolled),
    },
    'S2.prior.microTese': menWith({ prior_retrieval_kind: 'micro-tese' }),
    'S2.prior.tese': menWith({ prior_retrieval_kind: 'tese' }),
    'S2.prior.total': groups(['prior_retrieval_kind'], (values) =>
      values['prior_retrieval_kind'] === null || values['prior_retrieval_kind'] === 'none' ? 0 : 1,
    ),
    'S2.success.value': counts(at('all', 'sperm_retrieved')),
    'S2.prior_mtese.value': counts(at('prior', 'micro-tese')),
    'S2.prior_tese.value': counts(at('prior', 'tese')),
    'S2.prior_tese_discussion.value': counts(at('prior', 'tese')),
    'S2.prior_p.value': test('prior', 'pearson.p'),
    'S2.first.value': nowhere('Men at their first micro-TESE are in no cohort of this protocol.'),
    'S2.age_abstract.value': overall('age_at_consent'),
    'S2.age_abstract.range': line(at('table-1', 'age_at_consent')),
    'S2.duration_abstract.value': overall('infertility_months'),
    'S2.duration_abstract.range': line(at('table-1', 'infertility_months')),
    'S2.age_results.value': overall('age_at_consent'),
    'S2.age_results.range': line(at('table-1', 'age_at_consent')),
    'S2.duration_results.value': overall('infertility_months'),
    'S2.duration_results.range': line(at('table-1', 'infertility_months')),
    'S2.scos.value': counts(at('all', `histology=${histologies.sco}`)),
    'S2.ma.value': counts(at('all', `histology=${histologies.arrest}`)),
    'S2.hs.value': counts(at('all', `histology=${histologies.hypo}`)),
    'S2.srr_scos.value': counts(found(histologies.sco)),
    'S2.srr_ma.value': counts(found(histologies.arrest)),
    'S2.srr_hs.value': counts(found(histologies.hypo)),
    'S2.klinefelter.value': counts(at('klinefelter', 'sperm_retrieved')),
    'S2.klinefelter_discussion.value': counts(at('klinefelter', 'sperm_retrieved')),
    'S2.klinefelter_first.value': nowhere(
      'Men at their first micro-TESE are in no cohort of this protocol.',
    ),
    'S2.azfc.value': counts(at('azfc', 'sperm_retrieved')),
    'S2.y_deletions.value': groups(['azf_deletion'], (values) =>
      values['azf_deletion'] === null || values['azf_deletion'] === 'none' ? 0 : 1,
    ),
    'S2.literature_hcg.value': nowhere('Another group’s men.'),
    'S2.literature_none.value': nowhere('Another group’s men.'),
    'S2.most.value': counts(at('all', 'prior_retrieval_kind=micro-tese')),
    'S2.flow.records.value': {
      from: 'screening',
      count: (screened, enrolled) =>
        Object.values(screened).reduce((sum, men) => sum + men, enrolled),
    },
    'S2.flow.salvage.value': groups([], () => 1),
    'S2.flow.first.value': {
      from: 'screening',
      count: (screened) => screened['no-failed-retrieval'] ?? 0,
    },
    'S2.flow.mtese.value': menWith({ prior_retrieval_kind: 'micro-tese' }),
    'S2.flow.tese.value': menWith({ prior_retrieval_kind: 'tese' }),
    'S2.flow.mtese_yes.value': menWith({
      prior_retrieval_kind: 'micro-tese',
      sperm_retrieved: true,
    }),
    'S2.flow.mtese_no.value': menWith({
      prior_retrieval_kind: 'micro-tese',
      sperm_retrieved: false,
    }),
    'S2.flow.tese_yes.value': menWith({ prior_retrieval_kind: 'tese', sperm_retrieved: true }),
    'S2.flow.tese_no.value': menWith({ prior_retrieval_kind: 'tese', sperm_retrieved: false }),
    'S2.flow.total-1.value': menWith({ sperm_retrieved: true }),
    'S2.flow.total-2.value': menWith({ sperm_retrieved: false }),
  },
  recomputed: {
    'S2.T1.age.p': { recomputation: 'TV17.1', method: 't-pooled' },
    'S2.T1.duration.p': { recomputation: 'TV17.2', method: 't-pooled' },
    'S2.T1.fsh.p': { recomputation: 'TV17.3', method: 't-pooled' },
    'S2.T1.t.p': { recomputation: 'TV17.4', method: 't-pooled' },
    'S2.T1.hormone.p': { recomputation: 'TV16', method: 'pearson' },
    'S2.T2.sco_others.p': { recomputation: 'TV14', method: 'pearson' },
    'S2.prior_p.value': { recomputation: 'TV12', method: 'pearson' },
  },
  irreproducible: {
    'S2.prior_p.value':
      'No two-sided test of 8/33 against 19/40 gives 0.03: Pearson gives 0.04, Fisher 0.05. Only the one-sided Fisher p rounds to it.',
    'S2.T1.age.successful':
      'Ages are kept in whole years, and 27 whole years cannot average 36.71; 36.70 is the nearest.',
    'S2.T1.age.p': noTest,
    'S2.T1.duration.p': noTest,
    'S2.T1.fsh.p': noTest,
    'S2.T1.t.p': noTest,
    'S2.T1.hormone.p': 'No standard test of 2/27 against 8/46 gives 0.17.',
    'S2.age_abstract.value': allMen,
    'S2.duration_abstract.value': allMen,
    'S2.duration_abstract.range':
      'A man of 247 months would need a standard deviation of 37.5 or more among the 27, or of 28.0 among the 46; 21.4 and 23.5 are printed.',
    'S2.duration_results.range':
      'A man of 247 months would need a standard deviation of 37.5 or more among the 27, or of 28.0 among the 46; 21.4 and 23.5 are printed.',
    'S2.age_results.value':
      'The two printed groups together have 36.58 years and a standard deviation of 6.6.',
    'S2.duration_results.value':
      'The two printed groups together have 60.68 months and a standard deviation of 22.6.',
    'S2.prior_tese_discussion.value':
      '19 of 40 is 47.5%; the results print that, the discussion this.',
    'S2.klinefelter_discussion.value':
      '1 of 8 is 12.5%; the results print that, the discussion this.',
    'S2.first.value': 'Men at their first micro-TESE are in no cohort of this protocol.',
    'S2.klinefelter_first.value':
      'A percentage without counts, of men who are in no cohort of this protocol.',
    'S2.literature_hcg.value': 'Another group’s men, whom the paper only cites.',
    'S2.literature_none.value': 'Another group’s men, whom the paper only cites.',
  },
};
