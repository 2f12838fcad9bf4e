# Writes Tests/Oracles/dip.json: dip statistics by R's diptest. Run from the top of the repository:
# Rscript Tests/Oracles/generate/dip.R

suppressMessages({library(diptest); library(jsonlite)})
set.seed(20261125)
samples <- list(
  one = 3, pair = c(1, 2), equal = rep(2, 7), steps = 1:10, atoms = c(rep(0, 50), rep(1, 50)),
  lopsided = c(rep(0, 5), rep(1, 50), 2), faithful = faithful$eruptions, waiting = faithful$waiting,
  petal = iris$Petal.Length, sepal = iris$Sepal.Width, normal = rnorm(300), uniform = runif(257),
  exponential = rexp(180), two = c(rnorm(80), rnorm(60, 5)), three = c(rnorm(50), rnorm(50, 4), rnorm(40, 9)),
  rounded = round(rnorm(200), 1), poisson = rpois(150, 3), far = c(rnorm(99), 1e6), tiny = 1e-9 * rnorm(64),
  large = round(1e6 + rnorm(120), 6))
for (n in 4:12) samples[[paste0("small", n)]] <- runif(n)
write_json(
  list(producer = paste(R.version.string, "diptest", packageVersion("diptest")),
       call = "diptest::dip(x); dip.test(x)$p.value",
       cases = lapply(names(samples), function(name) list(
         name = name, values = samples[[name]], dip = dip(samples[[name]]),
         pValue = if (length(samples[[name]]) > 4) dip.test(samples[[name]])$p.value else NA))),
  "Tests/Oracles/dip.json", digits = NA, auto_unbox = TRUE)
