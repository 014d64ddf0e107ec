# For the checks beside it: the methods of the program, sourced from the folder given, and a way to ask them.
folder <- commandArgs(trailingOnly = TRUE)[1]
for (name in c("frame.R", setdiff(list.files(folder, pattern = "[.]R$"), c("frame.R", "run.R", "compare.R")))) {
  source(file.path(folder, name))
}

# What the method says of the subjects: a data frame of row, column, statistic, value, text, reason.
ask <- function(subjects, method, ...) {
  data <- new.env()
  data$subjects <- subjects
  data$dictionary <- data.frame(
    dataset = "subjects", column = names(subjects), levels = NA_character_,
    type = vapply(subjects, function(values) {
      if (is.character(values)) "choice" else if (is.integer(values)) "flag" else "number"
    }, "")
  )
  as.data.frame(unclass(run_analysis(data, list(id = "check", method = method, args = list2env(list(...))))))
}

# The value at a place, or its reason.
at <- function(said, row, column, statistic) {
  found <- said[said$row == row & said$column == column & said$statistic == statistic, ]
  if (nrow(found) != 1) stop(sprintf("%d answers at %s/%s/%s", nrow(found), row, column, statistic))
  if (is.na(found$reason)) found$value else found$reason
}

differences <- character()
# Both numbers, or both none: a value that the package calls NA has a reason here.
same <- function(what, ours, theirs, digits) {
  alike <- mapply(function(one, other) {
    if (is.na(other)) is.character(one) else {
      is.numeric(one) && abs(one - other) <= 10^-digits * max(abs(one), abs(other), 1e-2)
    }
  }, as.list(ours), theirs)
  if (!all(alike)) {
    differences <<- c(differences, sprintf("%s: %s, not %s", what, paste(ours, collapse = " "), paste(theirs, collapse = " ")))
  }
}

# One line, which the test reads.
conclude <- function(checked) {
  if (length(differences) > 0) {
    cat(head(differences, 20), sep = "\n")
    quit(status = 1)
  }
  cat(checked, "alike")
}
