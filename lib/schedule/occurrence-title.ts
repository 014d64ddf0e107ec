import type { CompiledRequirement } from '@/lib/protocols/compile-protocol';

/** The requirement's title, with the number where the requirement repeats: "Monthly check 3". */
export function occurrenceTitle(
  { title, every }: Pick<CompiledRequirement, 'title' | 'every'>,
  ordinal: number | null,
): string {
  return every !== null && ordinal !== null ? `${title} ${ordinal}` : title;
}
