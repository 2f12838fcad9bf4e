# Trees in R's own form, and new observations classified by fpc: writes hclust.json beside this folder.
#
#     Rscript hclust.R <folder of the oracles>

library(jsonlite)
folder <- commandArgs(trailingOnly = TRUE)[1]
set.seed(20262)
methods <- c(single = "single", complete = "complete", average = "average", mcquitty = "mcquitty",
             ward = "ward.D2", centroid = "centroid", median = "median")
x <- as.matrix(scale(USArrests))
dimnames(x) <- NULL
fresh <- x[c(3, 17, 29), ] + matrix(rnorm(12, sd = 0.7), 3)
rules <- c(single = "knn", average = "averagedist", mcquitty = "averagedist")

cases <- lapply(names(methods), function(linkage) {
  d <- dist(x)
  squares <- linkage %in% c("centroid", "median")
  tree <- hclust(if (squares) d^2 else d, method = methods[[linkage]])
  cut <- if (squares) NULL else cutree(tree, 4)
  labels <- NULL
  if (linkage %in% names(rules)) {
    clustering <- c(cut, rep(-1, nrow(fresh)))
    all <- rbind(x, fresh)
    labels <- fpc::classifdist(as.matrix(dist(all)), clustering, method = rules[[linkage]],
                               nnk = 1)[-(1:nrow(x))]
  }
  if (linkage == "ward") {
    centres <- t(sapply(1:4, function(k) colMeans(x[cut == k, , drop = FALSE])))
    labels <- apply(fresh, 1, function(y) which.min(colSums((t(centres) - y)^2)))
  }
  list(linkage = linkage, merge = tree$merge,
       height = if (squares) sqrt(pmax(tree$height, 0)) else tree$height,
       order = tree$order, cut = cut, assigned = labels)
})
json <- toJSON(list(producer = paste("R", getRversion(), "fpc", packageVersion("fpc")),
                    call = "hclust(dist(scale(USArrests)), method); fpc::classifdist",
                    x = x, fresh = fresh, cases = cases),
               digits = 17, auto_unbox = TRUE, null = "null")
writeLines(json, file.path(folder, "hclust.json"))
