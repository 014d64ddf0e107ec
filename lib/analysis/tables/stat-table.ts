/** A table as a journal prints it, made of texts only; the screens and the report show it alike. */
export interface StatTable {
  /** Of the analysis, or of a part of it: "contrast", "baseline". */
  readonly id: string;
  readonly title: string;
  /** Who is counted: the denominators in words. */
  readonly scope: string;
  readonly rowHeader: string;
  readonly columns: readonly StatColumn[];
  readonly rows: readonly StatRow[];
  /** In place of rows: why there is no table. */
  readonly sentence: string | null;
  readonly footnotes: readonly Footnote[];
  /** A count is hidden, so that the table carries no test, no estimate and no interval. */
  readonly isSuppressed: boolean;
}

export interface StatColumn {
  readonly key: string;
  readonly label: string;
  /** Second line of the head: "n = 368". */
  readonly detail?: string;
}

export interface StatRow {
  /** As R names the row, with the statistic where a row has several: what another table can be laid beside it by. */
  readonly key: string;
  readonly header: string;
  /** A detail belongs to the row above it. */
  readonly isDetail: boolean;
  readonly cells: readonly StatCell[];
}

export interface StatCell {
  readonly text: string;
  /** The letter of a footnote. */
  readonly mark?: string;
  /** There is no number here, and the text says why. */
  readonly isWords?: boolean;
}

export interface Footnote {
  readonly mark?: string;
  readonly text: string;
}

export const emptyCell: StatCell = { text: '' };

export function words(text: string): StatCell {
  return { text, isWords: true };
}

/** The table as text for a spreadsheet: a minus is a hyphen there. */
export function tableAsTsv(table: StatTable): string {
  const head = [
    table.rowHeader,
    ...table.columns.map(({ label, detail }) => (detail ? `${label} (${detail})` : label)),
  ];
  const lines = table.rows.map(({ header, isDetail, cells }) => [
    isDetail ? `  ${header}` : header,
    ...cells.map(({ text, mark }) => (mark ? `${text} ${mark}` : text)),
  ]);
  return [
    [`${table.title}. ${table.scope}`],
    head,
    ...lines,
    ...table.footnotes.map(({ mark, text }) => [mark ? `${mark} ${text}` : text]),
  ]
    .map((cells) => cells.map((cell) => cell.replaceAll('\t', ' ').replaceAll('−', '-')).join('\t'))
    .join('\n');
}
