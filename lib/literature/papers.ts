import { gonadotropinPaper } from './published/gonadotropins';
import { isotretinoinPaper } from './published/isotretinoin';
import { salvagePaper } from './published/salvage';
import type { PublishedPaper } from './published-paper';

export const papers: readonly PublishedPaper[] = [
  isotretinoinPaper,
  gonadotropinPaper,
  salvagePaper,
];

/** The paper that a protocol's cohorts stand beside; a clinic's own protocol has none. */
export function paperOf(protocol: string): PublishedPaper | null {
  return papers.find((paper) => paper.protocol === protocol) ?? null;
}
