# Writes Tests/Oracles/pilots.json: power, sizes, intervals and tests of two groups by R's stats, and
# heterogeneity by metafor. Run from the top of the repository:
# Rscript Tests/Oracles/generate/pilots.R

suppressMessages({library(jsonlite); library(metafor)})
set.seed(20261130)
tight <- .Machine$double.eps^0.75

# Proportions: power, size of each group, proportion that is seen.
grid <- expand.grid(control = c(0.02, 0.1, 0.3, 0.5, 0.9), shift = c(-0.015, 0.05, 0.09, -0.4),
                    alpha = c(0.05, 0.01), power = c(0.8, 0.95))
grid <- grid[grid$control + grid$shift > 0 & grid$control + grid$shift < 1, ]
proportions <- do.call(rbind, lapply(seq_len(nrow(grid)), function(i) {
  g <- grid[i, ]
  test <- g$control + g$shift
  size <- power.prop.test(p1 = g$control, p2 = test, power = g$power, sig.level = g$alpha, tol = tight)$n
  data.frame(control = g$control, test = test, alpha = g$alpha, power = g$power, size = size,
             powerAt40 = power.prop.test(n = 40, p1 = g$control, p2 = test, sig.level = g$alpha)$power)
}))
seen <- do.call(rbind, lapply(c(15, 40, 163, 900), function(n) {
  data.frame(control = 0.3, groupSize = n, alpha = 0.05, power = 0.8,
             test = power.prop.test(n = n, p1 = 0.3, power = 0.8, tol = tight)$p2)
}))

# Means: the same.
grid <- expand.grid(ratio = c(0.05, 0.2, 0.5, 1, 2.5), alpha = c(0.05, 0.01), power = c(0.8, 0.95))
means <- do.call(rbind, lapply(seq_len(nrow(grid)), function(i) {
  g <- grid[i, ]
  data.frame(ratio = g$ratio, alpha = g$alpha, power = g$power,
             size = power.t.test(delta = g$ratio, sd = 1, power = g$power, sig.level = g$alpha, tol = tight)$n,
             powerAt12 = power.t.test(n = 12, delta = g$ratio, sd = 1, sig.level = g$alpha)$power)
}))
seenMeans <- do.call(rbind, lapply(c(2, 5, 20, 400), function(n) {
  data.frame(groupSize = n, standardDeviation = 7, alpha = 0.05, power = 0.8,
             difference = power.t.test(n = n, sd = 7, power = 0.8, tol = tight)$delta)
}))
noncentral <- do.call(rbind, lapply(c(1, 3.5, 22, 400), function(df) do.call(rbind, lapply(
  c(-1, 0, 0.7, 2.8, 12), function(ncp) data.frame(df = df, noncentrality = ncp, x = c(-2, 0.1, 2.1, 9),
    cdf = suppressWarnings(pt(c(-2, 0.1, 2.1, 9), df, ncp)))))))

# Wilson's intervals by prop.test; Newcombe's from them, by his formula.
wilson <- function(x, n, level) as.numeric(suppressWarnings(
  prop.test(x, n, correct = FALSE, conf.level = level)$conf.int))
tables <- rbind(c(56, 70, 48, 80), c(9, 10, 3, 10), c(6, 7, 2, 7), c(5, 56, 0, 29), c(0, 10, 0, 20),
                c(0, 10, 0, 10), c(10, 10, 0, 20), c(10, 10, 0, 10), c(1, 2, 1, 2), c(300, 1000, 250, 900))
newcombe <- do.call(rbind, lapply(seq_len(nrow(tables)), function(i) do.call(rbind, lapply(
  c(0.95, 0.9), function(level) {
    t <- tables[i, ]
    p <- c(t[1] / t[2], t[3] / t[4])
    a <- wilson(t[1], t[2], level); b <- wilson(t[3], t[4], level)
    data.frame(count = t[1], size = t[2], controls = t[3], controlSize = t[4], level = level,
               lower = p[1] - p[2] - sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2),
               upper = p[1] - p[2] + sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2))
  }))))

# Welch's test.
samples <- list(
  list(test = round(rnorm(9, 5, 2), 3), control = round(rnorm(14, 4, 5), 3)),
  list(test = c(1, 2), control = c(5, 9)),
  list(test = round(rexp(40, 0.2), 3), control = round(rexp(25, 0.1), 3)),
  list(test = 1e6 + round(rnorm(12), 4), control = 1e6 + round(rnorm(12), 4)))
welch <- lapply(samples, function(s) {
  t <- t.test(s$test, s$control)
  list(test = s$test, control = s$control, difference = unname(t$estimate[1] - t$estimate[2]),
       degreesOfFreedom = unname(t$parameter), lower = t$conf.int[1], upper = t$conf.int[2],
       pValue = t$p.value)
})

# Cochran's Q and I2 by metafor's common-effect model; Welch's F of means by oneway.test.
effects <- list(list(d = c(0.12, 0.02, 0.07), v = c(0.002, 0.003, 0.0007)),
                list(d = c(0.5, -0.5), v = c(0.1, 0.2)), list(d = c(1, 1.01, 0.99, 1), v = rep(0.05, 4)))
cochran <- lapply(effects, function(e) {
  m <- rma(yi = e$d, vi = e$v, method = "EE")
  list(effects = e$d, variances = e$v, common = as.numeric(m$beta), q = m$QE, pValue = m$QEp,
       inconsistency = max(0, (m$QE - (m$k - 1)) / m$QE))
})
groups <- list(round(rnorm(6, 1), 3), round(rnorm(9, 2, 3), 3), round(rnorm(15, 1.5, 0.5), 3))
values <- unlist(groups)
label <- factor(rep(seq_along(groups), lengths(groups)))
oneway <- list(groups = groups, pValue = oneway.test(values ~ label, var.equal = FALSE)$p.value)

p <- c(0.01, 0.04, 0.03, 0.2, 0.005, 0.04, 1)
write_json(list(
  producer = paste(R.version.string, "metafor", packageVersion("metafor")),
  call = paste("power.prop.test, power.t.test (tol = eps^0.75), pt, prop.test(correct = FALSE), t.test,",
               "metafor::rma(method = \"EE\"), oneway.test(var.equal = FALSE), p.adjust(\"holm\")"),
  proportions = proportions, seenProportions = seen, means = means, seenMeans = seenMeans,
  noncentral = noncentral, newcombe = newcombe, welch = welch, cochran = cochran, oneway = oneway,
  holm = list(p = p, adjusted = p.adjust(p, "holm"))),
  "Tests/Oracles/pilots.json", digits = NA, auto_unbox = TRUE, pretty = 1)
