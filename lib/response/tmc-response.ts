import { totalMotileCount } from '@/lib/records/total-motile-count';
import type { SemenSample, TmcResponse } from './response';

/** Mean of the two highest on-treatment total motile counts (S0 Fig. 2); null with fewer than two. */
export function tmcResponse(onTreatment: readonly SemenSample[]): TmcResponse | null {
  const counts = onTreatment
    .flatMap(({ id, content }) => {
      const count = totalMotileCount(content);
      return count.known ? [{ id, sperm: count.sperm }] : [];
    })
    .sort((one, other) => other.sperm - one.sperm);
  const [highest, second] = counts;
  if (!highest || !second) {
    return null;
  }
  return {
    meanSperm: (highest.sperm + second.sperm) / 2,
    recordIds: [highest.id, second.id],
  };
}
