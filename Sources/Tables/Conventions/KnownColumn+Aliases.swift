extension KnownColumn {
  /// The keys under which exports call the columns; `*` stands for any further words.
  static let aliases: [KnownColumn: [String]] = identityAliases.merging(sizeAliases) { $1 }
    .merging(toolAliases) { $1 }.merging(relationAliases) { $1 }.merging(followUpAliases) { $1 }

  private static let identityAliases: [KnownColumn: [String]] = [
    .clientIdentifier: [
      "code", "code_dossier", "n_dossier", "no_dossier", "num_dossier", "numero_dossier",
      "ref_client", "code_client", "id", "identifiant", "compte_411", "client_id", "customer_id",
      "reference_client", "n_client", "num_client", "numero_client", "dossier", "reference", "ref",
    ],
    .name: [
      "nom", "denomination", "denomination_sociale", "client", "entreprise", "societe", "libelle",
      "intitule", "intitule_du_dossier", "nom_client", "nom_du_client", "name",
      "raison_sociale_client", "nom_dossier", "nom_commercial", "enseigne", "company",
      "company_name",
    ],
    .siren: ["n_siren", "numero_siren", "no_siren", "num_siren", "code_siren"],
    .siret: ["n_siret", "numero_siret", "no_siret", "num_siret", "code_siret"],
    .vatNumber: ["n_tva", "tva_intracommunautaire", "n_tva_intracommunautaire"],
    .groupIdentifier: ["id_groupe"],
    .legalForm: ["forme", "fj", "statut_juridique"],
    .activityCode: ["ape", "naf", "code_ape", "code_activite"],
    .sector: ["secteur_activite", "secteur_d_activite", "activite"],
    .postalCode: ["cp", "code_post", "zip", "zip_code", "postal_code"],
    .town: ["ville"],
    .office: ["site", "agence", "cabinet", "equipe", "office"],
    .manager: [
      "collaborateur_principal", "chef_de_mission", "expert_comptable", "responsable_dossier",
      "responsable_de_dossier", "responsable", "collab", "gestionnaire", "manager",
    ],
    .ownerAge: ["age_du_dirigeant"],
    .ownerBirthYear: [
      "annee_naissance", "annee_de_naissance", "annee_naissance_du_dirigeant", "naissance",
      "year_birth", "birth_year", "year_of_birth", "birthyear", "yob",
    ],
    .ownerGender: ["civilite", "genre_dirigeant"],
  ]

  private static let sizeAliases: [KnownColumn: [String]] = [
    .turnover: [
      "ca", "ca_ht", "ca_annuel", "chiffre_d_affaires*", "chiffre_affaires*", "ca_n", "ca_n_1",
    ],
    .headcount: ["effectif", "effectifs", "salaries", "nb_salaries", "etp", "nombre_de_salaries"],
    .totalAssets: ["bilan", "total_du_bilan"],
    .sizeCategory: ["taille_entreprise", "categorie_entreprise"],
    .salesInvoices: ["nb_factures_ventes*", "factures_ventes*", "nb_factures_emises"],
    .purchaseInvoices: ["nb_factures_achats*", "factures_achats*", "nb_factures_recues"],
    .entries: ["nb_lignes", "ecritures"],
    .payslips: ["nb_bulletins*", "bulletins"],
    .businessShare: ["b2b", "part_entreprises"],
    .internationalShare: ["international", "part_export", "export"],
    .vatRegime: ["tva", "rof_tva", "periodicite_tva", "regime_de_tva"],
    .taxRegime: ["regime", "imposition", "bic_bnc_ba_is", "regime_imposition"],
    .filingPeriod: ["periodicite", "periodicite_des_declarations"],
  ]

  private static let toolAliases: [KnownColumn: [String]] = [
    .invoicingTool: ["logiciel_facturation", "outil_de_facturation", "logiciel_client"],
    .collectionMode: ["depot", "collecte", "transmission_pieces", "mode_de_collecte"],
    .bankConnected: ["connexion_bancaire"],
    .technicalMaturity: ["maturite_technique", "score_technique"],
    .organisation: ["niveau_d_organisation", "organisation", "maturite_organisationnelle"],
    .transmissionDelay: ["delai_transmission*", "delai_de_transmission*", "retard_pieces*"],
    .appetite: ["appetence*"],
    .openingRate: ["taux_ouverture*", "ouverture_mails"],
  ]

  private static let relationAliases: [KnownColumn: [String]] = [
    .entryDate: [
      "entree_cabinet", "date_lm", "debut_mission", "client_depuis", "date_entree_cabinet",
    ],
    .exitDate: ["fin_mission", "date_de_sortie"],
    .closingDate: ["cloture", "date_de_cloture", "fin_exercice"],
    .seniority: ["anciennete*"],
    .fees: ["honoraires*", "ca_cabinet", "budget", "facture_n", "montant_lm", "abonnement_annuel"],
    .hours: ["heures*", "temps", "temps_passe*", "temps_passes*", "h_realisees"],
    .hourlyRate: ["taux_horaire*"],
    .margin: ["marge_brute"],
    .requests: ["nb_sollicitations*", "sollicitations*"],
    .missions: ["mission", "type_mission", "nature_mission", "types_mission"],
  ]

  private static let followUpAliases: [KnownColumn: [String]] = [
    .mandate: ["mandat", "mandat_pa"],
    .platform: ["plateforme", "plateforme_agreee", "plateforme_choisie", "pdp"],
    .directoryStatus: ["annuaire"],
    .fileStatus: ["statut_dossier", "statut_du_dossier"],
    .segment: [
      "segment_client", "segment_regle", "segment_actuel", "segmentation", "typologie", "couleur",
      "classe", "classe_abc", "abc", "profil", "profil_client", "categorie_client",
      "rule_segment", "cluster",
    ],
    .period: ["period", "trimestre", "millesime", "exercice", "annee", "quarter"],
  ]
}
