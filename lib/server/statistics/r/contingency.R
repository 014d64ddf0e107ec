# contingency: event, rows (a column), denominator, population; or the counts themselves: labels, events, totals.
#
# Row = each level, column "all": count, n, percent, intervals as proportions answers; row "all": the same of all.
# With columns also row "", column "all", "missing": who has no level or, with denominator "known", no known event.
# Row "", column "test": pearson.statistic, .df, .p, .smallest-expected; fisher-freeman-halton.p, .tables (tables with
# these margins); mid-p-freeman-halton.p; exact-pearson.p; cochran-armitage-trend.statistic (z, positive if the share
# grows), .p with scores in the order of the levels. Rows without anybody take no part. Definitions: published-tables of
# the standards and docs/decisions/033-readings-of-the-tests.md.

method("contingency", function(data, args) {
  counted <- if (is.null(args$rows)) counts_given(args) else counts_of_rows(data, args)
  total <- c(sum(counted$events), sum(counted$totals))
  answers(
    counted$missing,
    proportion_answers(counted$labels, "all", counted$events, counted$totals),
    proportion_answers("all", "all", total[1], total[2], "no-patients"),
    test_rows(counted$events, counted$totals)
  )
})

counts_given <- function(args) {
  events <- args$events
  totals <- args$totals
  labels <- if (is.null(args$labels)) as.character(seq_along(totals)) else args$labels
  stopifnot(
    length(events) == length(totals), length(labels) == length(totals), all(events >= 0), all(events <= totals),
    all(events == round(events)), all(totals == round(totals))
  )
  list(labels = labels, events = events, totals = totals)
}

counts_of_rows <- function(data, args) {
  subjects <- population(data, args)
  rows <- as.character(column(subjects, args$rows))
  levels <- levels_of(data, args$rows, rows)
  counts_by(subjects, args, rows, levels)
}

counts_by <- function(subjects, args, rows, levels) {
  had <- event_of(subjects, args$event, counts_missing(args))
  codes <- match(rows, levels)
  list(
    labels = levels,
    events = tabulate(codes[had %in% TRUE], length(levels)),
    totals = tabulate(codes[!is.na(had)], length(levels)),
    missing = number("", "all", "missing", sum(is.na(codes) | is.na(had)))
  )
}

rows_tests <- c(
  "pearson.statistic", "pearson.df", "pearson.p", "pearson.smallest-expected", "fisher-freeman-halton.p",
  "fisher-freeman-halton.tables", "mid-p-freeman-halton.p", "exact-pearson.p", "cochran-armitage-trend.statistic",
  "cochran-armitage-trend.p"
)

test_rows <- function(events, totals) {
  reason <- reason_against_testing(events, totals)
  if (!is.null(reason)) {
    return(cannot("", "test", rows_tests, reason))
  }
  kept <- totals > 0
  x <- events[kept]
  n <- totals[kept]
  table <- cbind(x, n - x)
  pearson <- pearson_test(table)
  ways <- tables_with_margins(x, n)
  exact <- exact_p(table)
  trend <- trend_test(x, n)
  found <- c(
    pearson$statistic, pearson$df, pearson$p, min(pearson$expected), exact, ways,
    exact - exp(log_probability(x, n)) / 2, exact_pearson_p(x, n, ways), trend
  )
  number_or("", "test", rows_tests, found, "too-large-for-exact")
}

reason_against_testing <- function(events, totals) {
  if (sum(totals) == 0) {
    "no-patients"
  } else if (length(totals) < 2) {
    "one-group"
  } else if (sum(totals > 0) < 2) {
    "empty-group"
  } else if (sum(events) == 0) {
    "no-events"
  } else if (sum(events) == sum(totals)) {
    "only-events"
  }
}

pearson_test <- function(table, yates = FALSE) {
  found <- suppressWarnings(chisq.test(table, correct = yates))
  list(statistic = found$statistic, df = found$parameter, p = found$p.value, expected = found$expected)
}

# z without continuity correction, the sign that of the slope.
trend_test <- function(x, n) {
  # Through two rows every line fits, of which its regression warns.
  found <- suppressWarnings(prop.trend.test(x, n))
  scores <- seq_along(x)
  slope <- sum(scores * (x - n * sum(x) / sum(n)))
  c(sign(slope) * sqrt(found$statistic), found$p.value)
}

# --- Exact tests ---------------------------------------------------------------------------------------------------

# Fisher's exact test of a table, or Freeman and Halton's: the probabilities of all tables with its margins that are
# at most as probable as it. NA if it is too large: 2 x 2 by its smallest margin, more rows of two columns by the tables
# with their margins, and all where R says that its usual work space does not suffice, which it finds out quickly.
exact_p <- function(table) {
  if (sum(table) > .Machine$integer.max) {
    return(NA_real_)
  }
  if (nrow(table) == 2 && ncol(table) == 2) {
    return(if (min(rowSums(table), colSums(table)) <= largest_margin) fisher_2_by_2(table) else NA_real_)
  }
  if (nrow(table) == 2) {
    table <- t(table)
  }
  ways <- if (ncol(table) == 2) tables_with_margins(table[, 1], rowSums(table)) else 0
  if (is.na(ways) || ways > most_tables_of_fisher) {
    return(NA_real_)
  }
  tryCatch(fisher.test(table)$p.value, error = function(condition) NA_real_)
}

largest_margin <- 20000
most_tables_of_fisher <- 1e6

fisher_2_by_2 <- function(table, alternative = "two.sided") {
  fisher.test(table, alternative = alternative, conf.int = FALSE)$p.value
}

# log of the probability of x events of n in each row, given all margins.
log_probability <- function(x, n) sum(lchoose(n, x)) - lchoose(sum(n), sum(x))

# How many tables of two columns have the rows n and the first column's sum; NA if they are more than a number counts
# one by one.
tables_with_margins <- function(x, n) {
  k <- min(sum(x), sum(n - x))
  if (k > largest_margin) {
    return(NA_real_)
  }
  ways <- c(1, numeric(k))
  for (size in n) {
    sums <- cumsum(ways)
    if (sums[k + 1] > 2^53) {
      return(NA_real_)
    }
    beyond <- seq_len(max(0, k - size))
    ways <- sums - c(numeric(min(size + 1, k + 1)), sums[beyond])
  }
  ways[k + 1]
}

# Exact p by Pearson's statistic: the probability of all tables with these margins whose statistic is at least the
# observed one; equal to 1e-7 counts as equal. NA if they are more than are looked through in a second.
most_tables <- 2e5

exact_pearson_p <- function(x, n, ways = tables_with_margins(x, n)) {
  if (is.na(ways) || ways > most_tables) {
    return(NA_real_)
  }
  k <- sum(x)
  share <- k / sum(n)
  term <- function(row, events) (events - n[row] * share)^2 / (n[row] * share * (1 - share))
  observed <- sum(term(seq_along(n), x))
  # One row after the other: all ways to have chosen so many events so far that the rest can still be placed.
  chosen <- 0
  log_ways <- 0
  statistic <- 0
  for (row in seq_along(n)) {
    rest <- sum(n[-seq_len(row)])
    from <- pmax(0, k - chosen - rest)
    to <- pmin(n[row], k - chosen)
    times <- to - from + 1
    events <- sequence(times) - 1 + rep(from, times)
    log_ways <- rep(log_ways, times) + lchoose(n[row], events)
    statistic <- rep(statistic, times) + term(row, events)
    chosen <- rep(chosen, times) + events
  }
  sum(exp(log_ways[statistic >= observed * (1 - 1e-7)] - lchoose(sum(n), k)))
}
