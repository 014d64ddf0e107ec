import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rSources } from '@/lib/server/statistics/r-files';
import { runScript } from '@/tests/support/r';

// Where the program takes steps of its own, a stock R has a function that takes them too, only slower, less far or
// not from summaries. R counts how often they are apart in random tables and samples.
const script = `
source("frame.R")
for (name in setdiff(list.files(pattern = "[.]R$"), c("frame.R", "apart.R"))) source(name)
set.seed(20261122)
apart <- function(times, closeness, make) {
  sum(replicate(times, {
    pair <- make()
    !isTRUE(all.equal(as.numeric(pair[[1]]), as.numeric(pair[[2]]), tolerance = closeness))
  }))
}
sample_of <- function(shift = 0) round(rnorm(sample(3:60, 1), shift), sample(0:2, 1))
several <- function(n) repeat {
  drawn <- sample_of()
  if (length(unique(drawn)) > 2) return(drawn)
}
four <- function() matrix(sample(1:40, 4), 2)

say <- function(what, count) cat(what, count, "\\n")
say("rank sum", apart(300, 1e-12, function() {
  x <- several(); y <- several()
  theirs <- wilcox.test(x, y, exact = FALSE)
  ours <- rank_sum(x, y)
  list(c(ours$statistic, ours$p), c(theirs$statistic, theirs$p.value))
}))
say("signed rank", apart(300, 1e-12, function() {
  difference <- several()
  theirs <- wilcox.test(difference, exact = FALSE, digits.rank = 10)
  ours <- signed_rank(difference)
  list(c(ours$statistic, ours$p), c(theirs$statistic, theirs$p.value))
}))
for (pooled in c(FALSE, TRUE)) say("t of summaries", apart(300, 1e-12, function() {
  x <- several(); y <- several()
  theirs <- t.test(x, y, var.equal = pooled)
  ours <- t_of_means(c(mean(x), mean(y)), c(sd(x), sd(y)), c(length(x), length(y)), pooled)
  list(
    c(ours$statistic, ours$df, ours$p, ours$low, ours$high),
    c(theirs$statistic, theirs$parameter, theirs$p.value, theirs$conf.int)
  )
}))
say("Clopper-Pearson", apart(300, 1e-12, function() {
  n <- sample(1:500, 1); k <- sample(0:n, 1)
  list(clopper_pearson_interval(k, n), binom.test(k, n)$conf.int)
}))
say("conditional odds ratio", apart(100, 1e-2, function() {
  table <- four()
  list(conditional_answers(table)$value[1], fisher.test(table)$estimate)
}))
say("its interval", apart(100, 1e-8, function() {
  table <- four()
  ends <- conditional_answers(table)$value[2:3]
  beyond <- c(
    fisher.test(table, or = ends[1], alternative = "greater")$p.value,
    fisher.test(table, or = ends[2], alternative = "less")$p.value
  )
  list(beyond, c(0.025, 0.025))
}))
say("profile of the odds ratio", apart(50, 1e-3, function() {
  table <- four()
  first <- c(1, 0)
  list(profile_of_groups(table), exp(suppressMessages(confint(glm(table ~ first, family = binomial)))["first", ]))
}))
say("number of tables", apart(50, 1e-12, function() {
  n <- sample(1:6, 4, TRUE); x <- rbinom(4, n, 0.5)
  all <- expand.grid(lapply(n, function(size) 0:size))
  list(tables_with_margins(x, n), sum(rowSums(all) == sum(x)))
}))
say("exact Pearson of 2 x 2", apart(50, 1e-9, function() {
  n <- c(12, 12); x <- rbinom(2, n, 0.4)
  if (sum(x) == 0 || sum(x) == 24) x <- c(3, 5)
  # With groups of one size the order of the statistic is the order of the probability.
  list(exact_pearson_p(x, n), fisher.test(cbind(x, n - x))$p.value)
}))
`;

test('a stock R finds the same with its own functions', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sertoli-steps-'));
  try {
    const methods = (await rSources()).filter(({ path: name }) => name.startsWith('R/'));
    for (const { path: name, text } of methods) {
      writeFileSync(path.join(folder, path.basename(name)), text);
    }
    writeFileSync(path.join(folder, 'apart.R'), script);
    expect(runScript(folder, 'apart.R').trim().split(/\s*\n/)).toEqual([
      'rank sum 0',
      'signed rank 0',
      't of summaries 0',
      't of summaries 0',
      'Clopper-Pearson 0',
      'conditional odds ratio 0',
      'its interval 0',
      'profile of the odds ratio 0',
      'number of tables 0',
      'exact Pearson of 2 x 2 0',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
