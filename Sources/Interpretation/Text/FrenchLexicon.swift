extension Lexicon {
  public static let french = Lexicon(
    language: .french, nouns: frenchNouns,
    phrases: frenchToolPhrases.merging(frenchClientPhrases) { $1 }
      .merging(frenchRelationshipPhrases) { $1 },
    variables: frenchFigures.merging(frenchLevels) { $1 })

  private static let frenchNouns: [String: Noun] = [
    "clients": Noun("clients"), "tpe": Noun("TPE", .feminine), "pme": Noun("PME", .feminine),
    "associations": Noun("associations", .feminine),
    "property": Noun(
      "SCI et patrimoine", .feminine, running: "SCI et entités patrimoniales"),
    "professionals": Noun("professions libérales", .feminine), "shops": Noun("commerces"),
    "craftsmen": Noun("artisans"), "farms": Noun("exploitations agricoles", .feminine),
    "services": Noun("sociétés de services", .feminine), "carriers": Noun("transporteurs"),
  ]

  private static let frenchToolPhrases: [String: Phrase] = [
    "paper": .complement("au papier"),
    "noSoftware": .complement("sans logiciel"),
    "noTool": .complement("sans outil de facturation"),
    "office": .complement("sous Word ou Excel"),
    "till": .complement("avec caisse"),
    "localSoftware": .complement("sous logiciel installé"),
    "connected": .adjective("connectés", "connectées"),
    "erp": .complement("sous ERP"),
    "paperDocuments": .complement("aux pièces sur papier"),
    "scannedDocuments": .complement("aux pièces envoyées par mail"),
    "portal": .complement("sur portail de dépôt"),
    "automaticCollection": .complement("à collecte automatisée"),
    "delegating": .complement("en délégation"),
    "ownBooks": .complement("saisissant leurs écritures"),
    "connectedBank": .complement("à banque connectée"),
    "unconnectedBank": .complement("sans banque connectée"),
    "wellEquipped": .adjective("bien équipés", "bien équipées"),
    "poorlyEquipped": .adjective("peu équipés", "peu équipées"),
  ]

  private static let frenchClientPhrases: [String: Phrase] = [
    "exempt": .adjective("exonérés", "exonérées"),
    "franchise": .complement("en franchise de TVA"),
    "outOfScope": .complement("hors champ de la TVA"),
    "noVAT": .complement("sans TVA"),
    "simplified": .complement("au réel simplifié"),
    "quarterlyVAT": .complement("en TVA trimestrielle"),
    "monthlyVAT": .complement("en TVA mensuelle"),
    "highFlows": .complement("à forts échanges"),
    "lowFlows": .complement("à faibles échanges"),
    "highPurchases": .complement("à nombreux achats"),
    "lowPurchases": .complement("à rares achats"),
    "sellsToBusinesses": .adjective(
      "tournés vers les entreprises", "tournées vers les entreprises"),
    "sellsToConsumers": .adjective(
      "tournés vers les particuliers", "tournées vers les particuliers"),
    "international": .adjective("actifs à l’international", "actives à l’international"),
    "highTurnover": .complement("à fort chiffre d’affaires"),
    "lowTurnover": .complement("à petit chiffre d’affaires"),
    "highHeadcount": .complement("à effectif important"),
    "lowHeadcount": .complement("à petit effectif"),
    "highBalance": .complement("à gros bilan"),
    "lowBalance": .complement("à petit bilan"),
    "highPayroll": .complement("à nombreux bulletins de paie"),
    "soleTraders": .complement("en nom propre"),
    "companies": .complement("en société"),
  ]

  private static let frenchRelationshipPhrases: [String: Phrase] = [
    "organised": .adjective("organisés", "organisées"),
    "disorganised": .adjective("peu organisés", "peu organisées"),
    "late": .complement("aux pièces tardives"),
    "punctual": .adjective("ponctuels", "ponctuelles"),
    "openToChange": .adjective("ouverts au changement", "ouvertes au changement"),
    "cautious": .adjective("prudents", "prudentes"),
    "readsMail": .complement("qui lisent les mails"),
    "ignoresMail": .complement("qui ouvrent peu les mails"),
    "highFees": .complement("à honoraires élevés"),
    "lowFees": .complement("à petits honoraires"),
    "manyHours": .complement("à nombreuses heures"),
    "fewHours": .complement("à peu d’heures"),
    "highRate": .complement("à taux horaire élevé"),
    "lowRate": .complement("à taux horaire bas"),
    "demanding": .adjective("très demandeurs", "très demandeuses"),
    "undemanding": .adjective("peu demandeurs", "peu demandeuses"),
    "longStanding": .complement("de longue date"),
    "recent": .adjective("récents", "récentes"),
    "monthlyFiling": .complement("à déclarations mensuelles"),
    "quarterlyFiling": .complement("à déclarations trimestrielles"),
    "yearlyFiling": .complement("à déclarations annuelles"),
    "mandateSigned": .complement("au mandat signé"),
    "platformChosen": .complement("à plateforme choisie"),
    "noPlatform": .complement("sans plateforme choisie"),
    "missionReview": .complement("en révision"),
    "missionAdvice": .complement("en conseil"),
    "missionPayroll": .complement("avec paie"),
    "missionAudit": .complement("en audit"),
    "missionWealth": .complement("en gestion de patrimoine"),
    "missionManagement": .complement("avec suivi de gestion"),
  ]
}
