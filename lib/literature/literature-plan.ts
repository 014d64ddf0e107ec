import type { Analysis } from '@/lib/analysis/analysis';
import type { FigurePlace } from '@/lib/analysis/results';
import type { PublishedPaper, Recomputation } from './published-paper';
import { readings } from './readings/readings';

/** What R is asked so that a snapshot can stand beside the paper: the clinic's figures, and the paper's again. */
export function literaturePlan(paper: PublishedPaper): Analysis[] {
  const recomputations = paper.recomputations.flatMap(recomputationOf);
  const asked = new Set<string>();
  return [...readings[paper.id].analyses, ...recomputations].filter(({ id }) => {
    const isFirst = !asked.has(id);
    asked.add(id);
    return isFirst;
  });
}

/** The same counts are asked for once, whatever is read of the answer. */
function recomputationOf(recomputation: Recomputation): Analysis[] {
  const { of } = recomputation;
  const id = recomputationId(recomputation);
  switch (of.kind) {
    case 'counts':
      return [
        {
          id,
          method: of.groups.length === 2 ? 'two-groups' : 'contingency',
          arguments: {
            labels: of.groups.map((_group, index) => `row-${index + 1}`),
            events: of.groups.map(({ events }) => events),
            totals: of.groups.map(({ total }) => total),
          },
        },
      ];
    case 'summaries':
      return [
        {
          id,
          method: 'two-means',
          arguments: {
            mean: of.groups.map(({ mean }) => Number(mean)),
            sd: of.groups.map(({ sd }) => Number(sd)),
            n: of.groups.map(({ total }) => total),
          },
        },
      ];
    case 'nothing':
      return [];
  }
}

function recomputationId({ of }: Recomputation): string {
  switch (of.kind) {
    case 'counts':
      return `counts-${of.groups.map(({ events, total }) => `${events}-${total}`).join('-')}`;
    case 'summaries':
      return `means-${of.groups
        .map(({ mean, sd, total }) => `${mean}-${sd}-${total}`)
        .join('-')
        .replaceAll('.', '-')}`;
    case 'nothing':
      return 'nothing';
  }
}

export function recomputedPlace(recomputation: Recomputation, statistic: string): FigurePlace {
  return { analysis: recomputationId(recomputation), row: '', column: 'test', statistic };
}
