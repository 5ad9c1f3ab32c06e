# Seconds of decompr and exvatools on one table, for bench_icio.py: a line a task, name and seconds
# with a tab between them, or the reason why a package is not timed.
#   Rscript bench_icio_peers.R FOLDER CELLS REGIONS
arguments <- commandArgs(trailingOnly = TRUE)
cells <- as.integer(arguments[2])
regions <- as.integer(arguments[3])
numbers <- function(name, columns) {
  matrix(readBin(file.path(arguments[1], name), "double", cells * columns), cells)
}
flows <- numbers("Z", cells)
final <- numbers("Y", regions)
countries <- sprintf("R%02d", seq_len(regions))
industries <- sprintf("i%02d", seq_len(cells / regions))

say <- function(name, what) cat(name, "\t", what, "\n", sep = "")
seconds <- function(task) suppressWarnings(system.time(task)[["elapsed"]])
timed <- function(package, tasks) {
  for (name in names(tasks)) {
    if (!requireNamespace(package, quietly = TRUE)) {
      say(paste(package, name), paste("R has no package", package))
    } else {
      say(paste(package, name), seconds(utils::capture.output(tasks[[name]]())))
    }
  }
}

# From the table each time, as our own tasks: R's objects hold the inverse.
decompr <- function(method) {
  output <- rowSums(flows) + rowSums(final)
  method(decompr::load_tables_vectors(
    x = flows, y = final, k = countries, i = industries, o = output
  ))
}
exvatools <- function(method) {
  table <- exvatools::make_custom_wio(as.data.frame(cbind(flows, final)), countries, quiet = TRUE)
  exvatools::make_exvadec(table, "all", method = method, quiet = TRUE)
}
say("BLAS", paste(extSoftVersion()[["BLAS"]], La_library()))
timed("decompr", list(
  kww = function() decompr(decompr::kww),
  wwz = function() decompr(decompr::wwz)
))
timed("exvatools", list(bm_src = function() exvatools("bm_src")))
