/** Groups in groups, fields of fields: what any schema here asks for is far below. */
export const deepestJson = 32;

/** Looked at without recursion, before anything follows the depth. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= deepestJson; depth += 1) {
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
    if (level.length === 0) {
      return false;
    }
  }
  return true;
}
