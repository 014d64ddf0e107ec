import type { PublishedRatio } from '@/lib/analysis/pictures/forest';
import { contrastKey, type PlanOptions } from '@/lib/analysis/plan-options';
import { paperOf } from './papers';

/** What a paper's table of odds ratios compares; another question has no printed answer. */
const tables = [
  {
    protocol: 'gonadotropin-noa',
    section: 'S1.T2',
    outcome: 'sperm_retrieved',
    contrast: 'arm:gonadotropins:none',
  },
] as const;

/** The printed odds ratios of the question that a snapshot is asked; none of any other question. */
export function publishedRatios(
  protocol: string,
  { outcome, contrast }: Pick<PlanOptions, 'outcome' | 'contrast'>,
): PublishedRatio[] {
  const table = tables.find(
    (it) =>
      it.protocol === protocol &&
      it.outcome === outcome &&
      contrast !== null &&
      it.contrast === contrastKey(contrast),
  );
  const paper = paperOf(protocol);
  const section = paper?.sections.find(({ id }) => id === table?.section);
  return (section?.rows ?? []).flatMap(({ label, cells }) =>
    Object.values(cells).flatMap((cell) =>
      cell.kind === 'odds-ratio'
        ? [
            {
              label: `${paper?.id}: ${label.replace('Odds ratio, ', '')}`,
              method: 'as printed',
              value: Number(cell.oddsRatio),
              low: Number(cell.low),
              high: Number(cell.high),
            },
          ]
        : [],
    ),
  );
}
