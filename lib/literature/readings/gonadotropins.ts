import type { ClinicSource, PaperReading, PrintedUnit } from '../clinic-source';
import { analysis, at, counts, groups, menWith, nowhere, test, without } from './places';

const operated = ['retrieval_attempted=1'];
const withCycle = ['sperm_retrieved=1', 'icsi_done=1'];
const columns = { overall: 'all', noGn: 'none', gn: 'gonadotropins' } as const;
const etiologies = {
  idiopathic: 'idiopathic',
  cryptorchidism: 'cryptorchidism',
  orchitis: 'mumps-orchitis',
  azfc: 'azfc-microdeletion',
} as const;
const etiologyEvents = Object.values(etiologies).map((key) => `etiology=${key}`);

/** Row of Table 1, its column of the data, and the printed unit where the data have another. */
const characteristics: Readonly<Record<string, readonly [column: string, unit?: PrintedUnit]>> = {
  age: ['age_at_consent'],
  infertility: ['infertility_years'],
  bmi: ['body_mass_index'],
  volume: ['testicular_volume_mean'],
  lh: ['lh_baseline'],
  fsh: ['fsh_baseline'],
  t: ['testosterone_total_baseline', { analyte: 'testosterone_total', unit: 'nmol/L' }],
  e2: ['estradiol_baseline', { analyte: 'estradiol', unit: 'pmol/L' }],
  prl: ['prolactin_baseline'],
};

const needsEveryMan =
  'It was estimated from the characteristics of every man, missing ones imputed; the paper prints only their summary, and the rebuilt men agree with that alone.';

