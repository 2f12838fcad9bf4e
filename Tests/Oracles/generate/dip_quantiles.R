# Quantiles of sqrt(n) * dip of n uniform values, for the table of Sources/Statistics: Monte Carlo.
# Usage: Rscript dip_quantiles.R > dip-quantiles.txt
suppressMessages(library(diptest))
draws <- 200000
survival <- c(0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005,
              0.002, 0.001, 0.0005, 0.0002, 0.0001, 0.00005)
sizes <- c(5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000, 3000)
cat(paste0("# ", R.version.string, ", diptest ", packageVersion("diptest"), "; ", draws,
           " draws of each size; set.seed(2026 + n)\n"))
cat("survival", survival, "\n")
for (n in sizes) {
  set.seed(2026 + n)
  d <- replicate(draws, dip(runif(n)))
  cat(n, signif(sqrt(n) * quantile(d, 1 - survival, names = FALSE, type = 8), 5), "\n")
  flush(stdout())
}
