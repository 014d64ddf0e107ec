import { z } from 'zod';
import { isSpermSeen, neatFindingSchema, pelletFindingSchema } from './sperm-finding';
import { typedCount, typedNumber } from './typed-number';

/**
 * One semen analysis as reported (engine §5; C§5.2). Contradictions are refused beside the field;
 * unusual values are another matter (`lib/units` asks about them).
 */
export const collectionSites = ['clinic', 'home', 'elsewhere'] as const;
export const whoEditions = [5, 6] as const;

const motilityTolerance = 2;
const percentage = () => typedNumber({ from: 0, to: 100 });

const motility = z
  .object({
    total: percentage(),
    progressive: percentage(),
    nonProgressive: percentage(),
    immotile: percentage(),
  })
  .superRefine(({ total, progressive, nonProgressive, immotile }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const motile =
      progressive !== null && nonProgressive !== null ? progressive + nonProgressive : null;
    if (motile !== null && immotile !== null && isOff(motile + immotile, 100)) {
      refuse(
        'immotile',
        `Progressive, non-progressive and immotile add up to ${rounded(motile + immotile)}%, not 100%`,
      );
    } else if (
      motile === null &&
      total !== null &&
      immotile !== null &&
      isOff(total + immotile, 100)
    ) {
      refuse(
        'immotile',
        `Total motility and immotile add up to ${rounded(total + immotile)}%, not 100%`,
      );
    }
    if (total !== null && motile !== null && isOff(total, motile)) {
      refuse(
        'total',
        `Progressive and non-progressive add up to ${rounded(motile)}%, not to the total of ${total}%`,
      );
    }
  });

function isOff(sum: number, expected: number): boolean {
  return Math.abs(sum - expected) > motilityTolerance + 1e-9;
}

function rounded(percent: number): number {
  return Math.round(percent * 10) / 10;
}

const semenFields = z.object({
  neat: neatFindingSchema,
  pellet: pelletFindingSchema,
  volumeMl: typedNumber({ from: 0, to: 20 }),
  /** Million per mL; a sample in which sperm were only counted has no concentration. */
  concentrationMillionPerMl: typedNumber({ from: 0, to: 1000 }),
  motility: motility.prefault({}),
  normalMorphologyPercent: percentage(),
  abstinenceDays: typedNumber({ from: 0, to: 365 }),
  /** Of the manual that the laboratory followed; null where the report names none. */
  whoEdition: z
    .union([z.enum(['5', '6', '']), z.literal(whoEditions)])
    .nullable()
    .transform((edition) => whoEditions.find((known) => String(known) === String(edition)) ?? null)
    .default(6),
  /** Million per mL. */
  roundCellsMillionPerMl: typedNumber({ from: 0, to: 100 }),
  leukocytesMillionPerMl: typedNumber({ from: 0, to: 100 }),
  vitalityPercent: percentage(),
  ph: typedNumber({ from: 4, to: 10 }),
  liquefactionMinutes: typedNumber({ from: 0, to: 300 }),
  /** Eggs expected or retrieved, as known on the day of this sample. */
  eggNumber: typedCount(100, 1),
  vialsFrozen: typedCount(1000),
  collectionSite: z.enum(collectionSites).nullable().default(null),
  note: z.string().trim().max(2000, 'At most 2000 characters').default(''),
});

type SemenFields = z.output<typeof semenFields>;

function refuseSampleContradictions(
  sample: SemenFields,
  context: z.RefinementCtx<SemenFields>,
): void {
  const refuse = (path: readonly string[], message: string) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  const { neat: found, motility: moving, concentrationMillionPerMl: concentration } = sample;
  if (sample.volumeMl === 0 && (isSpermSeen(found) || isSpermSeen(sample.pellet))) {
    refuse(['volumeMl'], 'Sperm were seen, so the volume cannot be 0');
  }
  if (!isSpermSeen(found)) {
    const claim = found.state === 'no-sperm-seen' ? 'No sperm seen in' : 'No examination of';
    if (concentration !== null && (concentration > 0 || found.state === 'not-examined')) {
      refuse(
        ['concentrationMillionPerMl'],
        `${claim} the neat sample cannot have a concentration of ${concentration}`,
      );
    }
    for (const [field, percent] of Object.entries(moving)) {
      if (percent !== null) {
        refuse(
          ['motility', field],
          `${claim} the neat sample cannot have a motility of ${percent}%`,
        );
      }
    }
    return;
  }
  if (concentration === 0) {
    refuse(
      ['concentrationMillionPerMl'],
      'Sperm were seen, so the concentration is not 0: leave it empty and keep the count',
    );
  }
  if (found.motile === null && totalMotility(moving) === null) {
    refuse(['neat', 'motile'], 'Enter the number of motile sperm, or the total motility');
  }
  if (found.motile !== null && found.motile > 0 && totalMotility(moving) === 0) {
    refuse(['motility', 'total'], `${found.motile} motile sperm cannot have a motility of 0%`);
  }
  if (found.motile === 0 && (totalMotility(moving) ?? 0) > 0) {
    refuse(
      ['neat', 'motile'],
      `A motility of ${totalMotility(moving)}% cannot have 0 motile sperm`,
    );
  }
}

/** Percent motile, from the total or from its two parts; null when the report gives neither. */
export function totalMotility({
  total,
  progressive,
  nonProgressive,
}: SemenFields['motility']): number | null {
  if (total !== null || progressive === null || nonProgressive === null) {
    return total;
  }
  return progressive + nonProgressive;
}

/** What a form sends and what is stored: parsing the stored value again returns it unchanged. */
export const semenAnalysisContentSchema = semenFields.superRefine(refuseSampleContradictions);

/** As typed: numbers may still be text, and a field left empty is absent, empty or null. */
export type SemenAnalysisInput = z.input<typeof semenAnalysisContentSchema>;
export type SemenAnalysis = z.output<typeof semenAnalysisContentSchema>;
