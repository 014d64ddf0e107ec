# two-groups: event, group, levels (two, the first against the second), denominator, population; or the counts
# themselves: events (two), totals (two), labels (two, optional).
#
# Row = each level, column "all": as contingency. Row "", column "test": "<method>.statistic", ".df", ".p" of pearson,
# pearson-yates, likelihood-ratio, n-1-chi-square and wald-logistic (no df: z); ".p" of fisher-two-sided,
# fisher-one-sided (with ".direction", a word: less or greater), fisher-doubled-one-sided, mid-p-central,
# mid-p-minimum-likelihood, boschloo, barnard-z-pooled. Row "", column "test": odds-ratio.value;
# or-ci-woolf-wald.low, .high; or-ci-profile-likelihood.low, .high; or-conditional-exact.value, .low, .high;
# relative-risk.value, .low, .high (log); risk-difference.value, .low, .high (Wald), risk-difference-newcombe.low, .high
# (from both Wilson intervals). Definitions: published-tables of the standards and
# docs/decisions/033-readings-of-the-tests.md. A number that a zero cell leaves without meaning says so.

method("two-groups", function(data, args) {
  counted <- if (is.null(args$group)) counts_given(args) else counts_of_levels(data, args)
  stopifnot(length(counted$totals) == 2)
  answers(
    counted$missing,
    proportion_answers(counted$labels, "all", counted$events, counted$totals),
    compare_groups(counted$events, counted$totals)
  )
})

counts_of_levels <- function(data, args) {
  subjects <- population(data, args)
  group <- as.character(column(subjects, args$group))
  inside <- group %in% args$levels
  counts_by(subjects[inside, , drop = FALSE], args, group[inside], args$levels)
}

group_tests <- c(
  "pearson.statistic", "pearson.df", "pearson.p", "pearson-yates.statistic", "pearson-yates.df", "pearson-yates.p",
  "likelihood-ratio.statistic", "likelihood-ratio.df", "likelihood-ratio.p", "n-1-chi-square.statistic",
  "n-1-chi-square.df", "n-1-chi-square.p"
)
fisher_tests <- c(
  "fisher-two-sided.p", "fisher-one-sided.p", "fisher-doubled-one-sided.p", "mid-p-central.p",
  "mid-p-minimum-likelihood.p"
)
unconditional_tests <- c("boschloo.p", "barnard-z-pooled.p")
logarithms <- c(
  "wald-logistic.statistic", "wald-logistic.p", "or-ci-woolf-wald.low", "or-ci-woolf-wald.high"
)
profile_limits_of_or <- c("or-ci-profile-likelihood.low", "or-ci-profile-likelihood.high")
conditional <- c("or-conditional-exact.value", "or-conditional-exact.low", "or-conditional-exact.high")
effects <- c(
  "odds-ratio.value", "relative-risk.value", "relative-risk.low", "relative-risk.high", "risk-difference.value",
  "risk-difference.low", "risk-difference.high", "risk-difference-newcombe.low", "risk-difference-newcombe.high"
)

compare_groups <- function(x, n) {
  if (any(n == 0)) {
    everything <- c(
      group_tests, fisher_tests, unconditional_tests, logarithms, profile_limits_of_or, conditional, effects
    )
    return(cannot("", "test", everything, if (sum(n) == 0) "no-patients" else "empty-group"))
  }
  answers(test_groups(x, n), odds_of_groups(x, n), number_or("", "test", effects, effects_of(x, n), "zero-cell"))
}

test_groups <- function(x, n) {
  reason <- reason_against_testing(x, n)
  if (!is.null(reason)) {
    return(cannot("", "test", c(group_tests, fisher_tests, unconditional_tests), reason))
  }
  table <- cbind(x, n - x)
  pearson <- pearson_test(table)
  yates <- pearson_test(table, yates = TRUE)
  ratio <- loglin(table, list(1, 2), print = FALSE)$lrt
  adjusted <- pearson$statistic * (sum(n) - 1) / sum(n)
  by_chi_square <- function(statistic) c(statistic, 1, pchisq(statistic, 1, lower.tail = FALSE))
  found <- c(
    pearson$statistic, pearson$df, pearson$p, yates$statistic, yates$df, yates$p,
    by_chi_square(ratio), by_chi_square(adjusted)
  )
  answers(
    number("", "test", group_tests, found),
    fisher_answers(table),
    unconditional_answers(x, n)
  )
}

