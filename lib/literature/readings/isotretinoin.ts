import type { ClinicSource, PaperReading } from '../clinic-source';
import { analysis, at, counts, groups, line, menWith, nowhere, numberIn, test } from './places';

/** Row of Table 1, and the analyte by its name in the data. */
const analytes = {
  testosterone_total: 'testosterone_total',
  fsh: 'fsh',
  haemoglobin: 'hemoglobin',
  cholesterol_total: 'cholesterol_total',
  hdl: 'hdl',
  ldl: 'ldl',
  triglycerides: 'triglycerides',
  ast: 'ast',
  alt: 'alt',
  creatinine: 'creatinine',
} as const;

const ofCompleters = { population: 'completers' } as const;
const patterns = {
  sco: 'sertoli-cell-only',
  mixed: 'mixed',
  ema: 'early-maturation-arrest',
  lma: 'late-maturation-arrest',
} as const;
const categories = {
  noa_pos: 'noa-prior-sperm',
  noa_neg: 'noa-prior-no-sperm',
  noa_crypto: 'noa-prior-cryptozoospermia',
  crypto: 'cryptozoospermia',
} as const;
const semen = { azoo: 'azoospermia', crypto: 'cryptozoospermia' } as const;

const patternCells = Object.values(patterns).map((pattern) => at('by-pattern', pattern));
const etiology = (key: string) => counts(at('men', `etiology=${key}`));
const effect = (term: string) => counts(at('effects', term, 'any'));

/** Of the completers with a complete or a partial response. */
function cyclesOf(response: 'complete_response' | 'partial_response', column: string) {
  return groups([response, column], (values) =>
    values[response] === true ? numberIn(values[column]) : 0,
  );
}

