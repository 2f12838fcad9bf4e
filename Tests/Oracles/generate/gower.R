# Writes Tests/Oracles/gower.json: Gower's dissimilarity, PAM on it, Dunn's index and the integrated
# completed likelihood by R. Run from the top of the repository:
# Rscript Tests/Oracles/generate/gower.R

suppressMessages({library(cluster); library(fpc); library(mclust); library(jsonlite)})
set.seed(20260104)

n <- 40
missing <- function(x, share) { x[runif(length(x)) < share] <- NA; x }
mixed <- data.frame(
  fees = missing(round(rlnorm(n, 8, 1), 2), 0.1),
  size = factor(missing(sample(1:4, n, TRUE), 0.1), levels = 1:4, ordered = TRUE),
  office = factor(missing(sample(c("a", "b", "c"), n, TRUE), 0.15)),
  portal = missing(sample(0:1, n, TRUE, c(0.7, 0.3)), 0.1),
  constant = 3)
# Rows 39 and 40 have nothing in common but what is missing.
mixed[39, ] <- list(5000, factor(2, levels = 1:4, ordered = TRUE), NA, NA, NA)
mixed[40, 1:2] <- NA
mixed$constant[40] <- NA
# daisy also answers NA where the common weights add up to ½ or less.
weights <- c(8, 4, 2, 6, 1)
gower <- function(w) as.matrix(suppressWarnings(daisy(
  mixed, metric = "gower", type = list(asymm = "portal"), weights = w)))
codes <- function(f) as.integer(f)

common <- mixed[1:38, ]
d <- suppressWarnings(daisy(common, metric = "gower", type = list(asymm = "portal")))
around <- pam(d, 3)

x <- as.matrix(iris[, 1:4])
labels <- cutree(hclust(dist(x), "ward.D2"), 3)

# One E step and one M step from the species, then the criterion of what they give.
fit <- me(x, modelName = "VVV", z = unmap(as.integer(iris$Species)),
          control = emControl(tol = c(1e-10, 1e-10), itmax = 500))
# As mclust's icl(): BIC plus twice the logarithm of each observation's largest responsibility.
map <- apply(fit$z, 1, max)

write_json(list(
  producer = "R",
  version = paste("R", getRversion(), "cluster", packageVersion("cluster"), "fpc",
                  packageVersion("fpc"), "mclust", packageVersion("mclust")),
  call = "daisy(metric = \"gower\", type = list(asymm = \"portal\"), weights); pam(d, 3); cluster.stats(dist(x), labels)$dunn; me(x, \"VVV\", z)",
  fees = mixed$fees, size = codes(mixed$size), office = codes(mixed$office),
  portal = mixed$portal, constant = mixed$constant, weights = weights,
  plain = gower(rep(1, 5)), weighted = gower(weights),
  pam = list(medoids = around$id.med - 1, loss = around$objective[["swap"]] * 38),
  dunn = list(x = x, labels = unname(labels), value = cluster.stats(dist(x), labels)$dunn),
  mixture = list(species = as.integer(iris$Species) - 1, logLikelihood = fit$loglik,
                 bic = bic("VVV", fit$loglik, nrow(x), ncol(x), 3),
                 icl = bic("VVV", fit$loglik, nrow(x), ncol(x), 3) + 2 * sum(log(map)))),
  "Tests/Oracles/gower.json", auto_unbox = TRUE, digits = NA, na = "null")
