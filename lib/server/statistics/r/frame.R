# The frame that every method stands in: how a method is registered, how it reads the data and its arguments,
# and how it answers. Base R and the packages that come with it; R 4.2 or newer, here or in WebAssembly.

methods <- new.env()

# Registers a method: work(data, args) returns answers(...).
#
# data$subjects, data$labs, ... are data frames (numbers numeric, flags 1/0, everything else character, an empty
# field NA), read when they are first asked for. args is an environment: args$variables is a character or numeric
# vector, or NULL if the plan does not give it (no partial matching of names, unlike a list).
method <- function(name, work) {
  assign(name, work, envir = methods)
}

# --- Answers -----------------------------------------------------------------------------------------------------
# An answer stands at a place: row, column and statistic. Each function takes vectors, the shorter ones repeated.

number <- function(row, column, statistic, value, precision = "closed") {
  value <- as.numeric(value)
  reason <- ifelse(is.finite(value), NA_character_, "failed")
  value[!is.finite(value)] <- NA_real_
  answer(row, column, statistic, value, NA_character_, reason, precision)
}

word <- function(row, column, statistic, text) {
  answer(row, column, statistic, NA_real_, as.character(text), NA_character_, "closed")
}

# reason is one of lib/analysis/results.ts.
cannot <- function(row, column, statistic, reason) {
  answer(row, column, statistic, NA_real_, NA_character_, reason, "closed")
}

answer <- function(row, column, statistic, value, text, reason, precision) {
  parts <- list(
    row = as.character(row), column = as.character(column), statistic = as.character(statistic), value = value,
    text = text, reason = reason, precision = precision
  )
  count <- if (all(lengths(parts) > 0)) max(lengths(parts)) else 0
  structure(lapply(parts, rep_len, count), class = "answers")
}

# Puts answers, lists of answers and NULL together.
answers <- function(...) {
  given <- flat(list(...))
  if (length(given) == 0) {
    return(answer(character(), "", "", numeric(), "", "", "closed"))
  }
  columns <- names(given[[1]])
  joined <- lapply(columns, function(name) unlist(lapply(given, `[[`, name), use.names = FALSE))
  structure(setNames(joined, columns), class = "answers")
}

rbind.answers <- function(..., deparse.level = 1) answers(...)

flat <- function(given) {
  if (inherits(given, "answers")) {
    return(list(given))
  }
  if (is.null(given)) {
    return(list())
  }
  stopifnot(is.list(given))
  do.call(c, c(list(list()), lapply(unname(given), flat)))
}

# Ends the analysis with a reason in place of every number.
stop_because <- function(reason) {
  stop(structure(class = c("no_answer", "error", "condition"), list(message = reason, call = NULL, reason = reason)))
}

# --- Data ----------------------------------------------------------------------------------------------------------

# The subjects that the analysis is about: args$population is "all" (default), "completers" or "treated"; of these,
# those of whom every "column=level" of args$where holds.
population <- function(data, args) {
  who <- if (is.null(args$population)) "all" else args$population
  # Each is cut out of the subjects once.
  name <- paste(c("subjects", who, args$where), collapse = " ")
  if (!exists(name, envir = data, inherits = FALSE)) {
    assign(name, population_of(data$subjects, who, args$where), envir = data)
  }
  get(name, envir = data)
}

population_of <- function(subjects, who, where) {
  keep <- switch(who,
    all = rep(TRUE, nrow(subjects)),
    completers = column(subjects, "completed") %in% 1,
    treated = column(subjects, "treated") %in% 1,
    stop("unknown population")
  )
  for (condition in strsplit(as.character(where), "=", fixed = TRUE)) {
    keep <- keep & as.character(column(subjects, condition[1])) %in% condition[2]
  }
  # subjects[keep, ] without the names of rows, which take longer than the rows.
  if (all(keep)) subjects else rows_of(subjects, keep)
}

rows_of <- function(table, keep) {
  structure(lapply(table, `[`, keep), class = "data.frame", row.names = .set_row_names(sum(keep)))
}

# A column by its name; "$" would also take a column whose name only starts so.
column <- function(table, name) {
  if (length(name) != 1 || !(name %in% names(table))) {
    stop_because("unknown-column")
  }
  table[[name]]
}

