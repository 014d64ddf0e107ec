# Kaplan-Meier and log-rank against the survival package, over generated studies with ties, censoring at the times
# of events, small groups, groups without events and groups nobody is left of.
source(file.path(commandArgs(trailingOnly = TRUE)[2], "methods.R"))
suppressPackageStartupMessages(library(survival))
options(warn = -1)
set.seed(20261122)

study <- function() {
  n <- sample(c(2, 3, 5, 12, 60, 300), 1)
  longest <- sample(c(3, 10, 60, 400), 1)
  data.frame(
    time = as.numeric(sample(0:longest, n, replace = TRUE)) / sample(c(1, 1, 4), 1),
    event = rbinom(n, 1, sample(c(0, 0.1, 0.5, 0.9, 1), 1)),
    group = sample(letters[1:sample(2:4, 1)], n, replace = TRUE, prob = NULL)
  )
}

check_curve <- function(label, said, column, own) {
  curve <- summary(survfit(Surv(time, event) ~ 1, data = own), censored = TRUE)
  rows <- sprintf("t=%.10g", curve$time)
  theirs <- list("at-risk" = curve$n.risk, events = curve$n.event, censored = curve$n.censor,
                 survival = curve$surv, low = curve$lower, high = curve$upper)
  shown <- said[said$column == column & startsWith(said$row, "t="), ]
  if (!setequal(unique(shown$row), rows)) {
    differences <<- c(differences, sprintf("%s: other times", label))
    return(invisible())
  }
  for (statistic in names(theirs)) {
    lines <- shown[shown$statistic == statistic, ]
    lines <- lines[match(rows, lines$row), ]
    ours <- ifelse(is.na(lines$reason), as.list(lines$value), as.list(lines$reason))
    same(paste(label, statistic), ours, theirs[[statistic]], 10)
  }
  median <- unname(summary(survfit(Surv(time, event) ~ 1, data = own))$table[c("median", "0.95LCL", "0.95UCL")])
  ours <- lapply(c("value", "low", "high"), function(statistic) at(said, "median", column, statistic))
  same(paste(label, "median"), ours, median, 10)
  for (time in c(0, 5, 50)) {
    same(paste(label, "at risk", time), at(said, sprintf("risk=%d", time), column, "at-risk"), sum(own$time >= time), 10)
  }
}

check_log_rank <- function(label, said, own) {
  # survdiff() itself fails where there is no event or one group.
  theirs <- tryCatch(survdiff(Surv(time, event) ~ group, data = own), error = function(condition) NULL)
  if (is.null(theirs) || theirs$chisq == 0 && sum(theirs$exp > 0) < 2 || any(!is.finite(theirs$chisq))) {
    same(paste(label, "no log-rank"), list(at(said, "log-rank", "test", "p")), NA, 10)
    return(invisible())
  }
  df <- sum(theirs$exp > 0) - 1
  ours <- lapply(c("statistic", "df", "p"), function(statistic) at(said, "log-rank", "test", statistic))
  same(paste(label, "log-rank"), ours, c(theirs$chisq, df, pchisq(theirs$chisq, df, lower.tail = FALSE)), 10)
  expected <- lapply(sort(unique(own$group)), function(level) at(said, "log-rank", level, "expected"))
  same(paste(label, "expected"), expected, unname(theirs$exp), 10)
}

studies <- 400
for (number_of_study in seq_len(studies)) {
  own <- study()
  label <- sprintf("study %d", number_of_study)
  said <- ask(own, "survival", time = "time", event = "event", group = "group", at = c(0, 5, 50))
  check_curve(label, said, "all", own)
  for (level in unique(own$group)) {
    check_curve(paste(label, level), said, level, own[own$group == level, ])
  }
  check_log_rank(label, said, own)
}
conclude(studies)
