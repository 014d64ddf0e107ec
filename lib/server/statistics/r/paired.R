# paired: pairs = "before|after" columns, population.
#
# Row = the column before, column "all": pairs, only-before, only-after (counts); of the pairs: mean-before, sd-before,
# mean-after, sd-after, difference (after - before, its mean), difference-low, difference-high (95%, t), t, df, p-t
# (paired t), v, p-wilcoxon (signed rank, differences of 0 left out, normal approximation with tie and continuity
# correction), correlation (Pearson).

method("paired", function(data, args) {
  subjects <- population(data, args)
  lapply(strsplit(args$pairs, "|", fixed = TRUE), function(pair) {
    before <- as.numeric(column(subjects, pair[1]))
    after <- as.numeric(column(subjects, pair[2]))
    describe_pairs(pair[1], before, after)
  })
})

describe_pairs <- function(row, before, after) {
  both <- !is.na(before) & !is.na(after)
  counted <- number(
    row, "all", c("pairs", "only-before", "only-after"),
    c(sum(both), sum(!is.na(before) & !both), sum(!is.na(after) & !both))
  )
  few <- if (length(before) == 0) "no-patients" else if (length(before) == 1) "one-patient" else "too-few-values"
  x <- before[both]
  y <- after[both]
  means <- c("mean-before", "mean-after", "difference")
  spreads <- c("sd-before", "sd-after", "difference-low", "difference-high", "t", "df", "p-t")
  ranks <- c("v", "p-wilcoxon")
  if (length(x) < 2) {
    none <- if (length(before) == 0) "no-patients" else "no-pairs"
    return(answers(
      counted,
      number_or(row, "all", means, c(mean(x), mean(y), mean(y - x)), none),
      cannot(row, "all", c(spreads, ranks, "correlation"), if (length(x) == 0) none else few)
    ))
  }
  difference <- y - x
  student <- if (varies(difference, max(abs(c(x, y))))) {
    found <- t.test(difference)
    number(
      row, "all", c("difference-low", "difference-high", "t", "df", "p-t"),
      c(found$conf.int, found$statistic, found$parameter, found$p.value)
    )
  } else {
    cannot(row, "all", c("difference-low", "difference-high", "t", "df", "p-t"), "constant")
  }
  answers(
    counted,
    number(row, "all", means, c(mean(x), mean(y), mean(difference))),
    number(row, "all", c("sd-before", "sd-after"), c(sd(x), sd(y))),
    student,
    if (any(difference != 0)) {
      ranked <- signed_rank(difference)
      number(row, "all", ranks, c(ranked$statistic, ranked$p))
    } else {
      cannot(row, "all", ranks, "constant")
    },
    if (varies(x) && varies(y)) {
      number(row, "all", "correlation", cor(x, y))
    } else {
      cannot(row, "all", "correlation", "constant")
    }
  )
}

# Whether values vary by more than what subtracting numbers of that size leaves in the last digits.
varies <- function(values, size = max(abs(values))) sd(values) > 1e-12 * size
