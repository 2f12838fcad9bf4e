# Writes Tests/Oracles/selective.json. Run from the top of the repository:
# Rscript Tests/Oracles/generate/selective.R
#
# 1. "tutorial": the example of KmeansInference 0.1.0's tutorial
#    (https://yiqunchen.github.io/KmeansInference/articles/Tutorials.html): its data and its starting
#    rows, drawn again from its seeds, and the statistics and p-values printed there.
# 2. "trees": p-values of differences of cluster means after R's hclust, for each linkage, by
#    numerical search: the data are moved along the line, clustered anew on a grid, and each change is
#    bisected. No closed form takes part.

suppressMessages(library(jsonlite))

set.seed(2022)
n <- 150
group <- rep(1:3, each = 50)
delta <- 10
mu <- rbind(c(delta / 2, 0), c(0, sqrt(3) * delta / 2), c(-delta / 2, 0))
x <- matrix(rnorm(n * 2, sd = 1), n, 2) + mu[group, ]
rows <- function(k) { set.seed(2021); sample(c(1:n), k, replace = FALSE) - 1 }
tutorial <- list(
  x = x, rows3 = rows(3), rows4 = rows(4),
  # Printed there: clusters 1 and 3 of k = 3, clusters 1 and 4 of k = 4, in the order of the rows.
  published = list(
    list(clusters = c(0, 2), k = 3, statistic = 10.44088, pValue = 4.473563e-15, naive = 0),
    list(clusters = c(0, 3), k = 4, statistic = 1.581161, pValue = 0.7223823,
         naive = 1.636657e-07)))

same <- function(labels, sets) all(sapply(sets, function(s)
  all(labels[s] == labels[s[1]]) && sum(labels == labels[s[1]]) == length(s)))

search <- function(x, method, k, a, b, sigma) {
  d2 <- function(x) if (method == "ward.D2") dist(x) else dist(x)^2
  tree <- hclust(d2(x), method)
  cut <- cutree(tree, k)
  sets <- list(which(cut == a), which(cut == b))
  nu <- numeric(nrow(x))
  nu[sets[[1]]] <- 1 / length(sets[[1]])
  nu[sets[[2]]] <- -1 / length(sets[[2]])
  d <- drop(t(x) %*% nu)
  t0 <- sqrt(sum(d^2))
  inside <- function(phi) same(cutree(hclust(d2(
    x + outer(nu / sum(nu^2), (phi / t0 - 1) * d)), method), k), sets)
  grid <- t0 * c(seq(0, 4, by = 0.004), seq(4.05, 12, by = 0.05), 100)
  is <- sapply(grid, inside)
  ends <- c()
  for (i in seq_along(grid)[-1]) if (is[i] != is[i - 1]) {
    lo <- grid[i - 1]; hi <- grid[i]
    for (step in 1:45) {
      mid <- (lo + hi) / 2
      if (inside(mid) == is[i - 1]) lo <- mid else hi <- mid
    }
    ends <- c(ends, (lo + hi) / 2)
  }
  if (is[1]) ends <- c(0, ends)
  if (tail(is, 1)) ends <- c(ends, Inf)
  ends <- matrix(ends, 2)
  scale <- sigma^2 * sum(nu^2)
  mass <- function(lo, hi) sum(pchisq(lo^2 / scale, ncol(x), lower.tail = FALSE) -
                               pchisq(hi^2 / scale, ncol(x), lower.tail = FALSE))
  above <- ends[, ends[2, ] > t0, drop = FALSE]
  above[1, ] <- pmax(above[1, ], t0)
  list(method = method, k = k, merge = tree$merge,
       first = I(sets[[1]] - 1), second = I(sets[[2]] - 1), sigma = sigma, statistic = t0,
       lower = I(ends[1, ]), upper = I(ifelse(is.finite(ends[2, ]), ends[2, ], -1)),
       pValue = mass(above[1, ], above[2, ]) / mass(ends[1, ], ends[2, ]))
}

set.seed(31)
sets <- list(
  list(x = matrix(rnorm(60), 30, 2), sigma = 1),
  list(x = matrix(rnorm(75), 25, 3) + 2 * (1:25 %% 2), sigma = 1.3))
methods <- c("single", "complete", "average", "mcquitty", "ward.D2", "centroid", "median")
trees <- lapply(sets, function(s) list(x = s$x, tests = unlist(lapply(methods, function(m)
  list(search(s$x, m, 3, 1, 2, s$sigma), search(s$x, m, 4, 2, 3, s$sigma))), recursive = FALSE)))

write_json(list(
  producer = "R stats hclust; published numbers: KmeansInference 0.1.0", version = R.version.string,
  call = "see generate/selective.R", tutorial = tutorial, trees = trees),
  "Tests/Oracles/selective.json", digits = NA, auto_unbox = TRUE)
