# Computes the plan of this folder and writes results.csv: Rscript run.R
#
# plan.csv says which analyses, R/*.R holds the methods, data/*.csv the data and dictionary.csv what each of its
# columns is.

# The program runs one plan after the other over the same data, and reads it once.
if (!exists("opened_data")) {
  # Texts sort the same way on every machine.
  invisible(Sys.setlocale("LC_COLLATE", "C"))
  # The frame first: the other files register their methods in it.
  for (source_file in unique(c("R/frame.R", sort(list.files("R", pattern = "[.]R$", full.names = TRUE))))) {
    source(source_file, encoding = "UTF-8")
  }
  opened_data <- open_data(".")
}
write_results(run_plan(opened_data, read_plan("plan.csv")), "results.csv")
