# proportions: events, group (optional), denominator = "known" (default) or "all", population.
#
# An event is a flag, or a choice as "column=level". Row = the event, column = "all" or a level of the group: count, n,
# missing, percent, wilson-low, wilson-high (score interval without continuity correction), clopper-pearson-low,
# clopper-pearson-high: 95%, 0 to 1. n is who is known; with denominator "all", everybody, and who is not known had it
# not.

method("proportions", function(data, args) {
  subjects <- population(data, args)
  members <- table_columns(data, args, subjects)
  whole <- counts_missing(args)
  lapply(args$events, function(event) {
    had <- event_of(subjects, event, whole)
    counts <- vapply(members, function(who) sum(had[who], na.rm = TRUE), 0)
    known <- vapply(members, function(who) sum(!is.na(had[who])), 0)
    none <- mapply(reason_of_none, lengths(members), nrow(subjects))
    answers(
      number(event, names(members), "missing", lengths(members) - known),
      proportion_answers(event, names(members), counts, known, none)
    )
  })
})

# count, n, percent and both intervals. Vectors; where n is 0 the reason stands.
proportion_answers <- function(row, column, count, n, none = "empty-group") {
  wilson <- intervals_of(count, n, wilson_interval)
  exact <- intervals_of(count, n, clopper_pearson_interval)
  answers(
    number(row, column, "count", count),
    number(row, column, "n", n),
    number_or(row, column, "percent", count / n, none),
    number_or(row, column, "wilson-low", wilson[1, ], none),
    number_or(row, column, "wilson-high", wilson[2, ], none),
    number_or(row, column, "clopper-pearson-low", exact[1, ], none),
    number_or(row, column, "clopper-pearson-high", exact[2, ], none)
  )
}

# Two rows, low and high; NA where n is 0. Each pair of counts is asked once.
intervals_of <- function(count, n, interval) {
  key <- paste(count, n)
  first <- which(!duplicated(key))
  found <- vapply(first, function(i) if (n[i] > 0) interval(count[i], n[i]) else c(NA_real_, NA_real_), numeric(2))
  found[, match(key, key[first]), drop = FALSE]
}

wilson_interval <- function(count, n) suppressWarnings(prop.test(count, n, correct = FALSE))$conf.int[1:2]

# Both limits one-sided: a two-sided test goes through all counts for its p, which nobody asked for.
clopper_pearson_interval <- function(count, n) {
  c(
    binom.test(count, n, alternative = "greater", conf.level = 0.975)$conf.int[1],
    binom.test(count, n, alternative = "less", conf.level = 0.975)$conf.int[2]
  )
}
