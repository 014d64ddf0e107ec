# describe: variables, group (optional), test = "rank" (default) or "t", population.
#
# Row "", column = "all" or a level of the group: subjects.
# Numeric variable, row = the variable: n, missing, mean, sd, median, q1, q3 (quantiles of type 7), min, max.
# Flag or choice, row = the variable: n, missing; row "variable=level": count, percent (of those with a value, 0 to 1).
# Column "test", row = the variable, with a group:
#   test (word), statistic, df where it has one, p: of the chosen test;
#   numeric, two groups: p-wilcoxon (rank sum, normal approximation with continuity and tie correction), p-welch,
#     p-pooled; more groups: Kruskal-Wallis ("rank") or Welch's analysis of variance ("t", also df-denominator);
#   flag or choice: p-pearson (no correction), p-yates (2 x 2), p-exact, smallest-expected. Chosen is Pearson if every
#     expected count is at least 5, else the exact one. That rule is a proposal: no seed names its own
#     (docs/decisions/033-readings-of-the-tests.md).

method("describe", function(data, args) {
  subjects <- population(data, args)
  members <- table_columns(data, args, subjects)
  test <- if (is.null(args$test)) "rank" else args$test
  stopifnot(test %in% c("rank", "t"))
  answers(
    number("", names(members), "subjects", lengths(members)),
    lapply(args$variables, function(variable) {
      values <- column(subjects, variable)
      switch(type_of(data, variable),
        number = describe_numeric(variable, values, members, if (is.null(args$group)) NULL else test),
        flag = ,
        choice = describe_categories(data, variable, values, members, !is.null(args$group)),
        describe_presence(variable, values, members)
      )
    })
  )
})

describe_presence <- function(variable, values, members) {
  known <- !is.na(values)
  n <- vapply(members, function(who) sum(known[who]), 0)
  answers(
    number(variable, names(members), "n", n),
    number(variable, names(members), "missing", lengths(members) - n)
  )
}

# --- Numbers -------------------------------------------------------------------------------------------------------

numeric_statistics <- c("mean", "sd", "median", "q1", "q3", "min", "max")

describe_numeric <- function(variable, values, members, test) {
  columns <- lapply(names(members), function(name) {
    who <- members[[name]]
    known <- values[who]
    known <- known[!is.na(known)]
    if (length(known) == 0) {
      return(cannot(variable, name, numeric_statistics, reason_of_none(length(who), length(values))))
    }
    quarters <- quantile(known, c(0.25, 0.5, 0.75), names = FALSE, type = 7)
    limits <- range(known)
    found <- c(mean(known), sd(known), quarters[2], quarters[1], quarters[3], limits)
    number_or(variable, name, numeric_statistics, found, if (length(who) == 1) "one-patient" else "too-few-values")
  })
  answers(
    describe_presence(variable, values, members),
    columns,
    if (!is.null(test)) compare_numeric(variable, values, members, test)
  )
}

compare_numeric <- function(variable, values, members, test) {
  groups <- lapply(unname(members[-1]), function(who) {
    known <- values[who]
    known[!is.na(known)]
  })
  two <- length(groups) == 2
  reason <- reason_against_comparing(groups, length(values))
  if (!is.null(reason)) {
    return(cannot(variable, "test", c("p", if (two) c("p-wilcoxon", "p-welch", "p-pooled")), reason))
  }
  groups <- groups[lengths(groups) > 0]
  if (two) {
    compare_two_means(variable, groups[[1]], groups[[2]], test)
  } else {
    compare_many_means(variable, groups, test)
  }
}

reason_against_comparing <- function(groups, whole) {
  filled <- sum(lengths(groups) > 0)
  if (whole == 0) {
    "no-patients"
  } else if (length(groups) < 2) {
    "one-group"
  } else if (filled == 0) {
    "no-values"
  } else if (filled == 1) {
    "empty-group"
  } else if (do.call(max, groups) == do.call(min, groups)) {
    "constant"
  }
}

compare_two_means <- function(variable, x, y, test) {
  ranked <- rank_sum(x, y)
  welch <- t_of_means(c(mean(x), mean(y)), c(sd(x), sd(y)), c(length(x), length(y)), pooled = FALSE)
  pooled <- t_of_means(c(mean(x), mean(y)), c(sd(x), sd(y)), c(length(x), length(y)), pooled = TRUE)
  chosen <- if (test == "rank") {
    answers(word(variable, "test", "test", "wilcoxon-rank-sum"), comparison_answers(variable, ranked))
  } else {
    answers(word(variable, "test", "test", "welch-t"), comparison_answers(variable, welch))
  }
  answers(
    chosen,
    test_p(variable, "p-wilcoxon", ranked),
    test_p(variable, "p-welch", welch),
    test_p(variable, "p-pooled", pooled)
  )
}

