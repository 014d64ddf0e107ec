# grades: population ("treated" if not given). Side effects by the worst grade of each man and term.
#
# Row = a term, and "any-term" for the worst of all terms; column = grade-1 ... grade-5, grade-unknown (no event of the
# man has a grade), any, serious, related: count, n (men of the population), percent, wilson-low, wilson-high,
# clopper-pearson-low, clopper-pearson-high. Who is not known to be serious or related is not counted there.
# Row "", column "all": subjects.

method("grades", function(data, args) {
  if (is.null(args$population)) {
    args$population <- "treated"
  }
  men <- unique(column(population(data, args), "study_id"))
  events <- data$adverse_events
  man <- match(column(events, "subject"), men)
  kept <- !is.na(man)
  man <- man[kept]
  term <- column(events, "term")[kept]
  grade <- as.numeric(column(events, "worst_grade"))[kept]
  serious <- column(events, "serious")[kept] %in% 1
  related <- column(events, "related")[kept] %in% 1
  terms <- sort(unique(term))
  answers(
    number("", "all", "subjects", length(men)),
    count_grades(match(term, terms), terms, man, grade, serious, related, length(men)),
    count_grades(rep(1, length(man)), "any-term", man, grade, serious, related, length(men))
  )
})

count_grades <- function(code, terms, man, grade, serious, related, men) {
  # The worst grade of each man and term comes first.
  order <- order(code, man, -grade, na.last = TRUE)
  # One number for each man and term: rows of a matrix are compared as texts.
  pair <- code * (men + 1) + man
  first <- order[!duplicated(pair[order])]
  worst <- ifelse(is.na(grade[first]), "grade-unknown", paste0("grade-", grade[first]))
  columns <- c(paste0("grade-", 1:5), "grade-unknown", "any", "serious", "related")
  men_of <- function(which) tabulate(code[which][!duplicated(pair[which])], length(terms))
  counts <- cbind(
    vapply(columns[1:6], function(column) tabulate(code[first][worst == column], length(terms)), numeric(length(terms))) |>
      matrix(nrow = length(terms)),
    tabulate(code[first], length(terms)),
    men_of(serious),
    men_of(related)
  )
  proportion_answers(
    rep(terms, times = length(columns)), rep(columns, each = length(terms)), as.vector(counts),
    rep(men, length(counts)), "no-patients"
  )
}
