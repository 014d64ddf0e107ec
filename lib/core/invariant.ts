/** Throws when a state that the code declares impossible has been reached: a bug, never bad input. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) {
    throw new Error(`Invariant broken: ${message}`);
  }
}
