// What has to hold of a historical cohort beside its paper: every figure as printed, but for misprints and for
// the closed list of those that nothing can reproduce.
import { expect } from 'vitest';
import type { ComparedFigure, PaperComparison } from '@/lib/literature/comparison';
import { readings } from '@/lib/literature/readings/readings';

export function expectAsPrinted({ paper, sections }: PaperComparison): void {
  const figures = sections.flatMap(({ rows }) => rows.flatMap((row) => row.figures));
  const of = (verdict: ComparedFigure['verdict']) =>
    figures.filter((figure) => figure.verdict === verdict);
  expect(of('differs').map(shown)).toEqual([]);
  expect(of('not compared').map(shown)).toEqual([]);
  // Where the paper misprints, the cohort has what the printed counts give.
  expect(
    of('misprint')
      .filter(({ clinic, recomputed }) => clinic.text !== recomputed?.text)
      .map(shown),
  ).toEqual([]);
  const listed = of('not reproducible');
  expect(listed.map(({ id }) => id).sort()).toEqual(
    Object.keys(readings[paper.id].irreproducible).sort(),
  );
  expect(listed.filter(({ why }) => why === null).map(shown)).toEqual([]);
  // Nothing stands on the list that would have come out.
  expect(listed.filter(({ clinic, printed }) => clinic.text === printed).map(shown)).toEqual([]);
}

function shown({ id, printed, clinic, recomputed }: ComparedFigure): string {
  return `${id}: printed ${printed}, cohort ${clinic.text ?? clinic.why}, again ${recomputed?.text ?? '—'}`;
}
