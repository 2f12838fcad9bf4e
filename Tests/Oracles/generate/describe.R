# What FactoMineR's catdes says of its own tables: every test value, nothing missing.
# Run from the repository: Rscript Tests/Oracles/generate/describe.R
library(FactoMineR)
library(jsonlite)

options(digits = 17)
data(tea); data(hobbies); data(wine)

# Levels as one letter for each row: small to store, and never taken for numbers or answers.
coded <- function(f) paste(letters[as.integer(f)], collapse = "")

described <- function(table, group) {
  table <- droplevels(table[complete.cases(table), ])
  names(table) <- sprintf("q%02d", seq_along(table))
  target <- sprintf("q%02d", group)
  for (name in names(table)) if (is.factor(table[[name]]))
    levels(table[[name]]) <- letters[seq_len(nlevels(table[[name]]))]
  d <- catdes(table, num.var = group, proba = 1)
  numbers <- names(table)[sapply(table, is.numeric)]
  factors <- setdiff(names(table), c(numbers, target))
  segments <- levels(table[[target]])
  quanti <- do.call(rbind, lapply(segments, function(g) {
    t <- d$quanti[[g]]
    if (is.null(t)) return(NULL)
    data.frame(group = g, variable = rownames(t), v = t[, "v.test"],
               mean = t[, "Mean in category"], sd = t[, "sd in category"], row.names = NULL)
  }))
  category <- do.call(rbind, lapply(segments, function(g) {
    t <- d$category[[g]]
    if (is.null(t)) return(NULL)
    parts <- strsplit(rownames(t), "=", fixed = TRUE)
    level <- sapply(parts, `[`, 2)
    data.frame(group = g, variable = sapply(parts, `[`, 1),
               level = sub("^q[0-9]+_", "", level), v = t[, "v.test"], row.names = NULL)
  }))
  list(segments = coded(table[[target]]),
       numbers = lapply(table[numbers], function(x) signif(x, 12)),
       levels = lapply(table[factors], coded), quanti = quanti, category = category)
}

thousand <- hobbies[complete.cases(hobbies), ][1:1000, ]
write_json(list(
  producer = paste0("R ", getRversion()), version = paste0("FactoMineR ", packageVersion("FactoMineR")),
  call = "catdes(complete rows, num.var = group, proba = 1): tea by age class, the first 1000 hobbies by marital status, wine by soil",
  tea = described(tea, which(names(tea) == "age_Q")),
  hobbies = described(thousand, which(names(hobbies) == "Marital status")),
  wine = described(wine, which(names(wine) == "Soil"))),
  "Tests/Oracles/describe.json", digits = NA, auto_unbox = TRUE)