/** S0 (C§1.1.6): the men who completed, unless a figure says otherwise. */
export const isotretinoinReading: PaperReading = {
  analyses: [
    analysis('labs', 'paired', {
      pairs: Object.values(analytes).map((it) => `${it}_baseline|${it}_on_treatment`),
      ...ofCompleters,
    }),
    analysis('baseline', 'describe', {
      variables: ['age_at_consent', 'testicular_volume_right', 'testicular_volume_left'],
      ...ofCompleters,
    }),
    analysis('minutes', 'describe', {
      variables: ['operating_minutes_before', 'operating_minutes_on_treatment'],
      where: ['retrieval_attempted=1'],
      ...ofCompleters,
    }),
    analysis('men', 'proportions', {
      events: [
        'semen_category=azoospermia',
        'semen_category=cryptozoospermia',
        'azoospermia_category=prior-cryptozoospermia',
        'etiology=idiopathic',
        'etiology=cryptorchidism',
        'etiology=genetic',
        'etiology=trauma',
        'complete_response',
        'retrieval_sufficient',
        'sperm_frozen',
      ],
      ...ofCompleters,
    }),
    analysis('by-semen', 'proportions', {
      events: [
        'prior_procedure',
        'prior_sperm',
        'prior_fna_mapping',
        'prior_micro_tese',
        'azoospermia_category=prior-cryptozoospermia',
        'complete_response',
      ],
      group: 'semen_category',
      ...ofCompleters,
    }),
    analysis('by-category', 'contingency', {
      event: 'complete_response',
      rows: 'response_category',
      ...ofCompleters,
    }),
    analysis('by-pattern', 'contingency', {
      event: 'complete_response',
      rows: 'baseline_histology',
      ...ofCompleters,
    }),
    analysis('tmc', 'describe', {
      variables: ['tmc_response'],
      group: 'response_category',
      where: ['complete_response=1'],
      ...ofCompleters,
    }),
    analysis('response-of-all', 'proportions', {
      events: ['complete_response'],
      denominator: 'all',
    }),
    analysis('effects', 'grades', ofCompleters),
    analysis('effects-of-all', 'grades', { population: 'treated' }),
  ],
  sources: {
    ...Object.fromEntries(
      Object.entries(analytes).flatMap(([row, analyte]): [string, ClinicSource][] => {
        const place = at('labs', `${analyte}_baseline`);
        return [
          [`S0.T1.${row}.baseline`, { from: 'line', at: place, side: 'before', printedTotal: 30 }],
          [
            `S0.T1.${row}.onTreatment`,
            { from: 'line', at: place, side: 'after', printedTotal: 30 },
          ],
          [`S0.T1.${row}.p`, { from: 'figure', place: { ...place, statistic: 'p-t' } }],
        ];
      }),
    ),
    ...Object.fromEntries(
      Object.entries(semen).flatMap(([row, category]): [string, ClinicSource][] => [
        [`S0.T2.${row}.patients`, menWith({ completed: true, semen_category: category })],
        [`S0.T2.${row}.withProcedures`, counts(at('by-semen', 'prior_procedure', category))],
        [`S0.T2.${row}.proceduresWithSperm`, counts(at('by-semen', 'prior_sperm', category))],
        [`S0.T2.${row}.fnaMapping`, counts(at('by-semen', 'prior_fna_mapping', category))],
        [`S0.T2.${row}.microTese`, counts(at('by-semen', 'prior_micro_tese', category))],
        [`S0.${row}.value`, counts(at('men', `semen_category=${category}`))],
        [`S0.response_${row}.value`, counts(at('by-semen', 'complete_response', category))],
        [`S0.flow.${row}.value`, menWith({ completed: true, semen_category: category })],
        [
          `S0.flow.resp_${row}.value`,
          menWith({ completed: true, semen_category: category, complete_response: true }),
        ],
        [
          `S0.flow.nonresp_${row}.value`,
          menWith({ completed: true, semen_category: category, complete_response: false }),
        ],
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(categories).flatMap(([row, category]): [string, ClinicSource][] => [
        [`S0.T3.${row}.patients`, menWith({ completed: true, response_category: category })],
        [`S0.T3.${row}.responders`, counts(at('by-category', category))],
        [
          `S0.T3.${row}.medianTmc`,
          {
            from: 'figure',
            place: { ...at('tmc', 'tmc_response', category), statistic: 'median' },
          },
        ],
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(patterns).flatMap(([row, pattern]): [string, ClinicSource][] => [
        [`S0.T4.${row}.patients`, menWith({ completed: true, baseline_histology: pattern })],
        [`S0.T4.${row}.responders`, counts(at('by-pattern', pattern))],
      ]),
    ),
    'S0.T4.total.patients': groups(['completed', 'baseline_histology'], (values) =>
      values['completed'] === true && values['baseline_histology'] !== null ? 1 : 0,
    ),
    'S0.T4.total.responders': counts(...patternCells),
    'S0.enrolled.enrolled': groups([], () => 1),
    'S0.enrolled.completed': menWith({ completed: true }),
    'S0.age.value': line(at('baseline', 'age_at_consent'), { printedTotal: 30 }),
    'S0.volume_right.value': line(at('baseline', 'testicular_volume_right'), { printedTotal: 30 }),
    'S0.volume_left.value': line(at('baseline', 'testicular_volume_left'), { printedTotal: 30 }),
    'S0.prior_procedures.value': counts(at('by-semen', 'prior_procedure', 'azoospermia')),
    'S0.prior_crypto_abstract.value': counts(
      at('by-semen', 'azoospermia_category=prior-cryptozoospermia', 'azoospermia'),
    ),
    'S0.prior_crypto_results.value': counts(
      at('men', 'azoospermia_category=prior-cryptozoospermia'),
    ),
    'S0.aetiology_idiopathic.value': etiology('idiopathic'),
    'S0.aetiology_undescended.value': etiology('cryptorchidism'),
    'S0.aetiology_genetic.value': etiology('genetic'),
    'S0.aetiology_crush.value': etiology('trauma'),
    'S0.response_all.value': counts(at('men', 'complete_response')),
    'S0.response_itt.value': counts(at('response-of-all', 'complete_response')),
    'S0.fisher.value': test('by-pattern', 'fisher-freeman-halton.p'),
    'S0.mean_tmc.value': {
      from: 'figure',
      place: { ...at('tmc', 'tmc_response'), statistic: 'mean' },
    },
    'S0.arrest.value': counts(at('by-pattern', patterns.ema), at('by-pattern', patterns.lma)),
    'S0.on_drug_9m.value': groups(['completed', 'days_on_therapy'], (values) =>
      values['completed'] === true && numberIn(values['days_on_therapy']) > 273 ? 1 : 0,
    ),
    'S0.mtese_sufficient.value': counts(at('men', 'retrieval_sufficient')),
    'S0.mtese_freeze.value': counts(at('men', 'sperm_frozen')),
    'S0.time_before.value': line(at('minutes', 'operating_minutes_before')),
    'S0.time_on_drug.value': line(at('minutes', 'operating_minutes_on_treatment')),
    'S0.time_change.value': nowhere(
      'It follows from the two means: 63 minutes are 40% less than 105.',
    ),
    'S0.icsi_complete.cycles': cyclesOf('complete_response', 'icsi_cycles'),
    'S0.icsi_complete.responders': menWith({ complete_response: true, icsi_done: true }),
    'S0.embryos.value': cyclesOf('complete_response', 'euploid_embryos'),
    'S0.live_birth.value': cyclesOf('complete_response', 'live_births'),
    'S0.icsi_partial.cycles': cyclesOf('partial_response', 'icsi_cycles'),
    'S0.icsi_partial.pregnancies': cyclesOf('partial_response', 'clinical_pregnancies'),
    'S0.spontaneous.value': nowhere('Pregnancies without ICSI are not recorded.'),
    'S0.ae_dry.value': effect('dry_skin'),
    'S0.ae_rash.value': effect('rash_maculo_papular'),
    'S0.ae_irritability.value': effect('irritability'),
    'S0.ae_cholesterol.value': effect('cholesterol_high'),
    'S0.ae_dropout.value': menWith({ status: 'withdrawn', end_category: 'adverse-event' }),
    'S0.ae_dropout.all': counts(at('effects-of-all', 'anxiety', 'any')),
    'S0.tg500.value': groups(['triglycerides_on_treatment'], (values) =>
      numberIn(values['triglycerides_on_treatment']) > 500 ? 1 : 0,
    ),
    'S0.flow.enrolled.value': groups([], () => 1),
    'S0.flow.dropped.value': menWith({ status: 'withdrawn' }),
    'S0.flow.completed.value': menWith({ completed: true }),
    'S0.flow.mtese.value': menWith({
      completed: true,
      complete_response: false,
      retrieval_attempted: true,
    }),
    'S0.flow.no_mtese.value': menWith({
      completed: true,
      complete_response: false,
      retrieval_attempted: false,
    }),
    'S0.flow.partial.value': menWith({
      completed: true,
      complete_response: false,
      retrieval_sufficient: true,
    }),
    'S0.flow.mtese_fail.value': menWith({
      completed: true,
      complete_response: false,
      retrieval_sufficient: false,
    }),
    'S0.flow.total-1.value': menWith({ completed: true, complete_response: true }),
    'S0.flow.total-2.value': menWith({ completed: true, complete_response: false }),
  },
  recomputed: { 'S0.fisher.value': { recomputation: 'TV01', method: 'fisher-freeman-halton' } },
  irreproducible: {
    'S0.mean_tmc.value':
      'A mean of 48,000 beside medians of 50 to 525 would need one or two men who hold more than 99% of all sperm; the men are rebuilt to the medians.',
    'S0.time_change.value':
      'It follows from the two means above: 63 minutes are 40% less than 105.',
    'S0.spontaneous.value': 'Pregnancies without ICSI are not recorded, so none can be counted.',
  },
};
