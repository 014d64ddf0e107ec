# differences: many comparisons of two groups known by their counts or by their means, all at once: what stands beside
# the figures of a paper.
#
# labels, events, totals, other_events, other_totals: row = each label, column "test": risk-difference.value, .low, .high
# (from both Wilson intervals, as risk-difference-newcombe of two-groups).
# labels, mean, sd, n, other_mean, other_sd, other_n: row = each label, column "test": difference.value, .low, .high
# (Welch, as two-means).

method("differences", function(data, args) {
  lapply(seq_along(args$labels), function(i) {
    if (is.null(args$mean)) {
      share_difference(args$labels[i], c(args$events[i], args$other_events[i]), c(args$totals[i], args$other_totals[i]))
    } else {
      mean_difference(
        args$labels[i], c(args$mean[i], args$other_mean[i]), c(args$sd[i], args$other_sd[i]), c(args$n[i], args$other_n[i])
      )
    }
  })
})

share_difference <- function(label, events, totals) {
  statistics <- paste0("risk-difference.", c("value", "low", "high"))
  if (any(totals == 0)) {
    return(cannot(label, "test", statistics, "empty-group"))
  }
  found <- setNames(effects_of(events, totals), effects)
  number(label, "test", statistics, found[c("risk-difference.value", "risk-difference-newcombe.low", "risk-difference-newcombe.high")])
}

mean_difference <- function(label, mean, sd, n) {
  statistics <- c("value", "low", "high")
  welch <- t_of_means(mean, sd, n, pooled = FALSE)
  number_or(label, "test", paste0("difference.", statistics), c(mean[1] - mean[2], welch$low, welch$high), welch$reason)
}
