# Test values, effects and representatives by FactoMineR, and far tails by R's own distributions.
# Run from the repository: Rscript Tests/Oracles/generate/interpretation.R
library(FactoMineR)
library(jsonlite)

producer <- paste0("R ", getRversion())
version <- paste0("FactoMineR ", packageVersion("FactoMineR"))
options(digits = 17)

set.seed(2026)
n <- 90
group <- factor(sample(c("a", "b", "c"), n, replace = TRUE, prob = c(5, 3, 1)))
shift <- as.integer(group)
data <- data.frame(
  group = group,
  x = round(rnorm(n, mean = shift), 3),
  y = round(exp(rnorm(n, mean = 0.5 * shift)), 3),
  z = round(runif(n), 3),
  tool = factor(ifelse(runif(n) < 0.25 * shift, "saas", sample(c("paper", "excel"), n, TRUE))),
  vat = factor(sample(c("FB", "RS", "RN"), n, replace = TRUE)))

description <- catdes(data, num.var = 1, proba = 1)
quanti <- do.call(rbind, lapply(names(description$quanti), function(g) {
  t <- description$quanti[[g]]
  data.frame(group = g, variable = rownames(t), v = t[, "v.test"],
             mean = t[, "Mean in category"], overallMean = t[, "Overall mean"],
             sd = t[, "sd in category"], overallSd = t[, "Overall sd"], row.names = NULL)
}))
category <- do.call(rbind, lapply(names(description$category), function(g) {
  t <- description$category[[g]]
  parts <- strsplit(rownames(t), "=", fixed = TRUE)
  data.frame(group = g, variable = sapply(parts, `[`, 1), level = sapply(parts, `[`, 2),
             ofLevel = t[, "Cla/Mod"] / 100, inSegment = t[, "Mod/Cla"] / 100,
             overall = t[, "Global"] / 100, v = t[, "v.test"], row.names = NULL)
}))
cramer <- function(a, b) {
  t <- table(a, b)
  sqrt(unname(suppressWarnings(chisq.test(t, correct = FALSE))$statistic) /
       (sum(t) * (min(dim(t)) - 1)))
}
write_json(list(
  producer = producer, version = version, call = "catdes(data, num.var = 1, proba = 1)",
  data = list(group = as.character(data$group), x = data$x, y = data$y, z = data$z,
              tool = as.character(data$tool), vat = as.character(data$vat)),
  quanti = quanti, category = category,
  etaSquared = as.list(description$quanti.var[, "Eta2"]),
  cramersV = list(tool = cramer(data$group, data$tool), vat = cramer(data$group, data$vat))),
  "Tests/Oracles/interpretation-catdes.json", digits = NA, auto_unbox = TRUE)

# Mid-p of 2 x 2 tables on the logarithmic scale, where catdes itself gives infinity.
log_add <- function(a, b) { m <- pmax(a, b); m + log1p(exp(pmin(a, b) - m)) }
mid_p <- function(x, nq, nk, N) {
  d <- dhyper(x, nk, N - nk, nq, log = TRUE)
  lower <- if (x > 0) phyper(x - 1, nk, N - nk, nq, log.p = TRUE) else -Inf
  upper <- phyper(x, nk, N - nk, nq, lower.tail = FALSE, log.p = TRUE)
  p <- min(log_add(log(2) + lower, d), log_add(log(2) + upper, d))
  # Before R 4.3, qnorm keeps five digits only so far out: Newton on pnorm, exact on this scale.
  v <- -qnorm(p - log(2), log.p = TRUE)
  for (i in 1:20) {
    q <- pnorm(v, lower.tail = FALSE, log.p = TRUE)
    v <- v + (q - (p - log(2))) / exp(dnorm(v, log = TRUE) - q)
  }
  if (x * N > nq * nk) v else -v
}
tables <- rbind(
  c(8, 10, 15, 50), c(0, 10, 15, 50), c(3, 10, 15, 50), c(5, 5, 5, 10), c(1, 2, 3, 4),
  c(70, 176, 144, 800), c(140, 176, 144, 800), c(0, 214, 300, 800), c(57, 57, 64, 800),
  c(1500, 2000, 3000, 20000), c(2000, 2000, 2100, 20000), c(0, 2000, 8000, 20000),
  c(300, 2000, 3000, 20000), c(301, 2000, 3000, 20000), c(100000, 200000, 400000, 1000000),
  c(80100, 200000, 400000, 1000000), c(79900, 200000, 400000, 1000000))
far <- data.frame(both = tables[, 1], segment = tables[, 2], level = tables[, 3],
                  total = tables[, 4],
                  v = apply(tables, 1, function(t) mid_p(t[1], t[2], t[3], t[4])))
write_json(list(
  producer = producer, version = producer, call = "phyper, dhyper, qnorm with log.p = TRUE",
  tables = far), "Tests/Oracles/interpretation-midp.json", digits = NA, auto_unbox = TRUE)

# Representatives: consolidated or not, HCPC measures distances in the clustered space.
coordinates <- PCA(iris[seq(1, 150, by = 3), 1:4], ncp = 4, graph = FALSE)
hcpc <- HCPC(coordinates, nb.clust = 3, consol = FALSE, graph = FALSE)
individuals <- as.data.frame(hcpc$call$X)
scores <- as.matrix(individuals[, -ncol(individuals)])
rows <- function(l) lapply(l, function(d) match(names(d), rownames(scores)) - 1)
write_json(list(
  producer = producer, version = version,
  call = "HCPC(PCA(iris[seq(1, 150, 3), 1:4], ncp = 4), nb.clust = 3, consol = FALSE)$desc.ind",
  scores = unname(scores), cluster = as.integer(individuals$clust) - 1,
  paragons = unname(rows(hcpc$desc.ind$para)), distinctive = unname(rows(hcpc$desc.ind$dist))),
  "Tests/Oracles/interpretation-hcpc.json", digits = NA, auto_unbox = TRUE)
