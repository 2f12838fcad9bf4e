# Writes Tests/Oracles/validation_criteria.json: variation of information, gap, prediction strength,
# bootstrap stability and instability by R. Run from the top of the repository:
# Rscript Tests/Oracles/generate/validation_criteria.R

suppressMessages({library(cluster); library(fpc); library(jsonlite)})
set.seed(20260102)

x <- as.matrix(iris[, 1:4])
truth <- as.integer(iris$Species)
d <- dist(x)
tree <- hclust(d, method = "ward.D2")

vi <- lapply(2:6, function(k) {
  labels <- cutree(tree, k)
  list(left = truth, right = labels,
       variationOfInformation = cluster.stats(d, labels, alt.clustering = truth)$vi)
})

ward <- function(x, k) list(cluster = if (k == 1) rep(1L, nrow(x)) else
  cutree(hclust(dist(x), method = "ward.D2"), k))
gap <- clusGap(x, ward, K.max = 7, B = 400, d.power = 2, spaceH0 = "scaledPCA", verbose = FALSE)

strength <- prediction.strength(
  x, Gmin = 2, Gmax = 4, M = 100, clustermethod = kmeansCBI, classification = "centroid", runs = 10)

boot <- clusterboot(x, B = 200, bootmethod = "boot", clustermethod = kmeansCBI, krange = 3, runs = 10,
                    count = FALSE, seed = 5)

# Fang & Wang's instability as the paper defines it; fpc's nselectboot counts half of the pairs.
instability <- function(k) {
  centres <- function() kmeans(x[sample(nrow(x), replace = TRUE), ], k, nstart = 10)$centers
  nearest <- function(c) apply(x, 1, function(v) which.min(colSums((t(c) - v)^2)))
  mean(replicate(200, {
    a <- nearest(centres())
    b <- nearest(centres())
    mean(outer(a, a, "==") != outer(b, b, "=="))
  }))
}

write_json(list(
  producer = "R cluster, fpc",
  version = paste(R.version$major, R.version$minor, packageVersion("cluster"), packageVersion("fpc")),
  call = "see generate/validation_criteria.R", x = x, variationOfInformation = vi,
  gap = list(logW = gap$Tab[, "logW"], gap = gap$Tab[, "gap"], standardError = gap$Tab[, "SE.sim"],
             replicates = 400),
  predictionStrength = list(mean = strength$mean.pred[2:4],
                            deviation = sapply(strength$predcorr[2:4], sd)),
  clusterboot = list(labels = boot$result$partition, mean = boot$bootmean),
  instability = list(mean = sapply(2:4, instability))),
  "Tests/Oracles/validation_criteria.json", digits = 17, auto_unbox = TRUE, matrix = "rowmajor")
