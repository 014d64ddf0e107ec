import {
  derived,
  meanSd,
  number,
  type PublishedPaper,
  p,
  pBelow,
  range,
  rule,
  sentence,
  share,
} from '../published-paper';

/**
 * What S2 prints of salvage micro-TESE (C§1.3.2) and where it contradicts itself (C§1.3.3).
 * Facts only; tests/unit/literature holds them against the table of published figures.
 */
export const salvagePaper: PublishedPaper = {
  id: 'S2',
  protocol: 'salvage-micro-tese',
  title: 'Salvage micro-TESE after a failed retrieval, 73 men (2015 to 2019)',
  software: 'IBM SPSS 22.0',
  sections: [
    {
      id: 'S2.T1',
      title: 'Table 1: characteristics by result',
      columns: { successful: 'Sperm found, 27', unsuccessful: 'None, 46', p: 'p' },
      rows: [
        {
          id: 'S2.T1.age',
          label: 'Age, years',
          cells: {
            successful: meanSd('36.71', '8.1'),
            unsuccessful: meanSd('36.50', '5.57'),
            p: p('0.95'),
          },
        },
        {
          id: 'S2.T1.duration',
          label: 'Infertility, months',
          cells: {
            successful: meanSd('59.45', '21.4'),
            unsuccessful: meanSd('61.4', '23.5'),
            p: p('0.68'),
          },
        },
        {
          id: 'S2.T1.fsh',
          label: 'FSH, IU/L',
          cells: {
            successful: meanSd('18.01', '5.4'),
            unsuccessful: meanSd('20.01', '9.07'),
            p: p('0.492'),
          },
        },
        {
          id: 'S2.T1.t',
          label: 'Testosterone, nmol/L',
          cells: {
            successful: meanSd('37.07', '23.81'),
            unsuccessful: meanSd('21', '17.46'),
            p: p('0.393'),
          },
        },
        {
          id: 'S2.T1.hormone',
          label: 'Hormone therapy',
          cells: { successful: share(2, 27, '25'), unsuccessful: share(8, 46, '75'), p: p('0.17') },
        },
        {
          id: 'S2.T1.heads',
          label: 'Heads of the columns',
          cells: { successful: share(27, 73, '37.84'), unsuccessful: share(46, 73, '62.16') },
        },
      ],
    },
    {
      id: 'S2.T2',
      title: 'Table 2: histology and result',
      columns: { total: 'Of all 73', successful: 'Sperm found', unsuccessful: 'None', p: 'p' },
      rows: [
        {
          id: 'S2.T2.sco',
          label: 'Sertoli cell only',
          cells: {
            total: share(43, 73, '58.9'),
            successful: share(8, 43, '18.6'),
            unsuccessful: share(35, 43, '81.4'),
          },
        },
        {
          id: 'S2.T2.hypo',
          label: 'Hypospermatogenesis',
          cells: {
            total: share(14, 73, '19.1'),
            successful: share(11, 14, '78.5'),
            unsuccessful: share(3, 14, '21.5'),
          },
        },
        {
          id: 'S2.T2.arrest',
          label: 'Maturation arrest',
          cells: {
            total: share(16, 73, '21.9'),
            successful: share(8, 16, '50'),
            unsuccessful: share(8, 16, '50'),
          },
        },
        {
          id: 'S2.T2.sco_others',
          label: 'Sertoli cell only against all others',
          cells: { p: pBelow('0.01') },
        },
      ],
    },
    {
      id: 'S2.text',
      title: 'Numbers in the text',
      columns: {
        value: '',
        microTese: 'After micro-TESE',
        tese: 'After TESE',
        total: 'Both',
        range: 'Range',
      },
      rows: [
        sentence('S2.records', 'Records of micro-TESE', number('310')),
        {
          id: 'S2.prior',
          label: 'Men with a failed retrieval',
          cells: { microTese: number('33'), tese: number('40'), total: number('73') },
        },
        sentence('S2.success', 'Sperm found', share(27, 73, '36.99')),
        sentence('S2.prior_mtese', 'Sperm found after a failed micro-TESE', share(8, 33, '24.42')),
        sentence(
          'S2.prior_tese',
          'Sperm found after a failed TESE (results)',
          share(19, 40, '47.5'),
        ),
        sentence(
          'S2.prior_tese_discussion',
          'Sperm found after a failed TESE (discussion)',
          share(null, null, '47.61'),
        ),
        sentence('S2.prior_p', 'p of failed micro-TESE against failed TESE', p('0.03')),
        sentence('S2.first', 'Sperm found at the first micro-TESE', share(147, 310, '47.42')),
        {
          id: 'S2.age_abstract',
          label: 'Age of all, years (abstract)',
          cells: { value: meanSd('36.71', '8.1'), range: range('25', '45') },
        },
        {
          id: 'S2.duration_abstract',
          label: 'Infertility of all, months (abstract)',
          cells: { value: meanSd('59.45', '21.4'), range: range('22', '247') },
        },
        {
          id: 'S2.age_results',
          label: 'Age of all, years (results)',
          cells: { value: meanSd('36.62', '7.5'), range: range('25', '45') },
        },
        {
          id: 'S2.duration_results',
          label: 'Infertility of all, months (results)',
          cells: { value: meanSd('60.1', '30.3'), range: range('22', '247') },
        },
        sentence('S2.scos', 'Sertoli cell only', share(43, 73, '58.9')),
        sentence('S2.ma', 'Maturation arrest', share(16, 73, '21.9')),
        sentence('S2.hs', 'Hypospermatogenesis', share(14, 73, '19.10')),
        sentence('S2.srr_scos', 'Sperm found, Sertoli cell only', share(8, 43, '18.6')),
        sentence('S2.srr_ma', 'Sperm found, maturation arrest', share(8, 16, '50')),
        sentence('S2.srr_hs', 'Sperm found, hypospermatogenesis', share(11, 14, '78.57')),
        sentence(
          'S2.klinefelter',
          'Sperm found, Klinefelter syndrome (results)',
          share(1, 8, '12.5'),
        ),
        sentence(
          'S2.klinefelter_discussion',
          'Sperm found, Klinefelter syndrome (discussion)',
          share(null, null, '14'),
        ),
        sentence(
          'S2.klinefelter_first',
          'Sperm found at the first micro-TESE, Klinefelter syndrome',
          share(null, null, '30'),
        ),
        sentence('S2.azfc', 'Sperm found, AZFc microdeletion', share(1, 4, '25')),
        sentence('S2.y_deletions', 'Microdeletions of the Y chromosome', number('5')),
        sentence('S2.literature_hcg', 'Another group’s men on hCG with sperm', share(6, 28, '21')),
        sentence(
          'S2.literature_none',
          'Another group’s men without treatment with sperm',
          share(0, 20),
        ),
        sentence('S2.most', 'Prior micro-TESE, called most of the men', share(33, 73, '45.2')),
        sentence('S2.pain', 'Mild abdominal pain, a half without counts', rule),
      ],
    },
    {
      id: 'S2.rules',
      title: 'What was done',
      columns: { value: '' },
      rows: [
        sentence('S2.period', 'January 2015 to July 2019', rule),
        sentence('S2.wait', 'At least 6 months since the failed retrieval', rule),
        sentence('S2.complications', 'Complications watched for at least 6 weeks', rule),
        sentence('S2.hormones', 'Hormones 6 to 9 months after the operation', rule),
        sentence('S2.surgeon', 'More than 80 micro-TESE a year and surgeon', rule),
        sentence(
          'S2.testosterone_return',
          'Testosterone comes back to 80 to 93% of its value before',
          rule,
        ),
      ],
    },
    {
      id: 'S2.flow',
      title: 'Flow',
      columns: { value: '' },
      rows: [
        sentence('S2.flow.records', 'micro-TESE records', number('310')),
        sentence('S2.flow.salvage', 'Prior failed retrieval', number('73')),
        derived(sentence('S2.flow.first', 'Not salvage', number('237'))),
        sentence('S2.flow.mtese', 'Prior micro-TESE', number('33')),
        sentence('S2.flow.tese', 'Prior TESE', number('40')),
        sentence('S2.flow.mtese_yes', 'Sperm found, after micro-TESE', number('8')),
        derived(sentence('S2.flow.mtese_no', 'No sperm, after micro-TESE', number('25'))),
        sentence('S2.flow.tese_yes', 'Sperm found, after TESE', number('19')),
        derived(sentence('S2.flow.tese_no', 'No sperm, after TESE', number('21'))),
        sentence('S2.flow.total-1', 'All: Sperm found', number('27')),
        sentence('S2.flow.total-2', 'All: No sperm', number('46')),
      ],
    },
  ],
  issues: [
    {
      id: 'S2.I01',
      kind: 'denominator',
      sentence:
        'The heads are 28/74 and 46/74; of the printed 27 and 46 men they are 36.99% and 63.01%.',
      marks: ['S2.T1.heads'],
    },
    {
      id: 'S2.I02',
      kind: 'digit swap',
      sentence: '8/33 is 24.24%: two digits are swapped.',
      marks: ['S2.prior_mtese'],
    },
    {
      id: 'S2.I03',
      kind: 'inconsistency',
      sentence: '19/40 is 47.5%; the 47.61% of the discussion fits 20/42.',
      marks: ['S2.prior_tese', 'S2.prior_tese_discussion'],
    },
    {
      id: 'S2.I04',
      kind: 'p-value',
      sentence:
        'No two-sided test of 8/33 against 19/40 gives 0.03. Pearson on 8/33 against 20/41 does (0.0305): perhaps one man too many.',
      marks: ['S2.prior_p'],
    },
    {
      id: 'S2.I05',
      kind: 'inconsistency',
      sentence:
        'The abstract prints the successful group as if it were all; the printed groups together have 36.58 years and 60.68 months, with standard deviations of 6.6 and 22.6.',
      marks: ['S2.age_abstract', 'S2.duration_abstract', 'S2.age_results', 'S2.duration_results'],
    },
    {
      id: 'S2.I06',
      kind: 'p-value',
      sentence:
        'No test of the printed means and standard deviations gives the printed p, and the paper names none.',
      marks: ['S2.T1.age.p', 'S2.T1.duration.p', 'S2.T1.fsh.p', 'S2.T1.t.p'],
    },
    {
      id: 'S2.I07',
      kind: 'percent',
      sentence:
        '2 and 8 men make 20% and 80% of ten; of the groups they are 7.4% and 17.4%. The p fits no standard test.',
      marks: ['S2.T1.hormone'],
    },
    {
      id: 'S2.I08',
      kind: 'inconsistency',
      sentence: 'Five microdeletions, of which four are accounted for.',
      marks: ['S2.y_deletions', 'S2.azfc'],
    },
    {
      id: 'S2.I09',
      kind: 'wrong reference',
      sentence:
        'Histology is attributed to Table 1 and stands in Table 2; one author is cited under two numbers.',
      marks: ['S2.srr_scos', 'S2.srr_ma', 'S2.srr_hs'],
    },
    {
      id: 'S2.I10',
      kind: 'inconsistency',
      sentence: '33 of 73 is the minority.',
      marks: ['S2.most'],
    },
    {
      id: 'S2.I11',
      kind: 'denominator',
      sentence: 'Called the first micro-TESE, but the 310 hold the 73 salvage patients.',
      marks: ['S2.first'],
    },
    {
      id: 'S2.I12',
      kind: 'percent',
      sentence: '1/8 is 12.5%; 14% would be 1/7.',
      marks: ['S2.klinefelter', 'S2.klinefelter_discussion'],
    },
    {
      id: 'S2.I13',
      kind: 'missing',
      sentence: 'A percentage without counts.',
      marks: ['S2.klinefelter_first'],
    },
    {
      id: 'S2.I14',
      kind: 'inconsistency',
      sentence:
        'Three to six months are said to go with more retrievals, while the protocol waits for six.',
      marks: ['S2.wait'],
    },
    {
      id: 'S2.I15',
      kind: 'rounding',
      sentence: '11/14 is 78.57%, printed cut to 78.5; 3/14 is 21.43%, made to add up to 100.',
      marks: ['S2.T2.hypo.successful', 'S2.T2.hypo.unsuccessful'],
    },
    {
      id: 'S2.I16',
      kind: 'rounding',
      sentence: '14/73 is 19.18%: printed cut to 19.1 and as 19.10.',
      marks: ['S2.T2.hypo.total', 'S2.hs'],
    },
  ],
  recomputations: [
    {
      id: 'TV12',
      title: 'Failed micro-TESE against failed TESE',
      printed: 'p 0.03',
      of: {
        kind: 'counts',
        groups: [
          { label: 'Prior micro-TESE', events: 8, total: 33 },
          { label: 'Prior TESE', events: 19, total: 40 },
        ],
      },
      methods: [
        'pearson',
        'pearson-yates',
        'fisher-two-sided',
        'fisher-one-sided',
        'mid-p-central',
        'mid-p-minimum-likelihood',
        'likelihood-ratio',
        'n-1-chi-square',
        'boschloo',
        'barnard-z-pooled',
      ],
      verdict: 'does not reproduce',
      reproducedBy: null,
      note: 'No two-sided test gives 0.03; the one-sided Fisher p rounds to it.',
    },
    {
      id: 'TV12.alternative',
      title: 'Failed micro-TESE against failed TESE, with one more man',
      printed: null,
      of: {
        kind: 'counts',
        groups: [
          { label: 'Prior micro-TESE', events: 8, total: 33 },
          { label: 'Prior TESE', events: 20, total: 41 },
        ],
      },
      methods: ['pearson'],
      verdict: 'not published',
      reproducedBy: null,
      note: 'Inference only: with 20/41 instead of 19/40 Pearson gives 0.0305.',
    },
    {
      id: 'TV13',
      title: 'Failed micro-TESE against failed TESE: odds ratio',
      printed: null,
      of: {
        kind: 'counts',
        groups: [
          { label: 'Prior micro-TESE', events: 8, total: 33 },
          { label: 'Prior TESE', events: 19, total: 40 },
        ],
      },
      methods: [
        'odds-ratio',
        'or-ci-woolf-wald',
        'or-ci-profile-likelihood',
        'or-conditional-exact',
      ],
      verdict: 'not published',
      reproducedBy: null,
      note: 'The intervals disagree on whether they hold 1.',
    },
    {
      id: 'TV14',
      title: 'Sertoli cell only against other histology (Table 2)',
      printed: 'p < 0.01',
      of: {
        kind: 'counts',
        groups: [
          { label: 'Sertoli cell only', events: 8, total: 43 },
          { label: 'Other histology', events: 19, total: 30 },
        ],
      },
      methods: ['pearson', 'pearson-yates', 'fisher-two-sided', 'odds-ratio', 'or-ci-woolf-wald'],
      verdict: 'reproduces',
      reproducedBy: 'pearson',
      note: 'Every one of them.',
    },
    {
      id: 'TV15',
      title: 'Three histologies (Table 2)',
      printed: null,
      of: {
        kind: 'counts',
        groups: [
          { label: 'Sertoli cell only', events: 8, total: 43 },
          { label: 'Maturation arrest', events: 8, total: 16 },
          { label: 'Hypospermatogenesis', events: 11, total: 14 },
        ],
      },
      methods: ['fisher-freeman-halton', 'pearson', 'cochran-armitage-trend'],
      verdict: 'not published',
      reproducedBy: null,
      note: '',
    },
    {
      id: 'TV16',
      title: 'Hormone therapy (Table 1)',
      printed: 'p 0.17',
      of: {
        kind: 'counts',
        groups: [
          { label: 'Successful', events: 2, total: 27 },
          { label: 'Unsuccessful', events: 8, total: 46 },
        ],
      },
      methods: ['pearson', 'pearson-yates', 'fisher-two-sided', 'likelihood-ratio'],
      verdict: 'does not reproduce',
      reproducedBy: null,
      note: 'None of them gives 0.17.',
    },
    {
      id: 'TV17.1',
      title: 'Table 1: age',
      printed: 'p 0.95',
      of: {
        kind: 'summaries',
        groups: [
          { label: 'successful', mean: '36.71', sd: '8.1', total: 27 },
          { label: 'unsuccessful', mean: '36.50', sd: '5.57', total: 46 },
        ],
      },
      methods: ['t-pooled', 't-welch'],
      verdict: 'does not reproduce',
      reproducedBy: null,
      note: 'None of the two gives the printed p; the paper names no test.',
    },
    {
      id: 'TV17.2',
      title: 'Table 1: infertility duration',
      printed: 'p 0.68',
      of: {
        kind: 'summaries',
        groups: [
          { label: 'successful', mean: '59.45', sd: '21.4', total: 27 },
          { label: 'unsuccessful', mean: '61.4', sd: '23.5', total: 46 },
        ],
      },
      methods: ['t-pooled', 't-welch'],
      verdict: 'does not reproduce',
      reproducedBy: null,
      note: 'None of the two gives the printed p; the paper names no test.',
    },
    {
      id: 'TV17.3',
      title: 'Table 1: FSH',
      printed: 'p 0.492',
      of: {
        kind: 'summaries',
        groups: [
          { label: 'successful', mean: '18.01', sd: '5.4', total: 27 },
          { label: 'unsuccessful', mean: '20.01', sd: '9.07', total: 46 },
        ],
      },
      methods: ['t-pooled', 't-welch'],
      verdict: 'does not reproduce',
      reproducedBy: null,
      note: 'None of the two gives the printed p; the paper names no test.',
    },
    {
      id: 'TV17.4',
      title: 'Table 1: testosterone',
      printed: 'p 0.393',
      of: {
        kind: 'summaries',
        groups: [
          { label: 'successful', mean: '37.07', sd: '23.81', total: 27 },
          { label: 'unsuccessful', mean: '21', sd: '17.46', total: 46 },
        ],
      },
      methods: ['t-pooled', 't-welch'],
      verdict: 'does not reproduce',
      reproducedBy: null,
      note: 'None of the two gives the printed p; the paper names no test.',
    },
    {
      id: 'TV18',
      title: 'hCG against none, another group’s men',
      printed: null,
      of: {
        kind: 'counts',
        groups: [
          { label: 'hCG', events: 6, total: 28 },
          { label: 'No hormonal therapy', events: 0, total: 20 },
        ],
      },
      methods: ['fisher-two-sided', 'pearson', 'pearson-yates'],
      verdict: 'not published',
      reproducedBy: null,
      note: 'The paper prints no p for it.',
    },
  ],
};
