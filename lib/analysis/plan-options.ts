import { z } from 'zod';
import { hrefWith } from '@/lib/core/href';
import type { DataColumn, Level } from '@/lib/export/data-column';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { datasetColumns } from './datasets';
import type { FrozenDefinition } from './snapshot';

/** The table of one row per patient of a protocol, as its analyses see it. */
export interface PlanScope {
  readonly protocol: string;
  /** Whether the protocol gives a drug; else exposure and side effects are not of "the treated". */
  readonly hasDrug: boolean;
  readonly columns: readonly DataColumn[];
  readonly requirements: readonly Level[];
}

export function planScope(protocol: CompiledProtocol): PlanScope {
  return {
    protocol: protocol.definition.code,
    hasDrug: protocol.definition.regimens.length > 0,
    columns: datasetColumns('subjects', protocol),
    requirements: protocol.requirements.map(({ key, title }) => ({ key, label: title })),
  };
}

/** Of a snapshot: its columns as they were frozen. */
export function frozenScope({ cohort, columns }: FrozenDefinition): PlanScope {
  const { protocol } = cohort.definition;
  const known = protocolLibrary.find(({ code }) => code === protocol);
  return {
    protocol,
    hasDrug: known === undefined || known.regimens.length > 0,
    columns: columns.subjects,
    requirements: known?.requirements.map(({ key, title }) => ({ key, label: title })) ?? [],
  };
}

export const populations = ['all', 'completers', 'treated'] as const;
export type Population = (typeof populations)[number];

/** Two groups of one column, the first against the second. */
export interface Contrast {
  readonly column: string;
  readonly first: string;
  readonly second: string;
}

export interface PlanOptions {
  /** The column that parts the baseline table; null for one group. */
  readonly group: string | null;
  readonly outcome: string | null;
  readonly contrast: Contrast | null;
  readonly covariates: readonly string[];
  readonly population: Population;
}

/** What may be chosen, in the order of the columns. Nothing outside these lists reaches R. */
export interface PlanChoices {
  readonly groups: readonly DataColumn[];
  readonly outcomes: readonly DataColumn[];
  readonly contrasts: readonly Contrast[];
  readonly covariates: readonly DataColumn[];
}

/** Beside what is known at baseline, what makes two groups of men that can be compared. */
const allocation = ['arm', 'treated'];
const outcomeSections = ['response', 'procedures', 'safety'];
const mostGroups = 8;

export function planChoices({ columns }: PlanScope): PlanChoices {
  const groups = columns.filter((column) => {
    const groupCount = groupsOf(column).length;
    return groupCount >= 2 && groupCount <= mostGroups;
  });
  const grouping = groups.filter(
    ({ name, section }) => section === 'baseline' || allocation.includes(name),
  );
  return {
    groups,
    outcomes: columns.filter(
      ({ type, section }) => type === 'flag' && outcomeSections.includes(section),
    ),
    contrasts: grouping.flatMap(contrastsOf),
    covariates: baselineColumns(columns),
  };
}

/** What describes a man before treatment, in the order of the columns. */
export function baselineColumns(columns: readonly DataColumn[]): readonly DataColumn[] {
  return columns.filter(
    ({ name, type, section }) =>
      (section === 'baseline' || name === 'age_at_consent') &&
      (type === 'number' || type === 'flag' || type === 'choice'),
  );
}

/** The groups of a column by the keys that its cells hold: a flag's are 1 and 0. */
export function groupsOf(column: DataColumn): readonly Level[] {
  if (column.type === 'flag') {
    return [
      { key: '1', label: 'Yes' },
      { key: '0', label: 'No' },
    ];
  }
  return column.type === 'choice' ? (column.levels ?? []) : [];
}

function contrastsOf(column: DataColumn): Contrast[] {
  const keys = groupsOf(column).map(({ key }) => key);
  return keys.flatMap((first, index) =>
    keys.slice(index + 1).map((second) => ({ column: column.name, first, second })),
  );
}

