import { type Certainty, certaintyOf, either } from '@/lib/core/certainty';
import type { Day } from '@/lib/dates/civil-date';
import { isSpermSeen, type SpermFinding } from '@/lib/records/sperm-finding';
import type { ResponseInput, SemenSample } from './response';

/** Eggs by the day on which their number became known, from records and from what samples state. */
export function eggNumberOn(
  day: Day,
  { eggNumbers, samples }: Pick<ResponseInput, 'eggNumbers' | 'samples'>,
): number | null {
  const known = [
    ...eggNumbers,
    ...samples.map(({ on, content }) => ({ on, eggs: content.eggNumber })),
  ];
  let newest: { on: Day; eggs: number } | null = null;
  for (const { on, eggs } of known) {
    if (eggs === null || on > day) {
      continue;
    }
    // Two numbers of one day: the larger asks more of the sample.
    if (newest === null || on > newest.on || (on === newest.on && eggs > newest.eggs)) {
      newest = { on, eggs };
    }
  }
  return newest?.eggs ?? null;
}

/**
 * Morphologically normal motile sperm outnumber the eggs (strictly, S0), in the neat sample or in the
 * pellet; or a physician signed the sample as adequate.
 */
export function isSufficient(
  { id, content }: SemenSample,
  eggs: number | null,
  adequateRecordIds: readonly string[],
): Certainty {
  if (adequateRecordIds.includes(id)) {
    return 'yes';
  }
  if (eggs === null) {
    return 'unknown';
  }
  return either([hasMoreNormalThan(eggs, content.neat), hasMoreNormalThan(eggs, content.pellet)]);
}

function hasMoreNormalThan(eggs: number, finding: SpermFinding): Certainty {
  if (!isSpermSeen(finding)) {
    return 'no';
  }
  return certaintyOf(finding.normal === null ? null : finding.normal > eggs);
}
