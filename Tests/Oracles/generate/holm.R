# Writes Tests/Oracles/holm.json: p-values corrected by R. Run from the top of the repository:
# Rscript Tests/Oracles/generate/holm.R

suppressMessages(library(jsonlite))
set.seed(4)

families <- list(
  c(0.01, 0.04, NA, 0.03), c(0.2, 0.2, 0.2, 1, 0), 0.5,
  c(0.011, 0.02, 0.022, 0.09, 0.4, NA, 0.001), runif(15)^3)

write_json(
  list(producer = paste(R.version.string, "stats"), call = "p.adjust(p, method = \"holm\")",
       cases = lapply(families, function(p) list(p = I(p), holm = I(p.adjust(p, "holm"))))),
  "Tests/Oracles/holm.json", digits = NA, auto_unbox = TRUE, na = "null")
