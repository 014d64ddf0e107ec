import { z } from 'zod';
import { typedCount, typedNumber } from './typed-number';

/**
 * What was found in a neat sample or in its centrifuged pellet (engine §5; C§6.2). It is never just a
 * number: not examined, nothing seen and a count are three different things.
 */
export const findingStates = ['not-examined', 'no-sperm-seen', 'sperm-seen'] as const;
export type FindingState = (typeof findingStates)[number];

/**
 * Sperm are counted one by one; null means that the report gives no number. `normal` counts the
 * morphologically normal among the motile.
 */
export type SpermFinding =
  | { readonly state: 'not-examined' }
  | { readonly state: 'no-sperm-seen' }
  | {
      readonly state: 'sperm-seen';
      readonly motile: number | null;
      readonly immotile: number | null;
      readonly normal: number | null;
    };

export function isSpermSeen(
  finding: SpermFinding,
): finding is Extract<SpermFinding, { state: 'sperm-seen' }> {
  return finding.state === 'sperm-seen';
}

const counted = () => typedCount(100_000_000);

const findingFields = {
  state: z.enum(findingStates, 'Say whether it was examined and whether sperm were seen'),
  motile: counted(),
  immotile: counted(),
  normal: counted(),
};

interface FindingFields {
  readonly state: FindingState;
  readonly motile: number | null;
  readonly immotile: number | null;
  readonly normal: number | null;
}

const countFields = ['motile', 'immotile', 'normal'] as const;

function refuseFindingContradictions(
  finding: FindingFields,
  context: z.RefinementCtx<FindingFields>,
): void {
  const refuse = (field: string, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message });
  if (finding.state !== 'sperm-seen') {
    const claim = finding.state === 'no-sperm-seen' ? 'No sperm seen' : 'A sample not examined';
    for (const field of countFields) {
      if (finding[field] !== null) {
        refuse(field, `${claim} cannot have a count of ${finding[field]}`);
      }
    }
    return;
  }
  if (finding.motile === 0 && finding.immotile === 0) {
    refuse('motile', 'Sperm seen needs at least one sperm; otherwise choose "no sperm seen"');
  }
  if (finding.normal !== null && finding.motile !== null && finding.normal > finding.motile) {
    refuse(
      'normal',
      `Normal motile sperm are a part of the motile sperm: ${finding.normal} of ${finding.motile} is impossible`,
    );
  }
}

function toFinding({ state, motile, immotile, normal }: FindingFields): SpermFinding {
  return state === 'sperm-seen' ? { state, motile, immotile, normal } : { state };
}

export const neatFindingSchema = z
  .object(findingFields)
  .superRefine(refuseFindingContradictions)
  .transform(toFinding);

/** How the pellet was made and read: a negative is worth what its preparation is worth. */
export interface PelletPreparation {
  readonly gForce: number | null;
  readonly minutes: number | null;
  readonly fields: number | null;
  readonly volumeExaminedMl: number | null;
}

const preparationFields = {
  gForce: typedNumber({ from: 1, to: 20_000 }),
  minutes: typedNumber({ from: 1, to: 240 }),
  fields: typedCount(100_000, 1),
  volumeExaminedMl: typedNumber({ from: 0.001, to: 20 }),
};

const preparationNames: Readonly<Record<keyof PelletPreparation, string>> = {
  gForce: 'g-force',
  minutes: 'centrifugation time',
  fields: 'number of fields',
  volumeExaminedMl: 'volume examined',
};

export const pelletFindingSchema = z
  .object({ ...findingFields, ...preparationFields })
  .superRefine((found, context) => {
    refuseFindingContradictions(found, context as z.RefinementCtx<FindingFields>);
    if (found.state === 'sperm-seen' && found.motile === null) {
      context.addIssue({
        code: 'custom',
        path: ['motile'],
        message: 'Enter the number of motile sperm counted in the pellet, 0 if there was none',
      });
    }
    for (const [field, name] of Object.entries(preparationNames)) {
      if (found.state === 'not-examined' && found[field as keyof PelletPreparation] !== null) {
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `A pellet not examined has no ${name}`,
        });
      }
    }
  })
  .transform(
    ({
      gForce,
      minutes,
      fields,
      volumeExaminedMl,
      ...found
    }): SpermFinding & PelletPreparation => ({
      ...toFinding(found),
      gForce,
      minutes,
      fields,
      volumeExaminedMl,
    }),
  );
