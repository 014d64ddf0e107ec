import type { CannotSay } from './results';

/** What stands in the place of a number, and the sentence that explains it. */
export const reasonWords: Readonly<Record<CannotSay, { cell: string; sentence: string }>> = {
  'no-patients': { cell: 'nobody', sentence: 'Nobody is in this population.' },
  'one-patient': { cell: 'one man', sentence: 'One man has no spread and cannot be tested.' },
  'empty-group': { cell: 'empty group', sentence: 'A group that would be compared is empty.' },
  'one-group': { cell: 'one group', sentence: 'There is only one group, so nothing to compare.' },
  'no-values': { cell: 'not recorded', sentence: 'It is not recorded for anybody.' },
  'no-pairs': { cell: 'no pairs', sentence: 'Nobody has both values.' },
  constant: { cell: 'all equal', sentence: 'All values are equal.' },
  'no-events': { cell: 'no events', sentence: 'Nobody had the event.' },
  'only-events': { cell: 'only events', sentence: 'Everybody had the event.' },
  'zero-cell': {
    cell: 'zero cell',
    sentence: 'A count is zero, so that the ratio, or an end of its interval, does not exist.',
  },
  separation: {
    cell: 'separated',
    sentence:
      'The groups or the covariates tell without error of some men whether they have the event, so that the likelihood of the model has no maximum.',
  },
  collinear: {
    cell: 'collinear',
    sentence: 'The other covariates determine it, so that it has no coefficient of its own.',
  },
  'not-converged': { cell: 'not converged', sentence: 'The model did not converge.' },
  'too-few-values': { cell: 'too few values', sentence: 'There are too few values.' },
  'too-large-for-exact': {
    cell: 'too large for an exact test',
    sentence: 'The table is too large for an exact test.',
  },
  'too-large-for-profile': {
    cell: 'too large for a profile',
    sentence: 'There are too many men and covariates for a profile-likelihood interval.',
  },
  'not-reached': { cell: 'not reached', sentence: 'The curve stays above one half.' },
  'nobody-left': {
    cell: 'nobody left',
    sentence: 'Everybody had the event by then, so that the interval does not exist.',
  },
  'unknown-column': { cell: 'unknown column', sentence: 'The data have no such column.' },
  failed: { cell: 'failed', sentence: 'R could not compute it.' },
};
