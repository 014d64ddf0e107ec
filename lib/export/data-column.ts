export const columnTypes = ['number', 'flag', 'choice', 'date', 'text'] as const;
export type ColumnType = (typeof columnTypes)[number];

export const columnSections = [
  'enrollment',
  'baseline',
  'exposure',
  'response',
  'procedures',
  'safety',
  'adherence',
] as const;
export type ColumnSection = (typeof columnSections)[number];

export interface Level {
  readonly key: string;
  readonly label: string;
}

/** What a column of a table of data holds, and how a program that reads it must take it. */
export interface DataColumn {
  /** A letter, then letters, digits and underscores, 32 at most: R, SPSS and SAS all take it. */
  readonly name: string;
  readonly label: string;
  /** A flag is 1, 0 or missing; a choice is the key of one of its levels or missing. */
  readonly type: ColumnType;
  readonly unit?: string;
  /** Of a choice, in the order in which tables list them. */
  readonly levels?: readonly Level[];
  readonly section: ColumnSection;
}

export function levelsOf<Key extends string>(
  names: Readonly<Record<Key, string>>,
  keys: readonly Key[] = Object.keys(names) as Key[],
): Level[] {
  return keys.map((key) => ({ key, label: names[key] }));
}
