# Regularised iterative FAMD written out from Audigier, Husson & Josse 2016
# (doi:10.1007/s11634-014-0195-1, section 3), independently of the Swift code: full SVD of the coded
# table at every turn, one step of imputation a turn, run to 1e-13.
#   Rscript iterative_famd.R > ../iterative-famd.json
library(jsonlite)

iterative_famd <- function(table, S, tolerance = 1e-13, most = 100000) {
  n <- nrow(table)
  quantity <- sapply(table, is.numeric)
  blocks <- lapply(table, function(x) {
    if (is.numeric(x)) matrix(x) else vapply(levels(x), function(l) as.numeric(x == l), numeric(length(x)))
  })
  X <- do.call(cbind, blocks)
  block <- rep(seq_along(blocks), sapply(blocks, ncol))
  missing <- is.na(X)
  dimension <- sum(quantity) + sum(vapply(table[!quantity], nlevels, 1L) - 1L)
  rank <- min(n - 1, dimension)
  for (j in seq_len(ncol(X))) X[missing[, j], j] <- mean(X[, j], na.rm = TRUE)
  for (turn in seq_len(most)) {
    m <- colMeans(X)
    s <- sqrt(colMeans(sweep(X, 2, m)^2))
    weight <- ifelse(quantity[block], s, sqrt(pmax(m, 0)))
    Z <- sweep(sweep(X, 2, m), 2, weight, "/")
    decomposition <- svd(Z / sqrt(n))
    lambda <- decomposition$d[seq_len(rank)]^2
    noise <- mean(lambda[(S + 1):rank])
    kept <- seq_len(S)
    shrunken <- (lambda[kept] - noise) / sqrt(lambda[kept])
    rebuilt <- sqrt(n) * decomposition$u[, kept, drop = FALSE] %*%
      (shrunken * t(decomposition$v[, kept, drop = FALSE]))
    rebuilt <- sweep(sweep(rebuilt, 2, weight, "*"), 2, m, "+")
    change <- sqrt(sum((X[missing] - rebuilt[missing])^2) / sum(X[missing]^2))
    X[missing] <- rebuilt[missing]
    if (change < tolerance) break
  }
  scores <- Z %*% decomposition$v[, seq_len(min(rank, ncol(Z))), drop = FALSE]
  list(
    axes = S, turns = turn, completed = unname(X), eigenvalues = lambda, noise = noise,
    coordinates = unname(scores[, kept, drop = FALSE]))
}

described <- function(column) {
  if (is.numeric(column)) list(numbers = column)
  else list(levels = levels(column), codes = ifelse(is.na(column), -1L, as.integer(column) - 1L))
}
variables <- function(table) {
  lapply(names(table), function(name) c(list(name = name), described(table[[name]])))
}
case <- function(name, table, S) {
  c(list(name = name, variables = variables(table)), iterative_famd(table, S))
}

RNGversion("3.6.0"); set.seed(2026)
made <- function(n, share) {
  a <- rnorm(n); b <- rnorm(n)
  table <- data.frame(
    x1 = 100 + 20 * a + rnorm(n, 0, 8), x2 = a - b + rnorm(n, 0, 0.5), x3 = 3 * b + rnorm(n),
    x4 = a + b + rnorm(n), x5 = rnorm(n),
    k1 = factor(cut(a + rnorm(n, 0, 0.4), c(-Inf, -0.5, 0.5, Inf), labels = c("bas", "moyen", "haut"))),
    k2 = factor(ifelse(b + rnorm(n, 0, 0.4) > 0, "oui", "non")),
    k3 = factor(cut(a * b + rnorm(n, 0, 0.3), c(-Inf, -0.6, 0, 0.6, Inf), labels = letters[1:4])))
  for (j in seq_along(table)) table[runif(n) < share, j] <- NA
  table
}
quantities <- made(40, 0.2)[, 1:5]
categories <- made(70, 0.15)[, 6:8]
cat(toJSON(list(
  producer = R.version.string, method = "literal regularised iterative FAMD, see the script",
  cases = list(
    case("mixed, 2 axes", made(80, 0.15), 2), case("mixed, 3 axes", made(60, 0.25), 3),
    case("quantities", quantities, 1), case("categories", categories, 2))),
  digits = NA, auto_unbox = TRUE, na = "null"))
