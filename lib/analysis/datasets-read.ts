import type { Analysis, Method } from './analysis';
import type { DatasetName } from './datasets';

/** Besides the subjects, of whom every method but those on printed counts reads the population. */
const ownDataset: Partial<Record<Method, DatasetName>> = {
  grades: 'adverse_events',
  adherence: 'adherence',
};

/** Arguments that give the counts or the moments themselves, so that no patient is read. */
const literal = ['totals', 'sd'];

/** The datasets that R opens for a plan: no others have to be carried to it. */
export function datasetsRead(plan: readonly Analysis[]): DatasetName[] {
  const read = plan
    .filter((analysis) => !literal.some((name) => name in analysis.arguments))
    .flatMap(({ method }): DatasetName[] => {
      const own = ownDataset[method];
      return own === undefined ? ['subjects'] : ['subjects', own];
    });
  return [...new Set(read)];
}
