import { z } from 'zod';
import { typedLine } from '@/lib/core/typed-text';
import { readWorklistSearch, worklistHref } from './worklist-search';

/** Lists whose filters can be kept under a name. */
export const filteredPages = ['today'] as const;

/** A row of chips stays readable; a limit of this program. */
export const mostSavedFilters = 20;

export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  /** What stands behind the question mark of the address. */
  readonly query: string;
}

const name = typedLine(40).min(1, 'Give the filter a name.');

export const saveFilterInputSchema = z.object({
  page: z.enum(filteredPages),
  name,
  query: z.string().max(2000).transform(filterQuery),
});

export const renameFilterInputSchema = z.object({ filterId: z.uuid(), name });

export const deleteFilterInputSchema = z.object({ filterId: z.uuid() });

/** The filters in an address, in one order and without anything else: equal filters are equal texts. */
export function filterQuery(query: string): string {
  const { filter } = readWorklistSearch(Object.fromEntries(new URLSearchParams(query)));
  return worklistHref(filter).split('?')[1] ?? '';
}
