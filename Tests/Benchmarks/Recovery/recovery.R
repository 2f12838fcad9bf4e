# FAMD and HCPC on a made portfolio; prints the adjusted Rand index with the truth for 5 and 10 axes.
# Rscript recovery.R FOLDER PERIOD
suppressMessages(library(FactoMineR))
arguments <- commandArgs(TRUE)
folder <- arguments[1]
period <- arguments[2]

quantities <- c(
  "anciennete_relation", "ca_annuel_ht", "effectif_etp", "total_bilan", "nb_factures_ventes_mois",
  "nb_factures_achats_mois", "part_b2b", "part_international", "score_maturite_technique",
  "niveau_organisation", "delai_transmission_jours", "appetence_changement",
  "taux_ouverture_mails", "honoraires_annuels_ht", "heures_passees_an", "taux_horaire_realise",
  "nb_sollicitations_trim", "nb_bulletins_mois", "retard_paiement_honoraires_j")
skewed <- c(
  "ca_annuel_ht", "effectif_etp", "total_bilan", "nb_factures_ventes_mois",
  "nb_factures_achats_mois", "honoraires_annuels_ht", "heures_passees_an", "taux_horaire_realise",
  "nb_sollicitations_trim", "nb_bulletins_mois", "delai_transmission_jours",
  "retard_paiement_honoraires_j")
categories <- c(
  "forme_juridique", "secteur", "regime_tva", "periodicite_declarative", "outil_facturation",
  "mode_collecte", "banque_connectee")

read <- function(name) {
  read.csv2(
    file.path(folder, paste0(name, "-", period, ".csv")), colClasses = "character",
    fileEncoding = "UTF-8-BOM")
}
table_read <- read("portefeuille")
table_read <- table_read[table_read$id_client != "TOTAL" & !duplicated(table_read$id_client), ]
truth <- read("verite")
type <- truth$type[match(table_read$id_client, truth$id_client)]

frame <- data.frame(row.names = table_read$id_client)
for (name in quantities) {
  text <- gsub(",", ".", gsub("[\u00a0\u202f %]", "", table_read[[name]]))
  value <- suppressWarnings(as.numeric(text))
  if (name %in% skewed) value <- log1p(pmax(value, 0))
  value[is.na(value)] <- median(value, na.rm = TRUE)
  frame[[name]] <- value
}
for (name in categories) {
  value <- table_read[[name]]
  value[value %in% c("", "NC", "n.c.")] <- names(which.max(table(value)))
  count <- table(value)
  value[value %in% names(count)[count < 0.02 * length(value)]] <- "autre"
  frame[[name]] <- factor(value)
}

adjusted_rand <- function(a, b) {
  pairs <- function(n) n * (n - 1) / 2
  counts <- table(a, b)
  together <- sum(pairs(counts))
  rows <- sum(pairs(rowSums(counts)))
  columns <- sum(pairs(colSums(counts)))
  expected <- rows * columns / pairs(sum(counts))
  (together - expected) / ((rows + columns) / 2 - expected)
}

for (axes in c(5, 10)) {
  factors <- FAMD(frame, ncp = axes, graph = FALSE)
  classes <- HCPC(factors, nb.clust = 8, graph = FALSE, consol = TRUE)
  cat(adjusted_rand(classes$data.clust$clust, type), "")
}
