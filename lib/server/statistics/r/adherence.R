# adherence: population. Row = a requirement, and "all" for their sum; column "all": on-time, early, late, missed,
# closed, waived (counts), settled (all of them but the waived) and the share of the settled ones, 0 to 1:
# on-time-share, early-share, late-share, missed-share, closed-share.

adherence_columns <- c("on_time", "early", "late", "missed", "closed", "waived")

method("adherence", function(data, args) {
  men <- column(population(data, args), "study_id")
  if (length(men) == 0) {
    stop_because("no-patients")
  }
  kept <- data$adherence[column(data$adherence, "subject") %in% men, , drop = FALSE]
  if (nrow(kept) == 0) {
    stop_because("no-values")
  }
  counted <- vapply(adherence_columns, function(name) as.numeric(column(kept, name)), numeric(nrow(kept)))
  sums <- rowsum(matrix(counted, nrow = nrow(kept)), kept$requirement, na.rm = TRUE)
  sums <- rbind(sums, all = colSums(sums))
  settled <- rowSums(sums[, -6, drop = FALSE])
  statistics <- gsub("_", "-", adherence_columns)
  answers(
    number(rep(rownames(sums), times = 6), "all", rep(statistics, each = nrow(sums)), sums),
    number(rownames(sums), "all", "settled", settled),
    number_or(
      rep(rownames(sums), times = 5), "all", rep(paste0(statistics[1:5], "-share"), each = nrow(sums)),
      sums[, 1:5] / settled, "no-values"
    )
  )
})