/** A choice of a form and of an address: "column:first:second". */
export function contrastKey({ column, first, second }: Contrast): string {
  return [column, first, second].join(':');
}

/** In an address: no groups, no covariates. */
export const none = 'none';

/** What a protocol's own papers compare; a choice that the columns do not offer is left out. */
interface PlanDefaults {
  readonly group: string;
  readonly outcome: string;
  readonly contrast: Contrast;
  readonly covariates: readonly string[];
}

const isotretinoinDefaults: PlanDefaults = {
  group: 'semen_category',
  outcome: 'ejaculated_sperm',
  contrast: { column: 'semen_category', first: 'azoospermia', second: 'cryptozoospermia' },
  covariates: ['age_at_consent', 'fsh_baseline'],
};

const defaults: Readonly<Record<string, PlanDefaults>> = {
  'isotretinoin-noa': isotretinoinDefaults,
  'gonadotropin-noa': {
    group: 'arm',
    outcome: 'sperm_retrieved',
    contrast: { column: 'arm', first: 'gonadotropins', second: 'none' },
    covariates: [
      'age_at_consent',
      'infertility_months',
      'body_mass_index',
      'testicular_volume_mean',
      'etiology',
    ],
  },
  'salvage-micro-tese': {
    group: 'sperm_retrieved',
    outcome: 'sperm_retrieved',
    contrast: { column: 'prior_retrieval', first: 'micro-tese', second: 'tese' },
    covariates: ['age_at_consent', 'infertility_months', 'fsh_baseline'],
  },
};

/** What is computed when nothing was chosen. */
export function defaultOptions(scope: PlanScope): PlanOptions {
  const choices = planChoices(scope);
  const wanted = defaults[scope.protocol] ?? isotretinoinDefaults;
  const wantedContrast = contrastKey(wanted.contrast);
  return {
    group: named(choices.groups, wanted.group),
    outcome: named(choices.outcomes, wanted.outcome) ?? choices.outcomes[0]?.name ?? null,
    contrast:
      choices.contrasts.find((contrast) => contrastKey(contrast) === wantedContrast) ??
      choices.contrasts[0] ??
      null,
    covariates: wanted.covariates.filter((name) => named(choices.covariates, name) !== null),
    population: 'all',
  };
}

const parametersSchema = z.object({
  group: z.string().optional().catch(undefined),
  outcome: z.string().optional().catch(undefined),
  contrast: z.string().optional().catch(undefined),
  covariates: z
    .union([z.array(z.string()).max(30), z.string().transform((one) => [one])])
    .optional()
    .catch(undefined),
  population: z.enum(populations).catch('all'),
});

/** The options of an address. It can be mistyped: whatever does not fit counts as not given. */
export function readPlanOptions(scope: PlanScope, parameters: unknown): PlanOptions {
  const given = parametersSchema.parse(parameters);
  const choices = planChoices(scope);
  const fallback = defaultOptions(scope);
  return {
    group: given.group === none ? null : (named(choices.groups, given.group) ?? fallback.group),
    outcome: named(choices.outcomes, given.outcome) ?? fallback.outcome,
    contrast:
      choices.contrasts.find((contrast) => contrastKey(contrast) === given.contrast) ??
      fallback.contrast,
    covariates:
      given.covariates === undefined
        ? fallback.covariates
        : choices.covariates.map(({ name }) => name).filter((it) => given.covariates?.includes(it)),
    population: given.population,
  };
}

/** The address of a page with these options. */
export function planHref(path: string, options: PlanOptions): string {
  const plain = hrefWith(path, {
    group: options.group ?? none,
    outcome: options.outcome,
    contrast: options.contrast === null ? null : contrastKey(options.contrast),
    population: options.population,
  });
  const covariates = options.covariates.length === 0 ? [none] : options.covariates;
  return covariates.reduce((href, name) => `${href}&covariates=${encodeURIComponent(name)}`, plain);
}

function named(columns: readonly DataColumn[], name: string | undefined): string | null {
  return columns.find((column) => column.name === name)?.name ?? null;
}
