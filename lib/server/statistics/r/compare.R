# Compares results.csv of this folder with expected-results.csv: Rscript compare.R
#
# A number in closed form must agree to 10 digits and one of an iterative fit to 6, below 0.01 to as many decimals as
# 0.01 has. Words and reasons must be the same. Ends with status 1 where anything differs.

read_results <- function(path) {
  read.csv(path, colClasses = "character", na.strings = character(), check.names = FALSE, encoding = "UTF-8")
}
if (!file.exists("results.csv")) {
  cat("There is no results.csv. Compute it in this folder first: Rscript run.R\n")
  quit(status = 1)
}
expected <- read_results("expected-results.csv")
computed <- read_results("results.csv")

# R itself may be another one.
versions <- c(expected$text[expected$analysis == "environment"], computed$text[computed$analysis == "environment"])
expected <- expected[expected$analysis != "environment", ]
computed <- computed[computed$analysis != "environment", ]

place <- function(results) do.call(paste, c(results[c("analysis", "row", "column", "statistic")], sep = " / "))
found <- computed[match(place(expected), place(computed)), ]

one <- as.numeric(expected$value)
other <- as.numeric(found$value)
tolerance <- ifelse(expected$precision == "closed", 1e-10, 1e-6) * pmax(abs(one), abs(other), 0.01)
same_number <- (is.na(one) & is.na(other)) | (!is.na(one) & !is.na(other) & abs(one - other) <= tolerance)
same <- !is.na(found$analysis) & same_number & expected$text == found$text & expected$reason == found$reason
same <- same %in% TRUE

said <- function(results) ifelse(is.na(results$analysis), "nothing", paste0(results$value, results$text, results$reason))
for (line in which(!same)) {
  cat(place(expected)[line], ": expected ", said(expected)[line], ", computed ", said(found)[line], "\n", sep = "")
}
extra <- setdiff(place(computed), place(expected))
cat(sprintf("%s: not expected\n", extra), sep = "")

cat(sprintf("Expected from R %s, computed by R %s.\n", versions[1], versions[2]))
if (all(same) && length(extra) == 0) {
  cat(sprintf("All %d figures agree (10 digits in closed form, 6 of an iterative fit).\n", nrow(expected)))
} else {
  cat(sprintf("%d of %d figures differ.\n", sum(!same) + length(extra), nrow(expected)))
  quit(status = 1)
}
