import 'server-only';

/** Rows by the id that they share, in their order; Node 20 has no `Map.groupBy`. */
export function groupBy<Row, Item = Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  itemOf: (row: Row) => Item,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? [];
    group.push(itemOf(row));
    groups.set(keyOf(row), group);
  }
  return groups;
}