compare_many_means <- function(variable, groups, test) {
  values <- unlist(groups, use.names = FALSE)
  group <- factor(rep(seq_along(groups), lengths(groups)))
  if (test == "rank") {
    # It counts ties as texts: of whole numbers those are made quickly.
    found <- kruskal.test(match(values, sort(unique(values))), group)
    result <- list(statistic = found$statistic, df = found$parameter, p = found$p.value, reason = "failed")
    return(answers(word(variable, "test", "test", "kruskal-wallis"), comparison_answers(variable, result)))
  }
  named <- word(variable, "test", "test", "anova-welch")
  if (any(lengths(groups) < 2)) {
    return(answers(named, cannot(variable, "test", c("statistic", "p"), "too-few-values")))
  }
  if (any(vapply(groups, function(x) length(unique(x)) == 1, NA))) {
    return(answers(named, cannot(variable, "test", c("statistic", "p"), "constant")))
  }
  found <- oneway.test(values ~ group)
  result <- list(statistic = found$statistic, df = found$parameter[1], p = found$p.value, reason = "failed")
  answers(named, comparison_answers(variable, result), number(variable, "test", "df-denominator", found$parameter[2]))
}

# A result is a list of statistic, df (may be NULL), p and the reason if one of them is not finite.
comparison_answers <- function(variable, result) {
  answers(
    number_or(variable, "test", "statistic", result$statistic, result$reason),
    if (!is.null(result$df)) number_or(variable, "test", "df", result$df, result$reason),
    test_p(variable, "p", result)
  )
}

test_p <- function(variable, statistic, result) number_or(variable, "test", statistic, result$p, result$reason)

# --- Flags and choices ---------------------------------------------------------------------------------------------

describe_categories <- function(data, variable, values, members, compared) {
  levels <- levels_of(data, variable, values)
  codes <- match(values, levels)
  counts <- unlist(lapply(members, function(who) tabulate(codes[who], length(levels))))
  counts <- matrix(as.numeric(counts), length(levels), length(members), dimnames = list(levels, names(members)))
  n <- colSums(counts)
  rows <- rep(paste0(variable, "=", levels), times = ncol(counts))
  columns <- rep(colnames(counts), each = nrow(counts))
  none <- mapply(reason_of_none, lengths(members), length(values))
  answers(
    describe_presence(variable, values, members),
    if (length(levels) > 0) {
      answers(
        number(rows, columns, "count", counts),
        number_or(rows, columns, "percent", sweep(counts, 2, n, "/"), rep(none, each = nrow(counts)))
      )
    },
    if (compared) compare_categories(variable, counts[, -1, drop = FALSE], length(values))
  )
}

compare_categories <- function(variable, counts, whole) {
  filled <- counts[rowSums(counts) > 0, colSums(counts) > 0, drop = FALSE]
  reason <- if (whole == 0) {
    "no-patients"
  } else if (ncol(counts) < 2) {
    "one-group"
  } else if (ncol(filled) == 0) {
    "no-values"
  } else if (ncol(filled) == 1) {
    "empty-group"
  } else if (nrow(filled) == 1) {
    "constant"
  }
  if (!is.null(reason)) {
    return(cannot(variable, "test", c("p", "p-pearson", "p-exact", "smallest-expected"), reason))
  }
  pearson <- pearson_test(filled)
  two_by_two <- all(dim(filled) == 2)
  exact <- exact_p(filled)
  smallest <- min(pearson$expected)
  chosen <- if (smallest >= 5) {
    answers(
      word(variable, "test", "test", "pearson"),
      number(variable, "test", c("statistic", "df", "p"), c(pearson$statistic, pearson$df, pearson$p))
    )
  } else {
    answers(
      word(variable, "test", "test", if (two_by_two) "fisher" else "fisher-freeman-halton"),
      number_or(variable, "test", "p", exact, "too-large-for-exact")
    )
  }
  answers(
    chosen,
    number(variable, "test", "p-pearson", pearson$p),
    if (two_by_two) number(variable, "test", "p-yates", pearson_test(filled, yates = TRUE)$p),
    number_or(variable, "test", "p-exact", exact, "too-large-for-exact"),
    number(variable, "test", "smallest-expected", smallest)
  )
}
