import Tables

extension NamingRules {
  /// What accounting firms call their clients by: activity or size first, then tools, VAT, volumes,
  /// organisation, appetite for change, fees.
  public static let accountingFirm = NamingRules(
    columns: .accountingFirm, heads: activityHeads,
    traits: toolTraits + clientTraits + relationshipTraits)

  private static let activityHeads: [HeadRule] = [
    activity("associations", ["association"], form: ["association"]),
    activity("property", ["immobilier", "holding"], form: ["sci"]),
    activity("professionals", ["sante", "droit"], form: ["selarl"]),
    activity("shops", ["commerce_detail", "chr"]),
    activity("craftsmen", ["btp", "bouche", "artisanat", "auto", "services_personnes"]),
    activity("farms", ["agricole"], form: ["agricole"]),
    activity("services", ["services"]),
    activity("carriers", ["transport"]),
    HeadRule("pme", [LevelCondition(.sizeCategory, ["pme", "eti", "ge"])]),
  ]

  private static func activity(
    _ noun: String, _ sectors: [String], form: [String] = []
  ) -> HeadRule {
    HeadRule(
      noun,
      [LevelCondition(.sector, sectors), LevelCondition(.activityCode, sectors)]
        + (form.isEmpty ? [] : [LevelCondition(.legalForm, form)]))
  }

  private static let toolTraits: [TraitRule] = [
    TraitRule("paper", .invoicingTool, .levels(["papier"]), weight: 1.2),
    TraitRule("noSoftware", .invoicingTool, .levels(["papier", "aucun"]), weight: 1.1),
    TraitRule("noTool", .invoicingTool, .levels(["aucun"]), weight: 0.9),
    TraitRule("office", .invoicingTool, .levels(["word_excel"]), weight: 1.2),
    TraitRule("till", .invoicingTool, .levels(["caisse"]), weight: 1.2),
    TraitRule("localSoftware", .invoicingTool, .levels(["logiciel_local"])),
    TraitRule("connected", .invoicingTool, .levels(["saas"]), weight: 1.3),
    TraitRule("connected", .invoicingTool, .levels(["saas", "erp"]), weight: 1.1),
    TraitRule("erp", .invoicingTool, .levels(["erp"]), weight: 1.3),
    TraitRule("paperDocuments", .collectionMode, .levels(["papier_boite"]), weight: 0.9),
    TraitRule("scannedDocuments", .collectionMode, .levels(["mail_scan"]), weight: 0.8),
    TraitRule("portal", .collectionMode, .levels(["depot_portail"]), weight: 0.8),
    TraitRule("automaticCollection", .collectionMode, .levels(["connecteur_api"])),
    TraitRule("delegating", .collectionMode, .levels(["delegation"])),
    TraitRule("ownBooks", .collectionMode, .levels(["client_saisit"])),
    TraitRule("connectedBank", .bankConnected, .yes, weight: 0.8),
    TraitRule("unconnectedBank", .bankConnected, .no, weight: 0.7),
    TraitRule("wellEquipped", .technicalMaturity, .high, weight: 0.9),
    TraitRule("poorlyEquipped", .technicalMaturity, .low, weight: 0.9),
  ]

  private static let clientTraits: [TraitRule] = [
    TraitRule("exempt", .vatRegime, .levels(["exo"])),
    TraitRule("franchise", .vatRegime, .levels(["fb"]), weight: 0.9),
    TraitRule("outOfScope", .vatRegime, .levels(["hors"]), weight: 0.9),
    TraitRule("noVAT", .vatRegime, .levels(["exo", "hors", "fb"]), weight: 0.85),
    TraitRule("simplified", .vatRegime, .levels(["rs"]), weight: 0.4),
    TraitRule("quarterlyVAT", .vatRegime, .levels(["rn_t"]), weight: 0.4),
    TraitRule("monthlyVAT", .vatRegime, .levels(["rn_m"]), weight: 0.4),
    TraitRule("highFlows", .salesInvoices, .high),
    TraitRule("lowFlows", .salesInvoices, .low),
    TraitRule("highPurchases", .purchaseInvoices, .high, weight: 0.8),
    TraitRule("lowPurchases", .purchaseInvoices, .low, weight: 0.8),
    TraitRule("sellsToBusinesses", .businessShare, .high),
    TraitRule("sellsToConsumers", .businessShare, .low),
    TraitRule("international", .internationalShare, .high),
    TraitRule("highTurnover", .turnover, .high, weight: 0.9),
    TraitRule("lowTurnover", .turnover, .low, weight: 0.9),
    TraitRule("highHeadcount", .headcount, .high, weight: 0.9),
    TraitRule("lowHeadcount", .headcount, .low, weight: 0.9),
    TraitRule("highBalance", .totalAssets, .high, weight: 0.8),
    TraitRule("lowBalance", .totalAssets, .low, weight: 0.7),
    TraitRule("highPayroll", .payslips, .high, weight: 0.8),
    TraitRule("soleTraders", .legalForm, .levels(["ei"]), weight: 0.8),
    TraitRule(
      "companies", .legalForm, .levels(["sarl", "eurl", "sas", "sasu", "sa"]),
      weight: 0.6),
  ]

  private static let relationshipTraits: [TraitRule] = [
    TraitRule("organised", .organisation, .high),
    TraitRule("disorganised", .organisation, .low, weight: 0.9),
    TraitRule("late", .transmissionDelay, .high, weight: 0.9),
    TraitRule("punctual", .transmissionDelay, .low, weight: 0.9),
    TraitRule("openToChange", .appetite, .high, weight: 0.9),
    TraitRule("cautious", .appetite, .low, weight: 0.9),
    TraitRule("readsMail", .openingRate, .high, weight: 0.7),
    TraitRule("ignoresMail", .openingRate, .low, weight: 0.7),
    TraitRule("highFees", .fees, .high, weight: 0.9),
    TraitRule("lowFees", .fees, .low, weight: 0.9),
    TraitRule("manyHours", .hours, .high, weight: 0.7),
    TraitRule("fewHours", .hours, .low, weight: 0.7),
    TraitRule("highRate", .hourlyRate, .high, weight: 0.7),
    TraitRule("lowRate", .hourlyRate, .low, weight: 0.7),
    TraitRule("demanding", .requests, .high, weight: 0.9),
    TraitRule("undemanding", .requests, .low, weight: 0.9),
    TraitRule("longStanding", .seniority, .high, weight: 0.9),
    TraitRule("recent", .seniority, .low, weight: 0.9),
    TraitRule("monthlyFiling", .filingPeriod, .levels(["mensuel"]), weight: 0.4),
    TraitRule("quarterlyFiling", .filingPeriod, .levels(["trimestriel"]), weight: 0.4),
    TraitRule("yearlyFiling", .filingPeriod, .levels(["annuel"]), weight: 0.4),
    TraitRule("mandateSigned", .mandate, .levels(["signe"]), weight: 0.8),
    TraitRule("platformChosen", .platform, .yes, weight: 0.8),
    TraitRule("noPlatform", .platform, .no, weight: 0.6),
    TraitRule("missionReview", .missions, .levels(["revision"]), weight: 0.7),
    TraitRule("missionAdvice", .missions, .levels(["conseil"]), weight: 0.8),
    TraitRule("missionPayroll", .missions, .levels(["social"]), weight: 0.7),
    TraitRule("missionAudit", .missions, .levels(["audit"]), weight: 0.8),
    TraitRule("missionWealth", .missions, .levels(["patrimoine"]), weight: 0.7),
    TraitRule("missionManagement", .missions, .levels(["gestion"]), weight: 0.7),
  ]
}
