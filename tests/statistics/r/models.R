# Logistic regression against glm and MASS, weighting against a weighted glm and a sandwich written out as matrices,
# over generated studies; and separation against its definition.
source(file.path(commandArgs(trailingOnly = TRUE)[2], "methods.R"))
suppressPackageStartupMessages(library(MASS))
set.seed(20261122)

study <- function(n) {
  own <- data.frame(
    treated = rbinom(n, 1, 0.6), age = round(rnorm(n, 33, 5)), volume = round(rnorm(n, 6, 2), 1),
    etiology = sample(c("azfc", "idiopathic", "mumps"), n, replace = TRUE), prior = rbinom(n, 1, 0.3)
  )
  own$outcome <- rbinom(n, 1, plogis(-1 + 0.6 * own$treated + 0.05 * (own$age - 33) + 0.2 * (own$etiology == "azfc")))
  own$volume[runif(n) < 0.1] <- NA
  own
}

covariates <- c("age", "volume", "etiology", "prior")
names_in_glm <- c(treated = "treated", age = "age", volume = "volume", "etiology=idiopathic" = "etiologyidiopathic",
                  "etiology=mumps" = "etiologymumps", prior = "prior")

check_logistic <- function(label, own) {
  said <- ask(own, "logistic", outcome = "outcome", exposure = "treated", covariates = covariates)
  fit <- glm(outcome ~ treated + age + volume + etiology + prior, binomial, own,
             control = list(epsilon = 1e-14, maxit = 50))
  coefficients <- coef(summary(fit))
  limits <- suppressMessages(confint(fit))
  for (row in names(names_in_glm)) {
    name <- names_in_glm[[row]]
    ours <- function(...) lapply(c(...), function(statistic) at(said, row, "all", statistic))
    same(paste(label, row), ours("estimate", "se", "p-wald"), coefficients[name, c(1, 2, 4)], 6)
    same(paste(label, row, "Wald"), ours("wald-low", "wald-high"), exp(confint.default(fit)[name, ]), 6)
    # MASS interpolates the profile; the limits themselves are checked against their definition below.
    same(paste(label, row, "profile"), ours("profile-low", "profile-high"), exp(limits[name, ]), 2)
  }
  same(paste(label, "p of a likelihood ratio"), at(said, "treated", "all", "p-lr"),
       drop1(fit, test = "LRT")["treated", "Pr(>Chi)"], 6)
  x <- model.matrix(fit)
  for (side in c("profile-low", "profile-high")) {
    held <- log(at(said, "treated", "all", side)) * x[, "treated"]
    deviance <- glm.fit(x[, colnames(x) != "treated"], fit$y, offset = held, family = binomial())$deviance
    same(paste(label, side), deviance - fit$deviance, qchisq(0.95, 1), 6)
  }
  events <- outer(fit$fitted.values[fit$y == 1], fit$fitted.values[fit$y == 0], "-")
  same(paste(label, "C"), at(said, "model", "all", "c-statistic"), mean((events > 1e-9) + (abs(events) <= 1e-9) / 2), 9)
  same(paste(label, "dropped"), at(said, "model", "all", "dropped"), sum(is.na(own$volume)), 10)
  same(paste(label, "deviance"), at(said, "model", "all", "deviance"), fit$deviance, 9)
}

