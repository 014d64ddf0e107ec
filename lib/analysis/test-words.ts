/** Tests and intervals by the names that R's answers give them, with their variant and side. */
export const testWords: Readonly<Record<string, string>> = {
  'wilcoxon-rank-sum':
    'Wilcoxon rank-sum test, two-sided, normal approximation with continuity and tie correction',
  'kruskal-wallis': 'Kruskal–Wallis rank test, chi-square approximation with tie correction',
  'welch-t': 'Welch’s t-test, two-sided, variances not assumed equal',
  'anova-welch': 'Welch’s analysis of variance, variances not assumed equal',
  pearson: 'Pearson’s chi-square test, no continuity correction',
  'pearson-yates': 'Pearson’s chi-square test with Yates’s continuity correction',
  fisher: 'Fisher’s exact test, two-sided (all tables at most as probable as the observed one)',
  'fisher-two-sided':
    'Fisher’s exact test, two-sided (all tables at most as probable as the observed one)',
  'fisher-one-sided': 'Fisher’s exact test, one-sided (the smaller tail)',
  'fisher-doubled-one-sided': 'Fisher’s exact test, twice the smaller tail',
  'mid-p-central': 'Fisher’s mid-p, central, two-sided',
  'mid-p-minimum-likelihood': 'Fisher’s mid-p, minimum likelihood, two-sided',
  'fisher-freeman-halton': 'Fisher–Freeman–Halton exact test, two-sided',
  'mid-p-freeman-halton': 'Fisher–Freeman–Halton mid-p, two-sided',
  'exact-pearson': 'Exact test with Pearson’s statistic, two-sided',
  'cochran-armitage-trend':
    'Cochran–Armitage test for trend, two-sided, levels scored in the order shown',
  'likelihood-ratio': 'Likelihood-ratio chi-square test (G), no continuity correction',
  'n-1-chi-square': 'N − 1 chi-square test',
  boschloo: 'Boschloo’s unconditional exact test, two-sided (twice the smaller tail)',
  'barnard-z-pooled': 'Barnard’s unconditional exact test, pooled z, two-sided',
  'wald-logistic': 'Wald test of the log odds ratio, two-sided',
};
