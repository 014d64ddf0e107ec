/**
 * Karyotypes that many men at such a clinic have; one of the others may be known to be of one man (C§7.6). Which they
 * are is a proposal: no source draws the line.
 */
export const commonKaryotypes: readonly string[] = [
  '46-xy',
  'klinefelter',
  'not-tested',
  'unknown',
];

export const otherKaryotype = 'other-abnormal';

/** The answer to the question about the karyotype, with the rare ones as one. */
export function groupedKaryotype(answer: string): string {
  return commonKaryotypes.includes(answer) ? answer : otherKaryotype;
}
