# Wilcoxon's two tests by the normal approximation with tie and continuity correction, two-sided: wilcox.test with
# exact = FALSE, in fewer steps. Its own counts ties as texts, which takes most of the time of a table of thousands;
# and R 4.6 subtracts the upper tail from 1, which loses the digits of a small p.

# Of two samples that are not all of one value: W as wilcox.test counts it, p.
rank_sum <- function(x, y) {
  m <- as.numeric(length(x))
  n <- as.numeric(length(y))
  ranks <- rank(c(x, y))
  w <- sum(ranks[seq_along(x)]) - m * (m + 1) / 2
  variance <- m * n / 12 * (m + n + 1 - ties_in(ranks) / ((m + n) * (m + n - 1)))
  list(statistic = w, p = p_of_ranks(w - m * n / 2, variance), reason = "failed")
}

# Of differences that are not all 0; those of 0 are left out: V, p. Differences of numbers with few decimals are equal
# to 10 digits, not to the last one.
signed_rank <- function(difference) {
  difference <- difference[difference != 0]
  n <- as.numeric(length(difference))
  ranks <- rank(signif(abs(difference), 10))
  v <- sum(ranks[difference > 0])
  variance <- n * (n + 1) * (2 * n + 1) / 24 - ties_in(ranks) / 48
  list(statistic = v, p = p_of_ranks(v - n * (n + 1) / 4, variance))
}

# The sum of t^3 - t over the groups of t equal values. Mean ranks are whole or half numbers.
ties_in <- function(ranks) {
  sizes <- as.numeric(tabulate(2 * ranks))
  sum(sizes^3 - sizes)
}

p_of_ranks <- function(distance, variance) 2 * pnorm(-abs(distance - sign(distance) * 0.5) / sqrt(variance))
