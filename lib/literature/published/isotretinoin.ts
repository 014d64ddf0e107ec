import {
  derived,
  meanRange,
  meanSd,
  number,
  type PublishedPaper,
  p,
  rule,
  sentence,
  share,
} from '../published-paper';

/**
 * What S0 prints of isotretinoin (C§1.1.6) and where it contradicts itself (C§1.1.7).
 * Facts only; tests/unit/literature holds them against the table of published figures.
 */
export const isotretinoinPaper: PublishedPaper = {
  id: 'S0',
  protocol: 'isotretinoin-noa',
  title: 'Isotretinoin in 30 men with azoospermia or cryptozoospermia (published 2025)',
  software: 'STATA version 10',
  sections: [
    {
      id: 'S0.T1',
      title: 'Table 1: laboratory values before and on treatment',
      columns: { baseline: 'Before', onTreatment: 'At 4 weeks', p: 'p, paired t' },
      rows: [
        {
          id: 'S0.T1.testosterone_total',
          label: 'Testosterone, ng/dL',
          cells: {
            baseline: meanSd('444', '147'),
            onTreatment: meanSd('463', '155'),
            p: p('0.34'),
          },
        },
        {
          id: 'S0.T1.fsh',
          label: 'FSH, IU/L',
          cells: {
            baseline: meanSd('17.5', '11.9'),
            onTreatment: meanSd('18.6', '10.9'),
            p: p('0.37'),
          },
        },
        {
          id: 'S0.T1.haemoglobin',
          label: 'Hemoglobin, g/dL',
          cells: {
            baseline: meanSd('14.9', '1.1'),
            onTreatment: meanSd('14.9', '1.3'),
            p: p('0.56'),
          },
        },
        {
          id: 'S0.T1.cholesterol_total',
          label: 'Cholesterol, mg/dL',
          cells: { baseline: meanSd('197', '49'), onTreatment: meanSd('204', '39'), p: p('0.47') },
        },
        {
          id: 'S0.T1.hdl',
          label: 'HDL, mg/dL',
          cells: { baseline: meanSd('52', '18'), onTreatment: meanSd('49', '18'), p: p('0.06') },
        },
        {
          id: 'S0.T1.ldl',
          label: 'LDL, mg/dL',
          cells: { baseline: meanSd('127', '47'), onTreatment: meanSd('130', '33'), p: p('0.83') },
        },
        {
          id: 'S0.T1.triglycerides',
          label: 'Triglycerides, mg/dL',
          cells: { baseline: meanSd('115', '72'), onTreatment: meanSd('129', '79'), p: p('0.04') },
        },
        {
          id: 'S0.T1.ast',
          label: 'AST, U/L',
          cells: { baseline: meanSd('23', '8.7'), onTreatment: meanSd('28', '13'), p: p('0.03') },
        },
        {
          id: 'S0.T1.alt',
          label: 'ALT, U/L',
          cells: { baseline: meanSd('29', '14'), onTreatment: meanSd('33', '13'), p: p('0.22') },
        },
        {
          id: 'S0.T1.creatinine',
          label: 'Creatinine, mg/dL',
          cells: {
            baseline: meanSd('0.95', '0.16'),
            onTreatment: meanSd('0.96', '0.18'),
            p: p('0.62'),
          },
        },
      ],
    },
    {
      id: 'S0.T2',
      title: 'Table 2: procedures before the study',
      columns: {
        patients: 'Men',
        withProcedures: 'With a procedure',
        proceduresWithSperm: 'Sperm found',
        fnaMapping: 'FNA mapping',
        microTese: 'micro-TESE',
      },
      rows: [
        {
          id: 'S0.T2.azoo',
          label: 'Azoospermia',
          cells: {
            patients: number('26'),
            withProcedures: share(24, 26, '92'),
            proceduresWithSperm: share(11, 24, '46'),
            fnaMapping: share(22, 26, '85'),
            microTese: share(17, 26, '65'),
          },
        },
        {
          id: 'S0.T2.crypto',
          label: 'Cryptozoospermia',
          cells: {
            patients: number('4'),
            withProcedures: share(3, 4, '75'),
            proceduresWithSperm: share(2, 3, '66'),
            fnaMapping: share(2, 4, '50'),
            microTese: share(1, 4, '25'),
          },
        },
      ],
    },
    {
      id: 'S0.T3',
      title: 'Table 3: response by category',
      columns: { patients: 'Men', responders: 'Responders', medianTmc: 'Median TMC' },
      rows: [
        {
          id: 'S0.T3.noa_pos',
          label: 'Azoospermia, sperm at a prior procedure',
          cells: { patients: number('8'), responders: share(2, 8), medianTmc: number('110') },
        },
        {
          id: 'S0.T3.noa_neg',
          label: 'Azoospermia, no sperm at a prior procedure',
          cells: { patients: number('12'), responders: share(3, 12), medianTmc: number('54') },
        },
        {
          id: 'S0.T3.noa_crypto',
          label: 'Azoospermia, cryptozoospermia before',
          cells: { patients: number('6'), responders: share(2, 6), medianTmc: number('525') },
        },
        {
          id: 'S0.T3.crypto',
          label: 'Cryptozoospermia',
          cells: { patients: number('4'), responders: share(4, 4), medianTmc: number('50') },
        },
      ],
    },
    {
      id: 'S0.T4',
      title: 'Table 4: response by biopsy pattern',
      columns: { patients: 'Men', responders: 'Responders' },
      rows: [
        {
          id: 'S0.T4.sco',
          label: 'Sertoli cell only',
          cells: { patients: number('2'), responders: share(0, 2, '0') },
        },
        {
          id: 'S0.T4.mixed',
          label: 'Mixed pattern',
          cells: { patients: number('14'), responders: share(3, 14, '21') },
        },
        {
          id: 'S0.T4.ema',
          label: 'Early maturation arrest',
          cells: { patients: number('6'), responders: share(3, 6, '50') },
        },
        {
          id: 'S0.T4.lma',
          label: 'Late maturation arrest',
          cells: { patients: number('5'), responders: share(3, 5, '60') },
        },
        {
          id: 'S0.T4.total',
          label: 'All with a pattern',
          cells: { patients: number('27'), responders: share(9, 27, '33') },
        },
      ],
    },
    {
      id: 'S0.text',
      title: 'Numbers in the text',
      columns: {
        value: '',
        enrolled: 'Enrolled',
        completed: 'Completed',
        cycles: 'Cycles',
        responders: 'Men with a cycle',
        pregnancies: 'Pregnancies',
        all: 'Of all enrolled',
      },
      rows: [
        {
          id: 'S0.enrolled',
          label: 'Enrolled and completed',
          cells: { enrolled: number('31'), completed: number('30') },
        },
        sentence('S0.age', 'Age, years', meanSd('37.9', '4.7')),
        sentence('S0.volume_right', 'Right testis, mL', meanSd('14.4', '4.8')),
        sentence('S0.volume_left', 'Left testis, mL', meanSd('13.8', '3.9')),
        sentence('S0.azoo', 'Azoospermia', share(26, 30, '87')),
        sentence('S0.crypto', 'Cryptozoospermia', share(4, 30, '13')),
        sentence(
          'S0.prior_procedures',
          'Azoospermic men with a prior procedure',
          share(24, 26, '92'),
        ),
        sentence(
          'S0.prior_crypto_abstract',
          'Azoospermic men with cryptozoospermia before (abstract)',
          share(6, 26, '23'),
        ),
        sentence(
          'S0.prior_crypto_results',
          'Azoospermic men with cryptozoospermia before (results)',
          share(6, 30, '20'),
        ),
        sentence('S0.aetiology_idiopathic', 'Idiopathic', share(23, 30)),
        sentence('S0.aetiology_undescended', 'Undescended testes', share(3, 30)),
        sentence('S0.aetiology_genetic', 'Genetic diagnosis', share(3, 30)),
        sentence('S0.aetiology_crush', 'Injury of the pelvis', share(1, 30)),
        sentence('S0.response_all', 'Complete response', share(11, 30, '37')),
        sentence('S0.response_azoo', 'Complete response, azoospermia', share(7, 26, '27')),
        sentence('S0.response_crypto', 'Complete response, cryptozoospermia', share(4, 4, '100')),
        derived(sentence('S0.response_itt', 'Complete response of all enrolled', share(11, 31))),
        sentence('S0.fisher', 'p of the four biopsy patterns (Table 4)', p('0.275')),
        sentence('S0.mean_tmc', 'Mean TMC of the responders', number('48000', 'sperm')),
        sentence('S0.arrest', 'Responders among men with early or late arrest', share(6, 11, '54')),
        sentence('S0.on_drug_9m', 'Men on isotretinoin at 9 months', number('4')),
        sentence('S0.mtese_sufficient', 'Repeated micro-TESE with enough sperm', share(6, 7, '86')),
        sentence('S0.mtese_freeze', 'Repeated micro-TESE with sperm to freeze', share(5, 7, '71')),
        sentence('S0.time_before', 'Operating time before, min', meanRange('105', '75', '150')),
        sentence(
          'S0.time_on_drug',
          'Operating time on isotretinoin, min',
          meanRange('63', '45', '90'),
        ),
        sentence('S0.time_change', 'Operating time shorter by, %', number('40', '%')),
        {
          id: 'S0.icsi_complete',
          label: 'ICSI after a complete response',
          cells: { cycles: number('9'), responders: number('6') },
        },
        sentence('S0.embryos', 'Euploid embryos', number('13')),
        sentence('S0.live_birth', 'Live births', number('1')),
        {
          id: 'S0.icsi_partial',
          label: 'ICSI after a partial response',
          cells: { cycles: number('6'), pregnancies: number('1') },
        },
        sentence('S0.spontaneous', 'Spontaneous pregnancies', number('0')),
        sentence('S0.ae_dry', 'Dry skin and chapped lips', share(30, 30, '100')),
        sentence('S0.ae_rash', 'Rash', share(4, 30, '13')),
        sentence('S0.ae_irritability', 'Irritability', share(14, 30, '47')),
        sentence('S0.ae_cholesterol', 'Altered cholesterol', share(5, 30, '17')),
        {
          id: 'S0.ae_dropout',
          label: 'Dropped out because of anxiety',
          cells: { value: number('1'), all: share(1, 31) },
        },
        sentence('S0.tg500', 'Men with triglycerides above 500 mg/dL or pancreatitis', number('0')),
      ],
    },
    {
      id: 'S0.rules',
      title: 'What was done',
      columns: { value: '' },
      rows: [
        sentence('S0.period', 'December 2022 to December 2024', rule),
        sentence('S0.dose', 'Isotretinoin 20 mg twice a day, 40 mg a day', rule),
        sentence('S0.dose_per_kg', 'Called 0.5 mg/kg, which 40 mg is at 80 kg only', rule),
        sentence('S0.duration', 'At least 6 months, or until sperm were reliably ejaculated', rule),
        sentence('S0.labs', 'Laboratory values again after 4 weeks', rule),
        sentence('S0.semen', 'Semen every 3 months', rule),
        sentence('S0.sufficient', 'Sufficient: more than 1 normal sperm per egg', rule),
        sentence('S0.reliable', 'Reliable: sperm in 2 samples in a row or more', rule),
      ],
    },
    {
      id: 'S0.flow',
      title: 'Flow',
      columns: { value: '' },
      rows: [
        sentence('S0.flow.enrolled', 'Enrolled', number('31')),
        sentence('S0.flow.dropped', 'Dropped out (anxiety)', number('1')),
        sentence('S0.flow.completed', 'Completed', number('30')),
        sentence('S0.flow.azoo', 'Azoospermia', number('26')),
        sentence('S0.flow.crypto', 'Cryptozoospermia', number('4')),
        sentence('S0.flow.resp_azoo', 'Complete response, azoospermia', number('7')),
        derived(sentence('S0.flow.nonresp_azoo', 'No response, azoospermia', number('19'))),
        sentence('S0.flow.resp_crypto', 'Complete response, cryptozoospermia', number('4')),
        derived(sentence('S0.flow.nonresp_crypto', 'No response, cryptozoospermia', number('0'))),
        sentence('S0.flow.mtese', 'Repeat micro-TESE on drug', number('7')),
        derived(sentence('S0.flow.no_mtese', 'No repeat micro-TESE', number('12'))),
        sentence('S0.flow.partial', 'Enough sperm: partial response', number('6')),
        derived(sentence('S0.flow.mtese_fail', 'Not enough sperm', number('1'))),
        sentence(
          'S0.flow.total-1',
          'All: Ejaculated-sperm response (complete response)',
          number('11'),
        ),
        sentence('S0.flow.total-2', 'All: No ejaculated-sperm response', number('19')),
      ],
    },
  ],
  issues: [
    {
      id: 'S0.I01',
      kind: 'inconsistency',
      sentence:
        'The abstract calls the study prospective, the methods and the declarations retrospective.',
      marks: [],
    },
    {
      id: 'S0.I02',
      kind: 'inconsistency',
      sentence:
        'Triglycerides are said to be the only significant change, but the AST has the smaller p.',
      marks: ['S0.T1.triglycerides.p', 'S0.T1.ast.p'],
    },
    {
      id: 'S0.I03',
      kind: 'unit misprint',
      sentence: 'Printed in g/L, where 14.9 is impossible; g/dL is meant.',
      marks: ['S0.T1.haemoglobin'],
    },
    {
      id: 'S0.I04',
      kind: 'rounding',
      sentence: '6/11 is 54.5%: printed cut to 54%, rounded it is 55%.',
      marks: ['S0.arrest'],
    },
    {
      id: 'S0.I05',
      kind: 'rounding',
      sentence: '2/3 is 66.7%: printed cut to 66%, rounded it is 67%.',
      marks: ['S0.T2.crypto.proceduresWithSperm'],
    },
    {
      id: 'S0.I06',
      kind: 'denominator',
      sentence: 'The same six men are 23% of 26 in the abstract and 20% of 30 in the results.',
      marks: ['S0.prior_crypto_abstract', 'S0.prior_crypto_results'],
    },
    {
      id: 'S0.I07',
      kind: 'unit missing',
      sentence:
        'No unit is printed, and a mean of 48,000 lies three orders of magnitude above the medians.',
      marks: [
        'S0.T3.noa_pos.medianTmc',
        'S0.T3.noa_neg.medianTmc',
        'S0.T3.noa_crypto.medianTmc',
        'S0.T3.crypto.medianTmc',
        'S0.mean_tmc',
      ],
    },
    {
      id: 'S0.I08',
      kind: 'denominator',
      sentence:
        '24 azoospermic men had procedures in Table 2 and 8 + 12 in Table 3: they agree only if the six with cryptozoospermia before are taken out first.',
      marks: ['S0.T2.azoo.withProcedures', 'S0.T3.noa_pos.patients', 'S0.T3.noa_neg.patients'],
    },
    {
      id: 'S0.I09',
      kind: 'missing',
      sentence: 'The methods promise an extended Fisher test of Table 3 too; its p is not printed.',
      marks: ['S0.T3'],
    },
    {
      id: 'S0.I10',
      kind: 'denominator',
      sentence:
        'The man who dropped out is in no denominator: anxiety is 0 of 30 instead of 1 of 31, and the response 11/30 instead of 11/31.',
      marks: ['S0.ae_dropout', 'S0.response_all'],
    },
    {
      id: 'S0.I11',
      kind: 'inconsistency',
      sentence: '40 mg a day is 0.5 mg/kg only at 80 kg.',
      marks: ['S0.dose_per_kg'],
    },
    {
      id: 'S0.I12',
      kind: 'inconsistency',
      sentence: 'The discussion speaks of ongoing pregnancies; the results have none.',
      marks: ['S0.live_birth', 'S0.icsi_partial'],
    },
    {
      id: 'S0.I13',
      kind: 'wrong reference',
      sentence:
        'Table 1 is cited for side effects and has none; what “altered” cholesterol means is not said.',
      marks: ['S0.ae_cholesterol'],
    },
    {
      id: 'S0.I14',
      kind: 'inconsistency',
      sentence:
        'Samples every 3 months, two in a row to respond, and yet most responded within 3 months.',
      marks: ['S0.reliable'],
    },
    {
      id: 'S0.I15',
      kind: 'misprint',
      sentence: 'The number of the review board is printed in two ways.',
      marks: [],
    },
    {
      id: 'S0.I16',
      kind: 'missing',
      sentence:
        'The TMC and the time to response of each man are in figures only, which the text does not hold.',
      marks: ['S0.mean_tmc'],
    },
  ],
  recomputations: [
    {
      id: 'TV01',
      title: 'Response by biopsy pattern (Table 4)',
      printed: 'p 0.275',
      of: {
        kind: 'counts',
        groups: [
          { label: 'SCO', events: 0, total: 2 },
          { label: 'Mixed', events: 3, total: 14 },
          { label: 'Early arrest', events: 3, total: 6 },
          { label: 'Late arrest', events: 3, total: 5 },
        ],
      },
      methods: [
        'fisher-freeman-halton',
        'mid-p-freeman-halton',
        'pearson',
        'exact-pearson',
        'cochran-armitage-trend',
      ],
      verdict: 'reproduces',
      reproducedBy: 'fisher-freeman-halton',
      note: '',
    },
    {
      id: 'TV02',
      title: 'Response by category (Table 3)',
      printed: null,
      of: {
        kind: 'counts',
        groups: [
          { label: 'NOA, sperm at prior procedure', events: 2, total: 8 },
          { label: 'NOA, no sperm at prior procedure', events: 3, total: 12 },
          { label: 'NOA, prior cryptozoospermia', events: 2, total: 6 },
          { label: 'Cryptozoospermia', events: 4, total: 4 },
        ],
      },
      methods: ['fisher-freeman-halton', 'pearson', 'exact-pearson'],
      verdict: 'not published',
      reproducedBy: null,
      note: 'Not significant by the test that the methods name; by the others it is.',
    },
    {
      id: 'TV03',
      title: 'Response by category, azoospermic men only',
      printed: null,
      of: {
        kind: 'counts',
        groups: [
          { label: 'NOA, sperm at prior procedure', events: 2, total: 8 },
          { label: 'NOA, no sperm at prior procedure', events: 3, total: 12 },
          { label: 'NOA, prior cryptozoospermia', events: 2, total: 6 },
        ],
      },
      methods: ['fisher-freeman-halton', 'pearson'],
      verdict: 'not published',
      reproducedBy: null,
      note: '',
    },
    {
      id: 'TV04',
      title: 'Response, azoospermia against cryptozoospermia',
      printed: null,
      of: {
        kind: 'counts',
        groups: [
          { label: 'Azoospermia', events: 7, total: 26 },
          { label: 'Cryptozoospermia', events: 4, total: 4 },
        ],
      },
      methods: ['fisher-two-sided', 'pearson', 'pearson-yates'],
      verdict: 'not published',
      reproducedBy: null,
      note: '',
    },
  ],
};
