# Logistic regression, and what weighting shares with it: complete cases, the columns of a design, and a fit that
# notices when there is no maximum. Readings: docs/decisions/034-readings-of-the-models.md.

# Covariates get profile limits up to this many cells of the design; the exposure always does.
most_profiled_cells <- 20000

# logistic: outcome (flag), exposure (flag, number or choice; levels[2] of it: the first against the second),
# covariates[]. Column "all" throughout.
#   row of each coefficient ("treated", "etiology=cryptorchidism"): estimate, se, odds-ratio, profile-low,
#     profile-high, wald-low, wald-high (of the odds ratio), p-wald, p-lr; a choice's reference: word "reference" in
#     the row of its name
#   row "model": n, dropped, events, df (residual), deviance, null-deviance, c-statistic
method("logistic", function(data, args) {
  cases <- model_cases(data, args)
  x <- design(cases)
  fit <- fit_logistic(with_intercept(x$columns[, x$kept, drop = FALSE]), cases$outcome)
  answers(
    model_answers(cases, fit),
    reference_answers(cases),
    constant_answers(cases$constant, coefficient_statistics),
    cannot(rep(setdiff(colnames(x$columns), x$stated), each = length(coefficient_statistics)), "all",
           coefficient_statistics, "collinear"),
    lapply(x$stated, function(name) {
      profiled <- name %in% names_of_exposure(cases, x) || length(cases$outcome) * x$rank <= most_profiled_cells
      coefficient_answers(name, fit, profiled)
    })
  )
})

coefficient_statistics <- c(
  "estimate", "se", "odds-ratio", "profile-low", "profile-high", "wald-low", "wald-high", "p-wald", "p-lr"
)

coefficient_answers <- function(name, fit, profiled) {
  estimate <- fit$coefficients[[name]]
  se <- fit$se[[name]]
  without <- fit_held(fit, name, 0)
  answers(
    number(name, "all", c("estimate", "se", "p-wald", "p-lr"), c(
      estimate, se, 2 * pnorm(-abs(estimate / se)),
      pchisq(max(0, without$deviance - fit$deviance), 1, lower.tail = FALSE)
    ), "iterative"),
    odds_ratio_answers(name, c("odds-ratio", "wald-low", "wald-high"), estimate + c(0, -1, 1) * qnorm(0.975) * se),
    if (profiled) {
      odds_ratio_answers(name, c("profile-low", "profile-high"), likelihood_limits(fit, name))
    } else {
      cannot(name, "all", c("profile-low", "profile-high"), "too-large-for-profile")
    }
  )
}

# An odds ratio of a million or a millionth is not an estimate: the outcomes are all but separated.
odds_ratio_answers <- function(name, statistics, log_odds_ratios) {
  said <- abs(log_odds_ratios) <= log(1e6)
  answers(
    number(name, "all", statistics[said], exp(log_odds_ratios[said]), "iterative"),
    cannot(name, "all", statistics[!said], "separation")
  )
}

model_answers <- function(cases, fit) {
  answers(
    number("model", "all", c("n", "dropped", "events", "df"), c(
      length(cases$outcome), cases$dropped, sum(cases$outcome), fit$df.residual
    )),
    number("model", "all", c("deviance", "null-deviance", "c-statistic"), c(
      fit$deviance, fit$null.deviance, c_statistic(fit$fitted.values, cases$outcome)
    ), "iterative")
  )
}

reference_answers <- function(cases) {
  answers(lapply(names(cases$levels), function(name) word(name, "all", "reference", cases$levels[[name]][1])))
}

constant_answers <- function(names, statistics) {
  cannot(rep(names, each = length(statistics)), "all", rep(statistics, length(names)), "constant")
}

# The share of pairs, one man with the event and one without, in which the one with it was given the higher
# probability; ties count half.
c_statistic <- function(probability, event) {
  with_event <- sum(event)
  # Probabilities that differ only by rounding are ties.
  ranks <- rank(signif(probability, 10))
  (mean(ranks[event == 1]) - (with_event + 1) / 2) / (length(event) - with_event)
}

# --- Cases and design ----------------------------------------------------------------------------------------------

# The men of whom outcome, exposure and every covariate are known: outcome (1/0), variables (a list of vectors in
# the order exposure, covariates), levels (of each choice among them, the reference first), constant (names that do
# not vary here and say nothing), dropped (men of whom something is not known).
model_cases <- function(data, args) {
  subjects <- population(data, args)
  exposure <- as.character(column(subjects, args$exposure))
  if (!is.null(args$levels)) {
    subjects <- subjects[is.na(exposure) | exposure %in% args$levels, , drop = FALSE]
  }
  names <- c(args$exposure, setdiff(args$covariates, c(args$exposure, args$outcome)))
  outcome <- column(subjects, args$outcome)
  variables <- setNames(lapply(names, function(name) column(subjects, name)), names)
  known <- !is.na(outcome) & Reduce(`&`, lapply(variables, function(values) !is.na(values)))
  stop_without_contrast(outcome, variables[[args$exposure]], known, args$levels)
  variables <- lapply(variables, `[`, known)
  varies <- vapply(variables, function(values) length(unique(values)) > 1, logical(1))
  choices <- names(Filter(is.character, variables[varies]))
  levels <- setNames(lapply(choices, function(name) levels_of(data, name, variables[[name]])), choices)
  if (!is.null(args$levels) && args$exposure %in% choices) {
    levels[[args$exposure]] <- rev(args$levels)
  }
  list(
    outcome = outcome[known], variables = variables[varies], levels = levels, exposure = args$exposure,
    constant = names[!varies], dropped = sum(!known)
  )
}

