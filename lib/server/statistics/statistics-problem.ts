import 'server-only';

/** R gave no answer. The message is a sentence for the screen; the next request starts R anew. */
export class StatisticsProblem extends Error {
  override readonly name = 'StatisticsProblem';
}
