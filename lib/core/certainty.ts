/** Kleene's three-valued logic: unknown is never turned into yes or no. */
export const certainties = ['yes', 'no', 'unknown'] as const;
export type Certainty = (typeof certainties)[number];

export function both(all: readonly Certainty[]): Certainty {
  if (all.includes('no')) {
    return 'no';
  }
  return all.includes('unknown') ? 'unknown' : 'yes';
}

export function either(any: readonly Certainty[]): Certainty {
  if (any.includes('yes')) {
    return 'yes';
  }
  return any.includes('unknown') ? 'unknown' : 'no';
}

export function negate(certainty: Certainty): Certainty {
  if (certainty === 'unknown') {
    return 'unknown';
  }
  return certainty === 'yes' ? 'no' : 'yes';
}

export function certaintyOf(claim: boolean | null | undefined): Certainty {
  if (claim === null || claim === undefined) {
    return 'unknown';
  }
  return claim ? 'yes' : 'no';
}