stop_without_contrast <- function(outcome, exposure, known, levels) {
  if (length(outcome) == 0) {
    stop_because("no-patients")
  }
  if (length(outcome) == 1) {
    stop_because("one-patient")
  }
  if (!any(known)) {
    stop_because("no-values")
  }
  if (!all(levels %in% exposure[known])) {
    stop_because("empty-group")
  }
  if (length(unique(exposure[known])) == 1) {
    stop_because(if (is.character(exposure)) "one-group" else "constant")
  }
  if (all(outcome[known] == 0)) {
    stop_because("no-events")
  }
  if (all(outcome[known] == 1)) {
    stop_because("only-events")
  }
}

# columns: one per coefficient, named as its row. kept: those that the others do not determine already, which give
# the same model. stated: those whose coefficient would be the same whichever of the others were left out.
design <- function(cases) {
  columns <- do.call(cbind, lapply(names(cases$variables), function(name) {
    columns_of(name, cases$variables[[name]], cases$levels[[name]][-1])
  }))
  if (is.null(columns)) {
    columns <- matrix(numeric(), length(cases$outcome), 0)
  }
  if (nrow(columns) <= ncol(columns) + 1) {
    stop_because("too-few-values")
  }
  names <- colnames(columns)
  parts <- qr(cbind(1, scale(columns)), tol = 1e-9)
  own <- seq_len(parts$rank)
  order <- c("", names)[parts$pivot]
  determined <- order[-own]
  entangled <- character()
  if (length(determined) > 0) {
    upper <- qr.R(parts)
    shares <- backsolve(upper[own, own, drop = FALSE], upper[own, -own, drop = FALSE])
    entangled <- order[own][rowSums(abs(shares) > 1e-6) > 0]
  }
  list(
    columns = columns, kept = setdiff(names, determined), stated = setdiff(names, c(determined, entangled)),
    rank = parts$rank
  )
}

# A choice becomes one column per level, a number or a flag its own.
columns_of <- function(name, values, levels) {
  if (is.character(values)) {
    matrix(as.numeric(outer(values, levels, `==`)), length(values),
           dimnames = list(NULL, sprintf("%s=%s", name, levels)))
  } else {
    matrix(as.numeric(values), dimnames = list(NULL, name))
  }
}

names_of_exposure <- function(cases, x) {
  own <- columns_of(cases$exposure, cases$variables[[cases$exposure]], cases$levels[[cases$exposure]][-1])
  intersect(colnames(x$columns), colnames(own))
}

with_intercept <- function(columns) cbind("(Intercept)" = 1, columns)

# --- Fit -----------------------------------------------------------------------------------------------------------

# Maximum likelihood, with x (a matrix of full rank), y and the standard errors beside what glm.fit gives.
#
# Where a combination of the columns separates the men with the event from those without, wholly or in part, the
# likelihood has no maximum: the fit settles on a deviance while each further step moves somebody's log-odds on by
# about one (Albert and Anderson, Biometrika 1984). At a maximum a further step moves nobody.
fit_logistic <- function(x, y) {
  settled <- step_to_maximum(x, y, steps = 50)
  fit <- step_to_maximum(x, y, from = settled$linear.predictors, steps = 1)
  if (anyNA(fit$coefficients) || max(abs(fit$linear.predictors - settled$linear.predictors)) > 0.01) {
    stop_because("separation")
  }
  if (!settled$converged) {
    stop_because("not-converged")
  }
  fit$x <- x
  fit$y <- y
  fit$se <- setNames(sqrt(diag(chol2inv(fit$R)))[order(fit$qr$pivot)], colnames(x))
  fit
}

# The fit with one coefficient held at a value.
fit_held <- function(fit, name, value) {
  others <- colnames(fit$x) != name
  step_to_maximum(fit$x[, others, drop = FALSE], fit$y, fit$x[, name] * value, fit$linear.predictors, 50)
}

step_to_maximum <- function(x, y, offset = NULL, from = NULL, steps) {
  # Warnings tell of what fit_logistic finds out by itself.
  suppressWarnings(glm.fit(x, y, offset = offset, etastart = from, family = binomial(),
                           control = list(epsilon = 1e-10, maxit = steps)))
}

# The two values of a coefficient at which the likelihood-ratio statistic against the maximum is the 95% point of
# chi-square with one degree of freedom: the definition of the profile-likelihood interval itself. confint() of R
# interpolates it between a few fits, and differs from it in the fifth digit.
likelihood_limits <- function(fit, name) {
  estimate <- fit$coefficients[[name]]
  se <- fit$se[[name]]
  z <- qnorm(0.975)
  distance <- function(value) sqrt(max(0, fit_held(fit, name, value)$deviance - fit$deviance)) - z
  vapply(c(-1, 1), function(side) {
    estimate + side * uniroot(
      function(away) distance(estimate + side * away), z * se * c(0.8, 1.25), extendInt = "upX", tol = 1e-8 * se
    )$root
  }, numeric(1))
}