fisher_answers <- function(table) {
  two_sided <- exact_p(table)
  if (is.na(two_sided)) {
    return(cannot("", "test", fisher_tests, "too-large-for-exact"))
  }
  less <- fisher_2_by_2(table, "less")
  greater <- fisher_2_by_2(table, "greater")
  one_sided <- min(less, greater)
  observed <- exp(log_probability(table[, 1], rowSums(table)))
  found <- c(two_sided, one_sided, min(1, 2 * one_sided), 2 * one_sided - observed, two_sided - observed / 2)
  answers(
    number("", "test", fisher_tests, found),
    # Equal tails differ by rounding, and not alike in every R.
    word("", "test", "fisher-one-sided.direction", if (less <= greater * (1 + 1e-7)) "less" else "greater")
  )
}

effects_of <- function(x, n) {
  odds <- x / (n - x)
  risk <- x / n
  relative <- risk[1] / risk[2]
  spread <- qnorm(0.975) * sqrt(sum(1 / x - 1 / n))
  if (any(x == 0)) {
    spread <- NA
  }
  difference <- risk[1] - risk[2]
  wald <- suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int
  if (all(x == 0 | x == n)) {
    # Of width 0, as if nothing were left to chance.
    wald <- c(NA, NA)
  }
  wilson <- vapply(1:2, function(i) wilson_interval(x[i], n[i]), numeric(2))
  newcombe <- c(
    difference - sqrt((risk[1] - wilson[1, 1])^2 + (wilson[2, 2] - risk[2])^2),
    difference + sqrt((wilson[2, 1] - risk[1])^2 + (risk[2] - wilson[1, 2])^2)
  )
  c(odds[1] / odds[2], relative, exp(log(relative) + c(-spread, spread)), difference, wald, newcombe)
}

odds_of_groups <- function(x, n) {
  reason <- reason_against_testing(x, n)
  if (!is.null(reason)) {
    return(cannot("", "test", c(logarithms, profile_limits_of_or, conditional), reason))
  }
  table <- cbind(x, n - x)
  answers(
    if (all(table > 0)) {
      answers(
        number("", "test", logarithms, wald_of_groups(table)),
        number("", "test", profile_limits_of_or, profile_of_groups(table), "iterative")
      )
    } else {
      cannot("", "test", c(logarithms, profile_limits_of_or), "zero-cell")
    },
    conditional_answers(table)
  )
}

wald_of_groups <- function(table) {
  log_ratio <- log(table[1, 1]) + log(table[2, 2]) - log(table[1, 2]) - log(table[2, 1])
  error <- sqrt(sum(1 / table))
  z <- log_ratio / error
  c(z, 2 * pnorm(-abs(z)), exp(log_ratio + c(-1, 1) * qnorm(0.975) * error))
}

# The odds ratios whose likelihood-ratio statistic against the best one is 3.841459 (95% of chi-square): confint of the
# same model interpolates between a few points of this curve, which costs the fifth digit.
profile_of_groups <- function(table) {
  n <- rowSums(table)
  best <- log(table[1, 1]) + log(table[2, 2]) - log(table[1, 2]) - log(table[2, 1])
  distance <- function(log_ratio) {
    offset <- c(log_ratio, 0)
    glm.fit(cbind(c(1, 1)), table[, 1] / n, weights = n, offset = offset, family = binomial())$deviance - qchisq(0.95, 1)
  }
  width <- 2 * sqrt(sum(1 / table))
  exp(c(root_between(distance, best - width, best), root_between(distance, best, best + width)))
}

# Looks on beyond the ends if there is no root between them.
root_between <- function(f, low, high) uniroot(f, c(low, high), extendInt = "yes", tol = 1e-10)$root

