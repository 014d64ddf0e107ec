# How the methods read columns and put a reason in the place of a number that does not exist.

# A number where it is finite, else the reason. Vectors, the shorter ones repeated.
number_or <- function(row, column, statistic, value, reason, precision = "closed") {
  value <- rep_len(as.numeric(value), max(length(value), length(reason)))
  known <- is.finite(value)
  value[!known] <- NA_real_
  answer(row, column, statistic, value, NA_character_, ifelse(known, NA_character_, reason), precision)
}

# Whether each subject had the event: a flag, or a choice written "column=level". NA where it is not known; with
# whole = TRUE whoever is not known to have had it counts as one who had not (intention to treat).
event_of <- function(subjects, name, whole = FALSE) {
  parts <- strsplit(name, "=", fixed = TRUE)[[1]]
  values <- column(subjects, parts[1])
  had <- if (length(parts) == 2) values == parts[2] else values == 1
  if (whole) had %in% TRUE else had
}

counts_missing <- function(args) identical(args$denominator, "all")

# The subjects of each column of a table: "all" first, then each level of args$group in its order. Who has no group stands
# in "all" only.
table_columns <- function(data, args, subjects) {
  everybody <- list(all = seq_len(nrow(subjects)))
  if (is.null(args$group)) {
    return(everybody)
  }
  values <- as.character(column(subjects, args$group))
  levels <- levels_of(data, args$group, values)
  c(everybody, split(everybody$all, factor(values, levels = levels)))
}

# Why a column without a value has none; subjects and values are counts.
reason_of_none <- function(subjects, whole) {
  if (whole == 0) "no-patients" else if (subjects == 0) "empty-group" else "no-values"
}