check_weighting <- function(label, own) {
  said <- ask(own, "weighting", outcome = "outcome", exposure = "treated", covariates = covariates)
  own <- own[complete.cases(own), ]
  score <- fitted(glm(treated ~ age + volume + etiology + prior, binomial, own, control = list(epsilon = 1e-14)))
  share <- mean(own$treated)
  own$weight <- ifelse(own$treated == 1, share / score, (1 - share) / (1 - score))
  fit <- suppressWarnings(glm(outcome ~ treated, binomial, own, weights = weight, control = list(epsilon = 1e-14)))
  x <- model.matrix(fit)
  scores <- x * (own$weight * (own$outcome - fitted(fit)))
  bread <- solve(crossprod(x, x * (own$weight * fitted(fit) * (1 - fitted(fit)))))
  sandwich <- bread %*% crossprod(scores) %*% bread
  estimate <- coef(fit)[["treated"]]
  se <- sqrt(sandwich[2, 2])
  ours <- lapply(c("odds-ratio", "low", "high", "p"), function(statistic) at(said, "model", "all", statistic))
  same(paste(label, "odds ratio"), ours,
       c(exp(estimate + c(0, -1, 1) * qnorm(0.975) * se), 2 * pnorm(-abs(estimate / se))), 6)
  linear <- lm(outcome ~ treated, own, weights = weight)
  bread <- solve(crossprod(x, x * own$weight))
  sandwich <- bread %*% crossprod(x * (own$weight * residuals(linear))) %*% bread
  ours <- lapply(c("risk-difference", "risk-difference-low", "risk-difference-high"),
                 function(statistic) at(said, "model", "all", statistic))
  same(paste(label, "risk difference"), ours,
       coef(linear)[["treated"]] + c(0, -1, 1) * qnorm(0.975) * sqrt(sandwich[2, 2]), 6)
  same(paste(label, "largest weight"), at(said, "model", "all", "largest-weight"), max(own$weight), 6)
  for (level in 1:0) {
    weight <- own$weight[own$treated == level]
    same(paste(label, "effective n"), at(said, "model", level, "effective-n"), sum(weight)^2 / sum(weight^2), 6)
  }
  groups <- split(own, factor(own$treated, 1:0))
  spread <- sqrt((var(groups[[1]]$age) + var(groups[[2]]$age)) / 2)
  same(paste(label, "balance"), lapply(c("smd-before", "smd-after"), function(name) at(said, "age", "all", name)), c(
    (mean(groups[[1]]$age) - mean(groups[[2]]$age)) / spread,
    (weighted.mean(groups[[1]]$age, groups[[1]]$weight) - weighted.mean(groups[[2]]$age, groups[[2]]$weight)) / spread
  ), 6)
  shares <- vapply(groups, function(group) mean(group$etiology == "mumps"), 0)
  same(paste(label, "balance of a level"), at(said, "etiology=mumps", "all", "smd-before"),
       (shares[[1]] - shares[[2]]) / sqrt(sum(shares * (1 - shares)) / 2), 10)
}

# Two numbers of small values and few men: separated if a line through the plane has the events on one side of it
# (or on it) and the others on the other (or on it), and not everybody on it.
is_separated <- function(own) {
  x <- cbind(1, own$one, own$two) * ifelse(own$outcome == 1, 1, -1)
  # A cone of directions that agree with everybody is spanned by those where two men lie on the line.
  pairs <- combn(nrow(x), 2)
  directions <- rbind(diag(3), -diag(3), t(apply(pairs, 2, function(pair) {
    a <- x[pair[1], ]
    b <- x[pair[2], ]
    c(a[2] * b[3] - a[3] * b[2], a[3] * b[1] - a[1] * b[3], a[1] * b[2] - a[2] * b[1])
  })))
  directions <- rbind(directions, -directions)
  agrees <- directions %*% t(x)
  any(rowSums(agrees < -1e-9) == 0 & rowSums(agrees > 1e-9) > 0)
}

check_separation <- function(label) {
  n <- sample(6:20, 1)
  own <- data.frame(one = as.numeric(sample(0:3, n, TRUE)), two = as.numeric(sample(0:3, n, TRUE)))
  own$outcome <- rbinom(n, 1, plogis(own$one - own$two))
  if (qr(cbind(1, own$one, own$two))$rank < 3 || length(unique(own$outcome)) < 2) {
    return(0)
  }
  said <- ask(own, "logistic", outcome = "outcome", exposure = "one", covariates = "two")
  same(paste(label, "separated"), as.numeric(identical(said$reason[1], "separation")), as.numeric(is_separated(own)), 10)
  1
}

for (number_of_study in 1:20) {
  own <- study(sample(c(150, 400, 542), 1))
  check_logistic(sprintf("study %d", number_of_study), own)
  check_weighting(sprintf("study %d", number_of_study), own)
}
separations <- sum(vapply(1:600, function(number) check_separation(sprintf("small study %d", number)), 0))
conclude(20 + separations)