/** S1 (C§1.2.5): Table 1 is about the men who were operated. */
export const gonadotropinReading: PaperReading = {
  analyses: [
    analysis('table-1', 'describe', {
      variables: [...Object.values(characteristics).map(([column]) => column), 'etiology'],
      group: 'arm',
      where: operated,
    }),
    analysis('operated', 'proportions', {
      events: [...etiologyEvents, 'sperm_retrieved'],
      group: 'arm',
      where: operated,
    }),
    analysis('retrieval', 'two-groups', {
      event: 'sperm_retrieved',
      group: 'arm',
      levels: ['gonadotropins', 'none'],
      where: operated,
    }),
    analysis('weighting', 'weighting', {
      outcome: 'sperm_retrieved',
      exposure: 'arm',
      levels: ['gonadotropins', 'none'],
      covariates: [
        'age_at_consent',
        'infertility_years',
        'body_mass_index',
        'testicular_volume_mean',
        'etiology',
      ],
      where: operated,
    }),
    analysis('treated', 'proportions', {
      events: ['ejaculated_sperm'],
      where: ['arm=gonadotropins'],
    }),
    analysis('of-ejaculated', 'proportions', {
      events: etiologyEvents,
      where: ['ejaculated_sperm=1'],
    }),
    analysis('of-retrieved', 'proportions', {
      events: [...etiologyEvents, 'icsi_done'],
      where: ['sperm_retrieved=1'],
    }),
    analysis('births', 'proportions', { events: ['live_birth'], group: 'arm', where: withCycle }),
    analysis('delivery', 'survival', {
      time: 'transfers_to_delivery',
      event: 'delivered',
      group: 'arm',
      where: withCycle,
    }),
  ],
  sources: {
    ...Object.fromEntries(
      Object.entries(characteristics).flatMap(([row, [column, unit]]): [string, ClinicSource][] => [
        ...Object.entries(columns).map(([head, group]): [string, ClinicSource] => [
          `S1.T1.${row}.${head}`,
          {
            from: 'line',
            at: at('table-1', column, group),
            ...(unit === undefined ? {} : { unit }),
          },
        ]),
        [`S1.T1.${row}.p`, test('table-1', 'p-wilcoxon', column)],
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(columns).flatMap(([head, group]): [string, ClinicSource][] => [
        ...Object.entries(etiologies).map(([row, etiology]): [string, ClinicSource] => [
          `S1.T1.dx_${row}.${head}`,
          counts(at('operated', `etiology=${etiology}`, group)),
        ]),
        [`S1.T1.retrieval.${head}`, counts(at('operated', 'sperm_retrieved', group))],
      ]),
    ),
    'S1.T1.diagnosis.p': test('table-1', 'p-pearson', 'etiology'),
    'S1.T1.retrieval.p': test('retrieval', 'pearson-yates.p'),
    'S1.T2.crude.or_': { from: 'line', at: at('retrieval', '', 'test') },
    'S1.T2.iptw.or_': { from: 'line', at: at('weighting', 'model') },
    'S1.T2.matched.or_': nowhere('Men are not matched in pairs here.'),
    'S1.T3.gt3.aor': nowhere('Subgroups are not modeled here.'),
    'S1.T3.le3.aor': nowhere('Subgroups are not modeled here.'),
    'S1.T3.interaction.p': nowhere('Interactions are not modeled here.'),
    'S1.ejaculated.value': counts(at('treated', 'ejaculated_sperm')),
    'S1.retrieved.value': counts(at('operated', 'sperm_retrieved')),
    'S1.srr_gn.value': counts(at('operated', 'sperm_retrieved', 'gonadotropins')),
    'S1.srr_nogn.value': counts(at('operated', 'sperm_retrieved', 'none')),
    ...Object.fromEntries(
      Object.entries(etiologies).flatMap(([row, etiology]): [string, ClinicSource][] => [
        [`S1.ej_${row}.value`, counts(at('of-ejaculated', `etiology=${etiology}`))],
        [`S1.ret_${row}.value`, counts(at('of-retrieved', `etiology=${etiology}`))],
      ]),
    ),
    'S1.icsi.value': menWith({ sperm_retrieved: true, icsi_done: true }),
    'S1.no_icsi.value': without(at('of-retrieved', 'icsi_done')),
    'S1.live_birth.value': counts(at('births', 'live_birth')),
    'S1.cdr.gn': counts(at('births', 'live_birth', 'gonadotropins')),
    'S1.cdr.noGn': counts(at('births', 'live_birth', 'none')),
    'S1.cdr.p': test('delivery', 'p', 'log-rank'),
    'S1.cstat.value': {
      from: 'figure',
      place: { ...at('weighting', 'model'), statistic: 'c-statistic' },
    },
    'S1.smd.value': nowhere('The differences of every characteristic stand in the tables.'),
    'S1.mediation.percent': nowhere('Mediation is not modeled here.'),
    'S1.mediation.p': nowhere('Mediation is not modeled here.'),
    'S1.acme.p': nowhere('Mediation is not modeled here.'),
    'S1.flow.noa.value': {
      from: 'screening',
      count: (screened, enrolled) =>
        Object.values(screened).reduce((sum, men) => sum + men, enrolled),
    },
    'S1.flow.donor.value': {
      from: 'screening',
      count: (screened) => screened['donor-sperm'] ?? 0,
    },
    'S1.flow.proposed.value': {
      from: 'screening',
      count: (screened, enrolled) =>
        Object.entries(screened).reduce(
          (sum, [category, men]) => (category === 'donor-sperm' ? sum : sum + men),
          enrolled,
        ),
    },
    'S1.flow.excluded.value': {
      from: 'screening',
      count: (screened) =>
        Object.entries(screened).reduce(
          (sum, [category, men]) => (category === 'donor-sperm' ? sum : sum + men),
          0,
        ),
    },
    'S1.flow.included.value': groups([], () => 1),
    'S1.flow.gn.value': menWith({ arm: 'gonadotropins' }),
    'S1.flow.nogn.value': menWith({ arm: 'none' }),
    'S1.flow.gn_ejac.value': menWith({ arm: 'gonadotropins', ejaculated_sperm: true }),
    'S1.flow.gn_mtese.value': menWith({ arm: 'gonadotropins', retrieval_attempted: true }),
    'S1.flow.gn_yes.value': menWith({ arm: 'gonadotropins', sperm_retrieved: true }),
    'S1.flow.gn_no.value': menWith({ arm: 'gonadotropins', sperm_retrieved: false }),
    'S1.flow.nogn_yes.value': menWith({ arm: 'none', sperm_retrieved: true }),
    'S1.flow.nogn_no.value': menWith({ arm: 'none', sperm_retrieved: false }),
    'S1.flow.tail-1.value': menWith({ sperm_retrieved: true }),
    'S1.flow.tail-2.value': menWith({ sperm_retrieved: true, icsi_done: true }),
    'S1.flow.tail-3.value': menWith({ sperm_retrieved: true, icsi_done: false }),
    'S1.flow.tail-4.value': menWith({ sperm_retrieved: true, icsi_done: true, live_birth: true }),
    'S1.flow.tail-5.value': menWith({ sperm_retrieved: true, icsi_done: true, live_birth: false }),
    'S1.flow.total-1.value': menWith({ retrieval_attempted: true }),
    'S1.flow.total-2.value': menWith({ sperm_retrieved: true }),
  },
  recomputed: {
    'S1.T1.retrieval.p': { recomputation: 'TV05', method: 'pearson-yates' },
    'S1.T1.diagnosis.p': { recomputation: 'TV08', method: 'pearson' },
    'S1.T2.crude.or_': { recomputation: 'TV06', method: 'or-ci-profile-likelihood' },
    'S1.cdr.p': { recomputation: 'TV10', method: 'pearson' },
  },
  irreproducible: {
    'S1.T2.iptw.or_': needsEveryMan,
    'S1.T2.matched.or_': needsEveryMan,
    'S1.T3.gt3.aor': needsEveryMan,
    'S1.T3.le3.aor': needsEveryMan,
    'S1.T3.interaction.p': needsEveryMan,
    'S1.cstat.value': needsEveryMan,
    'S1.smd.value': needsEveryMan,
    'S1.mediation.percent': needsEveryMan,
    'S1.mediation.p': needsEveryMan,
    'S1.acme.p': needsEveryMan,
    'S1.cdr.p':
      'A log-rank test over transfers: which transfer led to which birth is not printed and is invented in the rebuilt cohort. Other orders of the same births give 0.41 to 0.83.',
  },
};
