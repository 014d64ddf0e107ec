import 'server-only';
import type { SavedFilter } from '@/lib/worklist/saved-filter';

export function whenNameTaken(
  others: readonly Pick<SavedFilter, 'id' | 'name'>[],
  name: string,
): string | null {
  return others.some((other) => other.name === name) ? 'You have a filter of this name.' : null;
}