# "number", "flag", "choice", "date" or "text", from the dictionary.
type_of <- function(data, name, dataset = "subjects") {
  found <- data$dictionary$type[data$dictionary$dataset == dataset & data$dictionary$column == name]
  if (length(found) != 1) {
    stop_because("unknown-column")
  }
  found
}

# The levels that occur in the values, as text: of a choice in the order of the dictionary, of a flag "1" before
# "0", of anything else sorted.
levels_of <- function(data, name, values, dataset = "subjects") {
  present <- unique(as.character(values[!is.na(values)]))
  known <- data$dictionary$levels[data$dictionary$dataset == dataset & data$dictionary$column == name]
  ordered <- if (length(known) == 1 && !is.na(known)) strsplit(known, "|", fixed = TRUE)[[1]] else character()
  if (length(ordered) == 0 && type_of(data, name, dataset) == "flag") {
    ordered <- c("1", "0")
  }
  c(ordered[ordered %in% present], sort(setdiff(present, ordered)))
}

# --- The folder ----------------------------------------------------------------------------------------------------

read_table <- function(path, classes = "character") {
  read.csv(path, colClasses = classes, na.strings = "", check.names = FALSE, encoding = "UTF-8")
}

# The tables of the folder, each read when it is first asked for.
open_data <- function(folder) {
  dictionary <- read_table(file.path(folder, "dictionary.csv"))
  data <- new.env()
  data$dictionary <- dictionary
  for (dataset in unique(dictionary$dataset)) {
    local({
      own <- dictionary[dictionary$dataset == dataset, ]
      classes <- c(number = "numeric", flag = "integer")[own$type]
      classes <- setNames(ifelse(is.na(classes), "character", classes), own$column)
      path <- file.path(folder, "data", paste0(dataset, ".csv"))
      delayedAssign(dataset, read_table(path, classes), assign.env = data)
    })
  }
  data
}

read_plan <- function(path) {
  plan <- read_table(path)
  # An analysis without arguments has one line without an argument.
  lapply(split(plan, factor(plan$analysis, levels = unique(plan$analysis))), function(lines) {
    args <- new.env()
    given <- lines[!is.na(lines$argument), ]
    for (name in unique(given$argument)) {
      own <- given[given$argument == name, ]
      own <- own[order(as.integer(own$position)), ]
      values <- if (own$type[1] == "number") as.numeric(own$value) else own$value
      assign(name, values[!is.na(values)], envir = args)
    }
    list(id = lines$analysis[1], method = lines$method[1], args = args)
  })
}

run_plan <- function(data, plan) {
  version <- paste(R.version$major, R.version$minor, sep = ".")
  done <- lapply(plan, function(analysis) in_analysis(analysis$id, run_analysis(data, analysis)))
  c(list(in_analysis("environment", word("R", "all", "version", version))), unname(done))
}

run_analysis <- function(data, analysis) {
  tryCatch(
    {
      work <- get0(analysis$method, envir = methods, inherits = FALSE)
      if (is.null(work)) {
        stop("no such method")
      }
      said <- answers(work(data, analysis$args))
      if (anyDuplicated(paste(said$row, said$column, said$statistic, sep = "\t"))) {
        stop("two answers in one place")
      }
      said
    },
    no_answer = function(condition) cannot("", "", "", condition$reason),
    error = function(condition) {
      message(sprintf("%s (%s): %s", analysis$id, analysis$method, conditionMessage(condition)))
      cannot("", "", "", "failed")
    }
  )
}

in_analysis <- function(id, said) c(list(analysis = rep_len(id, length(said$row))), unclass(said))

write_results <- function(results, path) {
  columns <- c("analysis", "row", "column", "statistic", "value", "text", "reason", "precision")
  whole <- lapply(setNames(columns, columns), function(name) unlist(lapply(results, `[[`, name), use.names = FALSE))
  # 17 significant digits give the same number back.
  numbers <- ifelse(is.na(whole$value), "", sprintf("%.17g", whole$value))
  cells <- lapply(columns, function(name) if (name == "value") numbers else quoted_text(whole[[name]]))
  lines <- c(paste(columns, collapse = ","), do.call(paste, c(cells, sep = ",")))
  file <- file(path, "wb")
  on.exit(close(file))
  writeLines(enc2utf8(lines), file, useBytes = TRUE)
}

quoted_text <- function(text) ifelse(is.na(text), "", paste0("\"", gsub("\"", "\"\"", text, fixed = TRUE), "\""))
