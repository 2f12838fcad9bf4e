# The whole study with FactoMineR, cluster and fpc:
#
#     Rscript study.R FILE AXES SEGMENTS
#
# One JSON line: seconds, seconds of each part, mean silhouettes, mean bootstrap Jaccard. Trees by
# fastcluster's hclust, which is quicker than R's own.
suppressMessages({
  library(FactoMineR); library(cluster); library(fpc); library(fastcluster); library(jsonlite)
})
given <- commandArgs(TRUE)
x <- read.csv(given[1], stringsAsFactors = TRUE)
axes <- as.integer(given[2]); segments <- as.integer(given[3])
set.seed(1)
parts <- list()
timed <- function(name, body) {
  taken <- system.time(value <- body)[["elapsed"]]
  parts[[name]] <<- taken
  value
}
whole <- system.time({
  y <- timed("famd", FAMD(x, ncp = axes, graph = FALSE)$ind$coord)
  tree <- timed("ward", fastcluster::hclust(dist(y), "ward.D2"))
  widths <- timed("silhouettes", {
    d <- dist(y)
    sapply(2:10, function(k) mean(silhouette(cutree(tree, k), d)[, 3]))
  })
  cut <- function(z, k) list(cluster = cutree(fastcluster::hclust(dist(z), "ward.D2"), k))
  gap <- timed("gap", clusGap(y, cut, K.max = 10, B = 20, d.power = 2, verbose = FALSE))
  strength <- timed("prediction strength", prediction.strength(
    y, 2, 10, M = 20, clustermethod = hclustCBI, method = "ward.D2", classification = "centroid"))
  boot <- timed("bootstrap", clusterboot(
    y, B = 50, bootmethod = "boot", clustermethod = hclustCBI, k = segments, method = "ward.D2",
    count = FALSE))
})[["elapsed"]]
version <- function(p) paste(p, packageVersion(p))
cat(toJSON(list(
  seconds = whole, parts = parts, silhouettes = widths, jaccard = boot$bootmean,
  versions = c(R.version.string, sapply(c("FactoMineR", "cluster", "fpc", "fastcluster"), version))),
  auto_unbox = TRUE, digits = NA), "\n")
