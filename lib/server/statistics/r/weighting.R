# Inverse-probability-of-treatment weighting. Readings: docs/decisions/034-readings-of-the-models.md.

# weighting: outcome (flag), exposure (flag or choice with two levels; levels[2]: the first against the second),
# covariates[].
#   row of each covariate or level of it, column "all": smd-before, smd-after
#   row "model", column "all": n, dropped, odds-ratio, low, high, p, risk-difference, risk-difference-low,
#     risk-difference-high, c-statistic (of the propensity score), largest-weight
#   row "model", column of each level of the exposure: n, events, risk (weighted), effective-n, propensity-low,
#     propensity-high (smallest and largest probability of the first level)
method("weighting", function(data, args) {
  cases <- model_cases(data, args)
  exposure <- cases$variables[[args$exposure]]
  groups <- if (is.null(args$levels)) levels_of(data, args$exposure, exposure) else args$levels
  if (length(groups) != 2) {
    stop("weighting compares two levels of the exposure")
  }
  first <- as.numeric(as.character(exposure) == groups[1])
  cases$variables[[args$exposure]] <- NULL
  propensity <- propensity_of(cases, first)
  weights <- stabilized_weights(propensity, first)
  answers(
    number("model", "all", c("n", "dropped"), c(length(first), cases$dropped)),
    number("model", "all", c("c-statistic", "largest-weight"),
           c(c_statistic(propensity, first), max(weights)), "iterative"),
    weighted_groups(cases$outcome, first, weights, propensity, groups),
    weighted_effect(cases$outcome, first, weights),
    constant_answers(cases$constant, c("smd-before", "smd-after")),
    balance(cases, first, weights)
  )
})

# The probability of the first level given the covariates. What separates the groups leaves no overlap between them.
propensity_of <- function(cases, first) {
  x <- design(cases)
  fit_logistic(with_intercept(x$columns[, x$kept, drop = FALSE]), first)$fitted.values
}

# For the average effect in everybody: the share of a man's own group over the probability of it.
stabilized_weights <- function(propensity, first) {
  share <- mean(first)
  ifelse(first == 1, share / propensity, (1 - share) / (1 - propensity))
}

weighted_groups <- function(outcome, first, weights, propensity, groups) {
  answers(lapply(1:2, function(position) {
    own <- first == 2 - position
    answers(
      number("model", groups[position], c("n", "events"), c(sum(own), sum(outcome[own]))),
      number("model", groups[position], c("risk", "effective-n", "propensity-low", "propensity-high"), c(
        weighted.mean(outcome[own], weights[own]), sum(weights[own])^2 / sum(weights[own]^2),
        min(propensity[own]), max(propensity[own])
      ), "iterative")
    )
  }))
}

# The weighted logistic model of the exposure alone has the weighted risks for its solution, and its sandwich
# variance (HC0, the weights taken as known) is the sum of one term per group.
weighted_effect <- function(outcome, first, weights) {
  sides <- lapply(1:0, function(side) {
    own <- first == side
    risk <- weighted.mean(outcome[own], weights[own])
    list(risk = risk, variance = sum((weights[own] * (outcome[own] - risk))^2) / sum(weights[own])^2,
         certain = all(outcome[own] == outcome[own][1]))
  })
  risk <- vapply(sides, `[[`, numeric(1), "risk")
  variance <- vapply(sides, `[[`, numeric(1), "variance")
  z <- qnorm(0.975)
  difference <- risk[1] - risk[2]
  if (any(vapply(sides, `[[`, logical(1), "certain"))) {
    return(answers(
      number("model", "all", "risk-difference", difference, "iterative"),
      cannot("model", "all", c("odds-ratio", "low", "high", "p", "risk-difference-low", "risk-difference-high"),
             "zero-cell")
    ))
  }
  log_odds_ratio <- qlogis(risk[1]) - qlogis(risk[2])
  se <- sqrt(sum(variance / (risk * (1 - risk))^2))
  answers(
    odds_ratio_answers("model", c("odds-ratio", "low", "high"), log_odds_ratio + c(0, -z, z) * se),
    number("model", "all", c("p", "risk-difference", "risk-difference-low", "risk-difference-high"), c(
      2 * pnorm(-abs(log_odds_ratio / se)), difference + c(0, -z, z) * sqrt(sum(variance))
    ), "iterative")
  )
}

# Standardized mean differences, first minus second, over the standard deviation before weighting (root of the mean
# of both variances) so that only the means move.
balance <- function(cases, first, weights) {
  answers(lapply(names(cases$variables), function(name) {
    values <- cases$variables[[name]]
    x <- columns_of(name, values, cases$levels[[name]])
    group <- split(seq_along(first), factor(first, levels = 1:0))
    means <- lapply(group, function(own) colMeans(x[own, , drop = FALSE]))
    after <- lapply(group, function(own) colSums(x[own, , drop = FALSE] * weights[own]) / sum(weights[own]))
    share <- all(values %in% 0:1) || is.character(values)
    variances <- if (share) {
      lapply(means, function(mean) mean * (1 - mean))
    } else {
      lapply(group, function(own) if (length(own) > 1) var(x[own, 1]) else 0)
    }
    spread <- sqrt((variances[[1]] + variances[[2]]) / 2)
    smd <- function(means, precision, statistic) {
      known <- spread > 0
      answers(
        number(colnames(x)[known], "all", statistic, ((means[[1]] - means[[2]]) / spread)[known], precision),
        cannot(colnames(x)[!known], "all", statistic, "constant")
      )
    }
    answers(smd(means, "closed", "smd-before"), smd(after, "iterative", "smd-after"))
  }))
}
