# two-means: mean (two), sd (two), n (two), the first against the second; or variable, group, levels (two), population.
#
# Row "", column "test": t-pooled.statistic, .df, .p; t-welch.statistic, .df, .p (two-sided); difference.value (first -
# second), difference.low, difference.high (95%, Welch), difference-pooled.low, .high. With a variable also row = each
# level, column "all": n, missing, mean, sd.

two_means_tests <- c(
  "t-pooled.statistic", "t-pooled.df", "t-pooled.p", "difference-pooled.low", "difference-pooled.high",
  "t-welch.statistic", "t-welch.df", "t-welch.p", "difference.low", "difference.high"
)

method("two-means", function(data, args) {
  if (is.null(args$variable)) {
    stopifnot(length(args$mean) == 2, length(args$sd) == 2, length(args$n) == 2, all(args$sd >= 0), all(args$n >= 0))
    return(compare_means(args$mean, args$sd, args$n))
  }
  subjects <- population(data, args)
  stopifnot(length(args$levels) == 2)
  values <- column(subjects, args$variable)
  group <- as.character(column(subjects, args$group))
  members <- lapply(args$levels, function(level) which(group == level))
  known <- lapply(members, function(who) values[who][!is.na(values[who])])
  mean <- vapply(known, mean, 0)
  sd <- vapply(known, sd, 0)
  n <- lengths(known)
  none <- mapply(reason_of_none, lengths(members), nrow(subjects))
  answers(
    number(args$levels, "all", "n", n),
    number(args$levels, "all", "missing", lengths(members) - n),
    number_or(args$levels, "all", "mean", mean, none),
    number_or(args$levels, "all", "sd", sd, ifelse(n == 0, none, "too-few-values")),
    compare_means(mean, sd, n)
  )
})

compare_means <- function(mean, sd, n) {
  difference <- number_or("", "test", "difference.value", mean[1] - mean[2], "empty-group")
  if (any(n < 2)) {
    reason <- if (any(n == 0)) "empty-group" else "too-few-values"
    return(answers(difference, cannot("", "test", two_means_tests, reason)))
  }
  pooled <- t_of_means(mean, sd, n, pooled = TRUE)
  welch <- t_of_means(mean, sd, n, pooled = FALSE)
  found <- c(
    pooled$statistic, pooled$df, pooled$p, pooled$low, pooled$high,
    welch$statistic, welch$df, welch$p, welch$low, welch$high
  )
  answers(difference, number_or("", "test", two_means_tests, found, pooled$reason))
}

# Student's (pooled) or Welch's two-sided t test and its 95% interval, from means, standard deviations and numbers: what
# t.test does, which takes no summaries. NA, with the reason, where a group has one value or no value varies.
t_of_means <- function(mean, sd, n, pooled) {
  if (any(n < 2) || all(sd == 0)) {
    return(list(
      statistic = NA_real_, df = NA_real_, p = NA_real_, low = NA_real_, high = NA_real_,
      reason = if (any(n < 2)) "too-few-values" else "constant"
    ))
  }
  squares <- sd^2 / n
  df <- if (pooled) sum(n) - 2 else sum(squares)^2 / sum(squares^2 / (n - 1))
  error <- if (pooled) sqrt(sum((n - 1) * sd^2) / df * sum(1 / n)) else sqrt(sum(squares))
  difference <- mean[1] - mean[2]
  statistic <- difference / error
  spread <- qt(0.975, df) * error
  list(
    statistic = statistic, df = df, p = 2 * pt(-abs(statistic), df), low = difference - spread,
    high = difference + spread, reason = "failed"
  )
}
