import type { DataColumn } from '@/lib/export/data-column';
import { valueLabels } from './codebook';
import type { Table } from './table';

/**
 * A script of base R that makes a data frame of each table: factors in the order of their levels, dates, logical flags,
 * with labels and units as attributes. It is ASCII, so that R reads it alike in every locale.
 */
export function loadR(tables: readonly Table[]): string {
  return `${reader}\n${tables.map(tableText).join('\n')}`;
}

// The header is read but not its names: a byte order mark stands before the first of them.
const reader = `# Makes a data frame of each CSV file in this folder, with labels. Needs R and no packages.
# From another folder: source("path/of/this/folder/load.R", chdir = TRUE)

read_table <- function(file, columns) {
  classes <- c(number = "numeric", flag = "integer", choice = "character", date = "character", text = "character")
  types <- vapply(columns, function(column) column$type, "")
  table <- read.csv(
    file,
    col.names = vapply(columns, function(column) column$name, ""),
    colClasses = unname(classes[types]),
    na.strings = "",
    encoding = "UTF-8"
  )
  for (column in columns) {
    value <- table[[column$name]]
    if (column$type == "date") {
      value <- as.Date(value, format = "%Y-%m-%d")
    } else if (column$type == "flag") {
      value <- as.logical(value)
    } else if (column$type == "choice") {
      # A value that the dictionary does not list keeps its own name.
      others <- sort(setdiff(value[!is.na(value)], column$levels), method = "radix")
      value <- factor(value, levels = c(column$levels, others), labels = c(column$labels, others))
    }
    attr(value, "label") <- column$label
    attr(value, "unit") <- column$unit
    table[[column$name]] <- value
  }
  table
}
`;

function tableText({ name, columns }: Table): string {
  return `${name} <- read_table(${text(`${name}.csv`)}, list(
${columns.map(columnText).join(',\n')}
))
`;
}

function columnText(column: DataColumn): string {
  const { name, type, label, unit } = column;
  const parts = [
    `name = ${text(name)}, type = ${text(type)}, label = ${text(label)}`,
    ...(unit === undefined ? [] : [`unit = ${text(unit)}`]),
    ...(type === 'choice' ? levelParts(column) : []),
  ];
  return `  list(${parts.join(', ')})`;
}

function levelParts(column: DataColumn): string[] {
  const levels = valueLabels(column);
  return [
    `levels = ${texts(levels.map(({ key }) => key))}`,
    `labels = ${texts(levels.map(({ label }) => label))}`,
  ];
}

function texts(all: readonly string[]): string {
  return all.length === 0 ? 'character(0)' : `c(${all.map(text).join(', ')})`;
}

/** A string of R: it has the escapes of JSON, and its own for what lies beyond two bytes. */
function text(value: string): string {
  return JSON.stringify(value).replace(/[^ -~]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
