# Kaplan-Meier and the log-rank test, as the survival package computes them. Readings:
# docs/decisions/034-readings-of-the-models.md.

# survival: time (number), event (flag), group? (column of subjects), at[] (times for the numbers at risk).
# Column "all", and each level of the group.
#   row "t=<time>" for each time at which somebody had the event or was censored: at-risk (just before), events,
#     censored, survival, low, high, cumulative, cumulative-low, cumulative-high (one minus survival)
#   row "end": the same at the last time, and time
#   row "model": n, events, dropped (time or event unknown)
#   row "median": value, low, high
#   row "risk=<time>": at-risk
#   row "log-rank": observed, expected per level; column "test": statistic, df, p
method("survival", function(data, args) {
  subjects <- population(data, args)
  if (nrow(subjects) == 0) {
    stop_because("no-patients")
  }
  time <- column(subjects, args$time)
  event <- column(subjects, args$event)
  group <- if (is.null(args$group)) rep("all", nrow(subjects)) else as.character(column(subjects, args$group))
  known <- !is.na(time) & !is.na(event)
  if (!any(known)) {
    stop_because("no-values")
  }
  answers(
    curve_answers("all", time[known], event[known], sum(!known), args$at),
    if (!is.null(args$group)) {
      levels <- levels_of(data, args$group, group)
      inside <- known & !is.na(group)
      answers(
        lapply(levels, function(level) {
          own <- group %in% level
          curve_answers(level, time[own & known], event[own & known], sum(own & !known), args$at)
        }),
        log_rank_answers(time[inside], event[inside], factor(group[inside], levels))
      )
    }
  )
})

curve_statistics <- c("at-risk", "events", "censored", "survival", "low", "high")

curve_answers <- function(column, time, event, dropped, at) {
  counts <- answers(
    number("model", column, c("n", "events", "dropped"), c(length(time), sum(event), dropped)),
    if (length(at) > 0) {
      number(sprintf("risk=%s", time_text(at)), column, "at-risk", vapply(at, function(t) sum(time >= t), numeric(1)))
    }
  )
  if (length(time) == 0) {
    return(answers(counts, cannot("median", column, c("value", "low", "high"), "empty-group")))
  }
  curve <- kaplan_meier(time, event)
  answers(
    counts,
    time_answers(sprintf("t=%s", time_text(curve$time)), column, curve),
    number("end", column, "time", max(curve$time)),
    time_answers("end", column, curve[nrow(curve), ]),
    median_answers(column, curve)
  )
}

# A time as it stands in the name of a row.
time_text <- function(time) sprintf("%.10g", time)

time_answers <- function(rows, column, curve) {
  shown <- !is.na(curve$low)
  answers(
    lapply(c("at-risk", "events", "censored", "survival"), function(name) number(rows, column, name, curve[[name]])),
    number(rows, column, "cumulative", 1 - curve$survival),
    number(rows[shown], column, "low", curve$low[shown]),
    number(rows[shown], column, "high", curve$high[shown]),
    number(rows[shown], column, "cumulative-low", 1 - curve$high[shown]),
    number(rows[shown], column, "cumulative-high", 1 - curve$low[shown]),
    # At a survival of zero the interval on the log scale does not exist.
    lapply(c("low", "high", "cumulative-low", "cumulative-high"), function(name) {
      cannot(rows[!shown], column, name, "nobody-left")
    })
  )
}

# One line per distinct time. Greenwood's variance; limits on the log scale, the upper one at most 1.
kaplan_meier <- function(time, event) {
  times <- sort(unique(time))
  place <- match(time, times)
  leaving <- tabulate(place, length(times))
  events <- tabulate(place[event == 1], length(times))
  at_risk <- rev(cumsum(rev(leaving)))
  survival <- cumprod((at_risk - events) / at_risk)
  se_of_log <- sqrt(cumsum(events / (at_risk * (at_risk - events))))
  z <- qnorm(0.975)
  low <- ifelse(survival > 0, survival * exp(-z * se_of_log), NA)
  high <- ifelse(survival > 0, pmin(1, survival * exp(z * se_of_log)), NA)
  data.frame(time = times, "at-risk" = at_risk, events, censored = leaving - events, survival, low, high,
             check.names = FALSE)
}

median_answers <- function(column, curve) {
  if (sum(curve$events) == 0) {
    return(cannot("median", column, c("value", "low", "high"), "no-events"))
  }
  found <- c(
    value = half_way(curve$time, curve$survival), low = half_way(curve$time, curve$low),
    high = half_way(curve$time, curve$high)
  )
  answers(
    number("median", column, names(found)[!is.na(found)], found[!is.na(found)]),
    cannot("median", column, names(found)[is.na(found)], "not-reached")
  )
}

# The first time at which a curve is at one half or below; where it runs flat along one half, the middle of that
# stretch.
half_way <- function(times, heights) {
  tolerance <- sqrt(.Machine$double.eps)
  below <- which(heights < 0.5 + tolerance)
  if (length(below) == 0) {
    return(NA_real_)
  }
  first <- below[1]
  later <- below[heights[below] < heights[first]]
  if (abs(heights[first] - 0.5) < tolerance && length(later) > 0) {
    return((times[first] + times[later[1]]) / 2)
  }
  times[first]
}

# Observed against expected events per group, over the times at which somebody had the event; the variance is the
# hypergeometric one, so that ties are exact.
log_rank_answers <- function(time, event, group) {
  if (nlevels(group) < 2) {
    return(cannot("log-rank", "test", c("statistic", "df", "p"), "one-group"))
  }
  times <- sort(unique(time[event == 1]))
  if (length(times) == 0) {
    return(cannot("log-rank", "test", c("statistic", "df", "p"), "no-events"))
  }
  # How many of each group (columns) were still there at each time (rows), and how many had the event then.
  at_risk <- sapply(split(time, group), function(own) length(own) - findInterval(times, sort(own), left.open = TRUE))
  events <- sapply(split(time[event == 1], group[event == 1]), function(own) tabulate(match(own, times), length(times)))
  at_risk <- matrix(at_risk, length(times))
  events <- matrix(events, length(times))
  whole <- rowSums(at_risk)
  dying <- rowSums(events)
  observed <- colSums(events)
  expected <- colSums(at_risk * dying / whole)
  share <- at_risk / whole
  factor_of_time <- ifelse(whole > 1, dying * (whole - dying) / (whole - 1), 0)
  variance <- diag(colSums(share * factor_of_time), nlevels(group)) - crossprod(share, share * factor_of_time)
  answers(
    number("log-rank", levels(group), "observed", observed),
    number("log-rank", levels(group), "expected", expected),
    test_answers(observed - expected, variance, expected > 0)
  )
}

# Only groups of whom somebody was there when an event happened can be compared.
test_answers <- function(difference, variance, compared) {
  df <- sum(compared) - 1
  statistics <- c("statistic", "df", "p")
  if (df < 1) {
    return(cannot("log-rank", "test", statistics, "one-group"))
  }
  kept <- which(compared)[-1]
  own <- variance[kept, kept, drop = FALSE]
  if (qr(own)$rank < df) {
    return(cannot("log-rank", "test", statistics, "too-few-values"))
  }
  statistic <- sum(difference[kept] * solve(own, difference[kept]))
  number("log-rank", "test", statistics, c(statistic, df, pchisq(statistic, df, lower.tail = FALSE)))
}
