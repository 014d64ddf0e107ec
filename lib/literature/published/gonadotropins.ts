import {
  number,
  oddsRatio,
  type PublishedPaper,
  p,
  quartiles,
  rule,
  sentence,
  share,
} from '../published-paper';

/**
 * What S1 prints of gonadotropins before micro-TESE (C§1.2.5) and where it contradicts itself (C§1.2.6).
 * Facts only; tests/unit/literature holds them against the table of published figures.
 */
export const gonadotropinPaper: PublishedPaper = {
  id: 'S1',
  protocol: 'gonadotropin-noa',
  title: 'Gonadotropins before the first micro-TESE, 569 men (2016 to 2019)',
  software: 'R version 4.0.5',
  sections: [
    {
      id: 'S1.T1',
      title: 'Table 1: characteristics of the men operated, by treatment',
      columns: { overall: 'All 542', noGn: 'None, 174', gn: 'Gonadotropins, 368', p: 'p' },
      rows: [
        {
          id: 'S1.T1.age',
          label: 'Age, years',
          cells: {
            overall: quartiles('31.00', '28.00', '34.00'),
            noGn: quartiles('32.00', '28.00', '35.00'),
            gn: quartiles('30.00', '28.00', '33.00'),
            p: p('0.002'),
          },
        },
        {
          id: 'S1.T1.infertility',
          label: 'Infertility, years',
          cells: {
            overall: quartiles('3.00', '2.00', '5.00'),
            noGn: quartiles('3.00', '2.00', '5.00'),
            gn: quartiles('3.00', '2.00', '5.00'),
            p: p('0.418'),
          },
        },
        {
          id: 'S1.T1.bmi',
          label: 'Body mass index, kg/m²',
          cells: {
            overall: quartiles('22.00', '20.80', '24.80'),
            noGn: quartiles('21.80', '20.80', '24.30'),
            gn: quartiles('22.30', '20.80', '25.00'),
            p: p('0.529'),
          },
        },
        {
          id: 'S1.T1.volume',
          label: 'Testicular volume of both sides, mL',
          cells: {
            overall: quartiles('6.20', '5.12', '7.90'),
            noGn: quartiles('6.10', '5.10', '7.80'),
            gn: quartiles('6.20', '5.20', '8.10'),
            p: p('0.194'),
          },
        },
        {
          id: 'S1.T1.dx_idiopathic',
          label: 'Idiopathic',
          cells: {
            overall: share(396, 542, '73.1'),
            noGn: share(146, 174, '83.9'),
            gn: share(250, 368, '67.9'),
          },
        },
        {
          id: 'S1.T1.dx_cryptorchidism',
          label: 'Cryptorchidism',
          cells: {
            overall: share(57, 542, '10.5'),
            noGn: share(8, 174, '4.6'),
            gn: share(49, 368, '13.3'),
          },
        },
        {
          id: 'S1.T1.dx_orchitis',
          label: 'Mumps with orchitis of both sides',
          cells: {
            overall: share(51, 542, '9.4'),
            noGn: share(10, 174, '5.7'),
            gn: share(41, 368, '11.1'),
          },
        },
        {
          id: 'S1.T1.dx_azfc',
          label: 'AZFc microdeletion',
          cells: {
            overall: share(38, 542, '7.0'),
            noGn: share(10, 174, '5.7'),
            gn: share(28, 368, '7.6'),
          },
        },
        {
          id: 'S1.T1.lh',
          label: 'LH, U/L',
          cells: {
            overall: quartiles('7.03', '4.78', '9.94'),
            noGn: quartiles('6.95', '4.68', '10.11'),
            gn: quartiles('7.08', '4.89', '9.93'),
            p: p('0.730'),
          },
        },
        {
          id: 'S1.T1.fsh',
          label: 'FSH, U/L',
          cells: {
            overall: quartiles('18.08', '12.60', '24.53'),
            noGn: quartiles('18.39', '12.30', '24.68'),
            gn: quartiles('17.98', '12.69', '24.25'),
            p: p('0.763'),
          },
        },
        {
          id: 'S1.T1.t',
          label: 'Testosterone, nmol/L',
          cells: {
            overall: quartiles('13.61', '9.21', '18.70'),
            noGn: quartiles('13.66', '8.83', '19.63'),
            gn: quartiles('13.59', '9.48', '17.96'),
            p: p('0.622'),
          },
        },
        {
          id: 'S1.T1.e2',
          label: 'Estradiol, pmol/L',
          cells: {
            overall: quartiles('80.00', '58.75', '108.25'),
            noGn: quartiles('80.00', '55.75', '109.50'),
            gn: quartiles('81.00', '59.75', '108.00'),
            p: p('0.883'),
          },
        },
        {
          id: 'S1.T1.prl',
          label: 'Prolactin, ng/mL',
          cells: {
            overall: quartiles('9.69', '7.34', '13.21'),
            noGn: quartiles('8.99', '6.76', '12.33'),
            gn: quartiles('10.00', '7.70', '13.40'),
            p: p('0.028'),
          },
        },
        {
          id: 'S1.T1.retrieval',
          label: 'Sperm retrieved',
          cells: {
            overall: share(149, 542, '27.5'),
            noGn: share(34, 174, '19.5'),
            gn: share(115, 368, '31.2'),
            p: p('0.006'),
          },
        },
        { id: 'S1.T1.diagnosis', label: 'Diagnosis, all four', cells: { p: p('0.001') } },
      ],
    },
    {
      id: 'S1.T2',
      title: 'Table 2: treatment and retrieval',
      columns: { or_: 'OR (95% CI)' },
      rows: [
        {
          id: 'S1.T2.crude',
          label: 'Odds ratio, crude',
          cells: { or_: oddsRatio('1.87', '1.22', '2.92', '0.004') },
        },
        {
          id: 'S1.T2.iptw',
          label: 'Odds ratio, inverse probability weighting',
          cells: { or_: oddsRatio('1.59', '1.02', '2.52', '0.042') },
        },
        {
          id: 'S1.T2.matched',
          label: 'Odds ratio, 174 matched pairs',
          cells: { or_: oddsRatio('1.80', '1.04', '3.16', '0.037') },
        },
      ],
    },
    {
      id: 'S1.T3',
      title: 'Table 3: subgroups',
      columns: { aor: 'Adjusted OR (95% CI)', p: 'p of the interaction' },
      rows: [
        {
          id: 'S1.T3.gt3',
          label: 'Infertility of more than 3 years, adjusted odds ratio',
          cells: { aor: oddsRatio('2.85', '1.39', '5.84') },
        },
        {
          id: 'S1.T3.le3',
          label: 'Infertility of 3 years or less, adjusted odds ratio',
          cells: { aor: oddsRatio('1.08', '0.59', '1.99') },
        },
        {
          id: 'S1.T3.interaction',
          label: 'Interaction with the duration of infertility',
          cells: { p: p('0.041') },
        },
      ],
    },
    {
      id: 'S1.text',
      title: 'Numbers in the text',
      columns: { value: '', gn: 'Gonadotropins', noGn: 'None', p: 'p', percent: '' },
      rows: [
        sentence(
          'S1.ejaculated',
          'Sperm in the ejaculate after gonadotropins',
          share(27, 395, '6.8'),
        ),
        sentence('S1.retrieved', 'Sperm retrieved, all operated', share(149, 542, '27.5')),
        sentence('S1.srr_gn', 'Sperm retrieved after gonadotropins', share(115, 368, '31.2')),
        sentence('S1.srr_nogn', 'Sperm retrieved without', share(34, 174, '19.5')),
        sentence(
          'S1.ej_azfc',
          'Of the 27 with ejaculated sperm: AZFc microdeletion',
          share(15, 27, '55.6'),
        ),
        sentence('S1.ej_idiopathic', 'Of the 27: idiopathic', share(8, 27, '29.6')),
        sentence('S1.ej_orchitis', 'Of the 27: orchitis', share(2, 27, '7.4')),
        sentence('S1.ej_cryptorchidism', 'Of the 27: cryptorchidism', share(2, 27, '7.4')),
        sentence(
          'S1.ret_idiopathic',
          'Of the 149 with retrieved sperm: idiopathic',
          share(79, 149, '53.0'),
        ),
        sentence('S1.ret_azfc', 'Of the 149: AZFc microdeletion', share(18, 149, '12.1')),
        sentence('S1.ret_orchitis', 'Of the 149: orchitis', share(29, 149, '19.5')),
        sentence(
          'S1.ret_cryptorchidism',
          'Of the 149: cryptorchidism (not printed: what is left)',
          share(23, 149),
        ),
        sentence('S1.icsi', 'Men with ICSI', number('138')),
        sentence('S1.no_icsi', 'Men with retrieved sperm and no ICSI', share(11, 149)),
        sentence('S1.live_birth', 'Men with ICSI and a live birth', share(68, 138, '49.3')),
        {
          id: 'S1.cdr',
          label: 'Cumulative delivery rate',
          cells: { gn: share(54, 107, '50.5'), noGn: share(14, 31, '45.2'), p: p('0.55') },
        },
        sentence('S1.cstat', 'C-statistic of the propensity model', number('0.615')),
        sentence('S1.smd', 'Every standardized difference after weighting below', number('0.10')),
        {
          id: 'S1.mediation',
          label: 'Share mediated',
          cells: { percent: share(null, null, '7.4'), p: p('0.01') },
        },
        { id: 'S1.acme', label: 'Average causal mediation effect', cells: { p: p('0.04') } },
      ],
    },
    {
      id: 'S1.rules',
      title: 'What was done',
      columns: { value: '' },
      rows: [
        sentence('S1.period', 'January 2016 to December 2019', rule),
        sentence('S1.centrifuge', 'Pellet after 3000 g for 30 minutes', rule),
        sentence('S1.hcg', 'hCG 2000 IU every 2 days in the first month', rule),
        sentence(
          'S1.fsh_range',
          'FSH from 0.7 to 11.1 U/L after it decides the branch; both ends counted in is our reading',
          rule,
        ),
        sentence('S1.branch_b', 'Outside the range: hCG for another month, then micro-TESE', rule),
        sentence(
          'S1.branch_a',
          'Within the range: 150 IU uFSH in turn with hCG for 2 months, hormones every month',
          rule,
        ),
        sentence('S1.semen', 'Semen 3 months after the start', rule),
        sentence('S1.biochem', 'Biochemical pregnancy: hCG 14 days after the transfer', rule),
        sentence('S1.clinical', 'Clinical pregnancy: ultrasound at 5 weeks', rule),
        sentence('S1.oocyte', 'Eggs 34 to 36 hours after hCG', rule),
        sentence('S1.embryo', 'Embryos judged 44 hours after ICSI', rule),
      ],
    },
    {
      id: 'S1.flow',
      title: 'Flow',
      columns: { value: '' },
      rows: [
        sentence('S1.flow.noa', 'NOA', number('1318')),
        sentence('S1.flow.donor', 'Donor sperm', number('539')),
        sentence('S1.flow.proposed', 'Proposed for micro-TESE', number('779')),
        sentence('S1.flow.excluded', 'Excluded (by subtraction)', number('210')),
        sentence('S1.flow.included', 'Included', number('569')),
        sentence('S1.flow.gn', 'Gonadotropins', number('395')),
        sentence('S1.flow.nogn', 'No gonadotropins', number('174')),
        sentence('S1.flow.gn_ejac', 'Sperm in ejaculate', number('27')),
        sentence('S1.flow.gn_mtese', 'micro-TESE after gonadotropins', number('368')),
        sentence('S1.flow.gn_yes', 'Sperm retrieved, after gonadotropins', number('115')),
        sentence('S1.flow.gn_no', 'No sperm, after gonadotropins', number('253')),
        sentence('S1.flow.nogn_yes', 'Sperm retrieved, without', number('34')),
        sentence('S1.flow.nogn_no', 'No sperm, without', number('140')),
        sentence('S1.flow.tail-1', 'Retrieved', number('149')),
        sentence('S1.flow.tail-2', 'ICSI', number('138')),
        sentence('S1.flow.tail-3', 'No ICSI', number('11')),
        sentence('S1.flow.tail-4', 'Live birth', number('68')),
        sentence('S1.flow.tail-5', 'ICSI, no live birth', number('70')),
        sentence('S1.flow.total-1', 'All: micro-TESE', number('542')),
        sentence('S1.flow.total-2', 'All: Sperm retrieved', number('149')),
      ],
    },
  ],
  issues: [
    {
      id: 'S1.I01',
      kind: 'inconsistency',
      sentence: 'Treatment is said to last 3 months; the branch outside the range adds up to 2.',
      marks: ['S1.branch_b'],
    },
    {
      id: 'S1.I02',
      kind: 'unit misprint',
      sentence: 'Printed as micro-units per liter; U/L is meant.',
      marks: ['S1.T1.lh', 'S1.T1.fsh', 'S1.fsh_range'],
    },
    {
      id: 'S1.I03',
      kind: 'inconsistency',
      sentence:
        'The title says hypogonadism; a median of 13.61 nmol/L (393 ng/dL) is not low by many definitions.',
      marks: ['S1.T1.t'],
    },
    {
      id: 'S1.I04',
      kind: 'inconsistency',
      sentence: 'Reads as a sum of both sides once, and once as their mean; here it is the mean.',
      marks: ['S1.T1.volume'],
    },
    {
      id: 'S1.I05',
      kind: 'missing',
      sentence: 'Cryptorchidism is left out of the retrieved; 23 of 149 is what is left.',
      marks: ['S1.ret_cryptorchidism'],
    },
    {
      id: 'S1.I06',
      kind: 'inconsistency',
      sentence:
        'The discussion names a difference in fertilization that the results do not report.',
      marks: [],
    },
    {
      id: 'S1.I07',
      kind: 'denominator',
      sentence:
        'The 27 men with ejaculated sperm leave the treated before the arms are compared; counted as successes they make 142/395 against 34/174.',
      marks: ['S1.ejaculated', 'S1.srr_gn'],
    },
    {
      id: 'S1.I08',
      kind: 'inconsistency',
      sentence:
        'Table 1 prints 0.006 and Table 2 prints 0.004 for the same four counts: with the Yates correction, and by likelihood ratio or Pearson without it.',
      marks: ['S1.T1.retrieval.p', 'S1.T2.crude.or_'],
    },
    {
      id: 'S1.I09',
      kind: 'rounding',
      sentence: '115/368 is exactly 31.25%: printed 31.2; half away from zero it is 31.3.',
      marks: ['S1.T1.retrieval.gn', 'S1.srr_gn'],
    },
    {
      id: 'S1.I10',
      kind: 'wrong reference',
      sentence: 'Two supplementary figures are cited for the same plot.',
      marks: [],
    },
    {
      id: 'S1.I11',
      kind: 'missing',
      sentence: 'The bodies of Tables 2 and 3 are images: only what the text repeats is here.',
      marks: ['S1.T2', 'S1.T3'],
    },
  ],
  recomputations: [
    {
      id: 'TV05',
      title: 'Retrieval with and without gonadotropins (Table 1)',
      printed: 'p 0.006',
      of: {
        kind: 'counts',
        groups: [
          { label: 'Gonadotropins', events: 115, total: 368 },
          { label: 'No gonadotropins', events: 34, total: 174 },
        ],
      },
      methods: [
        'pearson-yates',
        'pearson',
        'fisher-two-sided',
        'fisher-doubled-one-sided',
        'mid-p-central',
        'mid-p-minimum-likelihood',
        'likelihood-ratio',
        'n-1-chi-square',
        'boschloo',
      ],
      verdict: 'reproduces',
      reproducedBy: 'pearson-yates',
      note: 'Only with the Yates correction.',
    },
    {
      id: 'TV06',
      title: 'Odds ratio of retrieval (Table 2)',
      printed: '1.87 (1.22–2.92)',
      of: {
        kind: 'counts',
        groups: [
          { label: 'Gonadotropins', events: 115, total: 368 },
          { label: 'No gonadotropins', events: 34, total: 174 },
        ],
      },
      methods: [
        'odds-ratio',
        'or-ci-woolf-wald',
        'or-ci-profile-likelihood',
        'or-conditional-exact',
      ],
      verdict: 'reproduces',
      reproducedBy: 'or-ci-profile-likelihood',
      note: 'Only as a profile likelihood interval.',
    },
    {
      id: 'TV07',
      title: 'p of the crude odds ratio (Table 2)',
      printed: 'p 0.004',
      of: {
        kind: 'counts',
        groups: [
          { label: 'Gonadotropins', events: 115, total: 368 },
          { label: 'No gonadotropins', events: 34, total: 174 },
        ],
      },
      methods: ['likelihood-ratio', 'pearson', 'wald-logistic'],
      verdict: 'reproduces',
      reproducedBy: 'likelihood-ratio',
      note: 'Likelihood ratio or Pearson; the Wald p is 0.005.',
    },
    {
      id: 'TV08',
      title: 'Diagnosis by treatment (Table 1)',
      printed: 'p 0.001',
      of: {
        kind: 'counts',
        groups: [
          { label: 'Idiopathic', events: 146, total: 396 },
          { label: 'Cryptorchidism', events: 8, total: 57 },
          { label: 'Mumps orchitis', events: 10, total: 51 },
          { label: 'AZFc', events: 10, total: 38 },
        ],
      },
      methods: ['pearson', 'fisher-freeman-halton'],
      verdict: 'reproduces',
      reproducedBy: 'pearson',
      note: '0.00074 rounds to 0.001.',
    },
    {
      id: 'TV09',
      title: 'Retrieval: ratio and difference of risks',
      printed: null,
      of: {
        kind: 'counts',
        groups: [
          { label: 'Gonadotropins', events: 115, total: 368 },
          { label: 'No gonadotropins', events: 34, total: 174 },
        ],
      },
      methods: ['relative-risk', 'risk-difference'],
      verdict: 'not published',
      reproducedBy: null,
      note: '',
    },
    {
      id: 'TV10',
      title: 'Cumulative delivery rate',
      printed: '50.5% and 45.2%, p 0.55',
      of: {
        kind: 'counts',
        groups: [
          { label: 'Gonadotropins', events: 54, total: 107 },
          { label: 'No gonadotropins', events: 14, total: 31 },
        ],
      },
      methods: ['pearson', 'pearson-yates', 'fisher-two-sided'],
      verdict: 'not reproducible',
      reproducedBy: null,
      note: 'Estimated over transfers (Kaplan–Meier) from data that are not printed; the counts are inferred from the percentages.',
    },
    {
      id: 'TV11',
      title: 'Weighted and matched odds ratios (Table 2)',
      printed: '1.59 (1.02–2.52), p 0.042; 1.80 (1.04–3.16), p 0.037',
      of: { kind: 'nothing' },
      methods: [],
      verdict: 'not reproducible',
      reproducedBy: null,
      note: 'Needs the characteristics of every man.',
    },
    {
      id: 'TV19',
      title: 'Ejaculated sperm counted as success',
      printed: null,
      of: {
        kind: 'counts',
        groups: [
          { label: 'Gonadotropins', events: 142, total: 395 },
          { label: 'No gonadotropins', events: 34, total: 174 },
        ],
      },
      methods: ['odds-ratio', 'pearson', 'fisher-two-sided'],
      verdict: 'not published',
      reproducedBy: null,
      note: 'Not a figure of the paper.',
    },
  ],
};
