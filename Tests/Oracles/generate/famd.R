# FactoMineR's FAMD and PCA on real and made tables: eigenvalues, coordinates, contributions.
#   Rscript famd.R > ../famd.json
suppressMessages(library(FactoMineR))
library(jsonlite)

described <- function(column) {
  if (is.numeric(column)) list(numbers = column)
  else list(levels = levels(column), codes = as.integer(column) - 1L)
}
variables <- function(table) {
  lapply(names(table), function(name) c(list(name = name), described(table[[name]])))
}
famd_case <- function(name, table, call) {
  result <- FAMD(table, ncp = 100, graph = FALSE)
  list(
    name = name, call = call, variables = variables(table),
    eigenvalues = unname(result$eig[, 1]), explained = unname(result$eig[, 2]) / 100,
    coordinates = unname(result$ind$coord), contributions = unname(result$var$contrib) / 100,
    contributionNames = rownames(result$var$contrib)
  )
}
pca_case <- function(name, table, scaled, call) {
  result <- PCA(table, scale.unit = scaled, ncp = 100, graph = FALSE)
  list(
    name = name, call = call, variables = variables(table), scaled = scaled,
    eigenvalues = unname(result$eig[, 1]), explained = unname(result$eig[, 2]) / 100,
    coordinates = unname(result$ind$coord), contributions = unname(result$var$contrib) / 100,
    loadings = unname(result$svd$V)
  )
}

data(wine); data(poison); data(decathlon)
RNGversion("3.6.0"); set.seed(20)
n <- 60
size <- rnorm(n)
made <- data.frame(
  ca = exp(12 + size), effectif = rpois(n, exp(0.5 + 0.6 * size)), delai = rnorm(n, 12, 5),
  outil = factor(c("aucun", "papier", "saas", "erp")[cut(size + rnorm(n), c(-Inf, -1, 0, 1, Inf), labels = FALSE)]),
  banque = factor(ifelse(size + rnorm(n) > 0.3, "oui", "non")),
  tva = factor(sample(c("FB", "RS", "RN"), n, TRUE))
)
cases <- list(
  famd_case("wine (n < p)", wine, "FAMD(wine, ncp = 100)"),
  famd_case("poison", poison, "FAMD(poison, ncp = 100)"),
  famd_case("made mixed", made, "FAMD(made, ncp = 100)")
)
pcas <- list(
  pca_case("decathlon", decathlon[, 1:10], TRUE, "PCA(decathlon[, 1:10], ncp = 100)"),
  pca_case("decathlon unscaled", decathlon[, 1:10], FALSE, "PCA(…, scale.unit = FALSE)"),
  pca_case("wine quantities (n < p)", wine[, 3:31], TRUE, "PCA(wine[, 3:31], ncp = 100)")
)
cat(toJSON(list(
  producer = R.version.string, packages = list(FactoMineR = as.character(packageVersion("FactoMineR"))),
  famd = cases, pca = pcas), digits = NA, auto_unbox = TRUE, na = "null"))
