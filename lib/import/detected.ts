/**
 * What a file seems to say about itself. Where it can be read in two ways the value is only a suggestion,
 * and a person has to answer before anything is checked.
 */
export interface Detected<Value> {
  readonly value: Value;
  readonly certainty: 'certain' | 'ambiguous';
  /** One sentence that a person can judge the answer by. */
  readonly evidence: string;
}

export function certain<Value>(value: Value, evidence: string): Detected<Value> {
  return { value, certainty: 'certain', evidence };
}

export function ambiguous<Value>(value: Value, evidence: string): Detected<Value> {
  return { value, certainty: 'ambiguous', evidence };
}
