import type { Option } from '@/app/_components/ui/select';

/** The choices of a closed set with their names, in the set's own order. */
export function optionsOf<Key extends string>(
  keys: readonly Key[],
  labels: Readonly<Record<Key, string>>,
): Option[] {
  return keys.map((value) => ({ value, label: labels[value] }));
}