# fisher.test stops four digits from the estimate and the limits: it gives the place to start from.
conditional_answers <- function(table) {
  if (is.na(exact_p(table))) {
    return(cannot("", "test", conditional, "too-large-for-exact"))
  }
  found <- fisher.test(table)
  found <- c(found$estimate, found$conf.int)
  total <- rowSums(table)
  x <- table[1, 1]
  events <- sum(table[, 1])
  possible <- max(0, events - total[2]):min(total[1], events)
  central <- dhyper(possible, total[1], total[2], events, log = TRUE)
  probabilities <- function(log_ratio) {
    logarithm <- central + possible * log_ratio
    relative <- exp(logarithm - max(logarithm))
    relative / sum(relative)
  }
  beyond <- list(
    function(log_ratio) sum(possible * probabilities(log_ratio)) - x,
    function(log_ratio) sum(probabilities(log_ratio)[possible >= x]) - 0.025,
    function(log_ratio) sum(probabilities(log_ratio)[possible <= x]) - 0.025
  )
  sharp <- found > 0 & is.finite(found)
  found[sharp] <- mapply(
    function(f, start) exp(root_between(f, log(start) - 0.01, log(start) + 0.01)), beyond[sharp], found[sharp]
  )
  number_or("", "test", conditional, found, "zero-cell", "iterative")
}

# --- Unconditional tests -------------------------------------------------------------------------------------------

# How many tables with the group sizes fixed are looked through, at most: three hundred in each group.
most_outcomes <- 1e5

unconditional_answers <- function(x, n) {
  if (prod(n + 1) > most_outcomes) {
    return(cannot("", "test", unconditional_tests, "too-large-for-exact"))
  }
  number("", "test", unconditional_tests, c(boschloo_p(x, n), barnard_p(x, n)), "iterative")
}

# Twice the smaller one-sided p, at most 1: Fisher's one-sided p is the statistic.
boschloo_p <- function(x, n) {
  chosen <- outer(lchoose(n[1], 0:n[1]), lchoose(n[2], 0:n[2]), "+")
  events <- row(chosen) + col(chosen) - 1
  probability <- exp(chosen - lchoose(sum(n), 0:sum(n))[events])
  # The tails of all tables at once: one event fewer in the first group is one more in the second.
  less <- greater <- probability
  for (i in seq_len(n[1])) {
    less[i + 1, ] <- less[i + 1, ] + c(less[i, -1], 0)
  }
  for (i in rev(seq_len(n[1]))) {
    greater[i, ] <- greater[i, ] + c(0, greater[i + 1, -(n[2] + 1)])
  }
  at <- cbind(x[1] + 1, x[2] + 1)
  one_sided <- function(statistic) largest_probability(statistic <= statistic[at] * (1 + 1e-7), n)
  min(1, 2 * min(one_sided(less), one_sided(greater)))
}

# Two-sided: z with pooled variance is the statistic; it is 0 where nobody or everybody had the event.
barnard_p <- function(x, n) {
  first <- row(matrix(0, n[1] + 1, n[2] + 1)) - 1
  second <- col(first) - 1
  pooled <- (first + second) / sum(n)
  z <- abs(first / n[1] - second / n[2]) / sqrt(pooled * (1 - pooled) * sum(1 / n))
  z[!is.finite(z)] <- 0
  min(1, largest_probability(z >= z[cbind(x[1] + 1, x[2] + 1)] * (1 - 1e-7), n))
}

# The largest probability of a set of outcomes (a logical matrix: events in the first group by events in the second),
# over the proportion that both groups have in common.
largest_probability <- function(inside, n) {
  inside <- inside + 0
  probability <- function(share) {
    of_first <- outer(share, 0:n[1], function(share, k) dbinom(k, n[1], share))
    of_second <- outer(share, 0:n[2], function(share, k) dbinom(k, n[2], share))
    rowSums((of_first %*% inside) * of_second)
  }
  # Equal steps of the angle see both ends as well as the middle; every peak that could be the highest is climbed.
  steps <- 400
  share <- sin(seq(0, pi / 2, length.out = steps + 1))^2
  height <- probability(share)
  inner <- 2:steps
  peaks <- inner[height[inner] >= height[inner - 1] & height[inner] >= height[inner + 1]]
  peaks <- peaks[order(height[peaks], decreasing = TRUE)]
  climbed <- vapply(peaks[seq_len(min(5, length(peaks)))], function(peak) {
    optimize(probability, share[peak + c(-1, 1)], maximum = TRUE, tol = 1e-10)$objective
  }, 0)
  max(height, climbed)
}
