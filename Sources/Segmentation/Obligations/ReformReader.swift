import Tables

extension Reform {
  /// The reform that ships with the product.
  public static func standard() throws -> Reform { try read(over: nil) }

  /// - Parameter text: a YAML file with the keys of `Defaults/reform.yaml`, those that change.
  /// - Throws: ``ConfigurationError``, with line and column.
  public static func read(over text: String?) throws -> Reform {
    let defaults = String(decoding: PackageResources.reform_yaml, as: UTF8.self)
    return try ReformReader(root: FileMapping(text: defaults, over: text)).read()
  }
}

/// Reads `reform.yaml`.
struct ReformReader {
  let root: FileMapping

  func read() throws -> Reform {
    try root.refuse(otherThan: [
      "as-of", "calendar", "size", "penalties", "vat-regimes", "activities", "legal-forms",
      "platform", "clientele",
    ])
    let forms = try root.mapping("legal-forms")
    try forms.refuse(otherThan: ["non-profit", "individual"])
    let platform = try root.mapping("platform")
    try platform.refuse(otherThan: ["not-chosen"])
    let clientele = try root.mapping("clientele")
    try clientele.refuse(otherThan: ["negligible-share"])
    return Reform(
      asOf: try root.day("as-of"), calendar: try calendar(), size: try size(),
      penalties: try penalties(),
      regimes: try root.mapping("vat-regimes").entries.map(regime),
      activities: try root.mapping("activities").entries.map(activity),
      nonProfitForms: try legalForms(forms, "non-profit"),
      individualForms: try legalForms(forms, "individual"),
      platformNotChosen: try platform.texts("not-chosen"),
      negligibleShare: try clientele.share("negligible-share"))
  }

  private func calendar() throws -> ReformCalendarDays {
    let calendar = try root.mapping("calendar")
    try calendar.refuse(otherThan: ["reception", "issuing"])
    let issuing = try calendar.mapping("issuing")
    try issuing.refuse(otherThan: SizeCategory.allCases.map(\.rawValue) + ["vat-group"])
    return ReformCalendarDays(
      reception: try day(calendar, "reception"),
      issuingMicro: try day(issuing, SizeCategory.micro.rawValue),
      issuingPME: try day(issuing, SizeCategory.pme.rawValue),
      issuingETI: try day(issuing, SizeCategory.eti.rawValue),
      issuingGE: try day(issuing, SizeCategory.ge.rawValue),
      issuingVATGroup: try day(issuing, "vat-group"))
  }

  private func day(_ parent: FileMapping, _ key: String) throws -> ReformDay {
    let mapping = try parent.mapping(key)
    try mapping.refuse(otherThan: ["from", "latest", "source"])
    return ReformDay(
      from: try mapping.day("from"), latest: try mapping.day("latest"),
      source: try mapping.text("source"))
  }

  private func size() throws -> SizeConfiguration {
    let size = try root.mapping("size")
    try size.refuse(otherThan: ["assessed", "source", "MICRO", "PME", "ETI", "spellings"])
    let spellings = try size.mapping("spellings")
    try spellings.refuse(otherThan: SizeCategory.allCases.map(\.rawValue))
    return SizeConfiguration(
      assessed: try size.day("assessed"), source: try size.text("source"),
      rule: SizeRule(
        micro: try thresholds(size, "MICRO"), pme: try thresholds(size, "PME"),
        eti: try thresholds(size, "ETI")),
      spellings: try SizeCategory.allCases.map {
        SizeSpellings(category: $0, words: try spellings.texts($0.rawValue))
      })
  }

  private func thresholds(_ parent: FileMapping, _ key: String) throws -> SizeThresholds {
    let mapping = try parent.mapping(key)
    try mapping.refuse(otherThan: SizeCriterion.allCases.map(\.rawValue))
    return SizeThresholds(
      headcount: try mapping.amount(SizeCriterion.headcount.rawValue),
      turnover: try mapping.amount(SizeCriterion.turnover.rawValue),
      balanceSheet: try mapping.amount(SizeCriterion.balanceSheet.rawValue))
  }

  private func penalties() throws -> Penalties {
    let all = try root.mapping("penalties")
    try all.refuse(otherThan: ["issuing", "reception", "e-reporting"])
    let issuing = try all.mapping("issuing")
    try issuing.refuse(otherThan: ["per-invoice", "yearly-cap", "source"])
    let reception = try all.mapping("reception")
    try reception.refuse(otherThan: ["first", "next", "notice-months", "source"])
    let reporting = try all.mapping("e-reporting")
    try reporting.refuse(otherThan: ["per-transmission", "yearly-cap", "source"])
    let months = try reception.count("notice-months")
    guard months >= 1 else {
      throw ConfigurationError.wrongValue(
        Place(try reception.node("notice-months"), key: "notice-months"), expected: .clientCount)
    }
    return Penalties(
      perInvoice: try issuing.amount("per-invoice"),
      invoicesYearlyCap: try issuing.amount("yearly-cap"),
      receptionFirst: try reception.amount("first"), receptionNext: try reception.amount("next"),
      noticeMonths: months,
      perTransmission: try reporting.amount("per-transmission"),
      transmissionsYearlyCap: try reporting.amount("yearly-cap"),
      issuingSource: try issuing.text("source"), receptionSource: try reception.text("source"),
      reportingSource: try reporting.text("source"))
  }

  private func regime(_ entry: FileMapping.Entry) throws -> ReformRegime {
    let mapping = try FileMapping(entry.node, key: entry.key)
    try mapping.refuse(otherThan: [
      "operations", "transmissions", "vat-group", "ends", "spellings",
    ])
    func given<Value>(_ key: String, _ read: (String) throws -> Value) rethrows -> Value? {
      mapping.optional(key) == nil ? nil : try read(key)
    }
    return ReformRegime(
      code: entry.key, operations: try mapping.choice("operations", of: VATOperations.self),
      transmissionsPerYear: try given("transmissions", mapping.count),
      isVATGroup: try given("vat-group", mapping.flag) ?? false,
      ends: try given("ends", mapping.day), spellings: try mapping.texts("spellings"))
  }

  private func activity(_ entry: FileMapping.Entry) throws -> ActivityRule {
    let mapping = try FileMapping(entry.node, key: entry.key)
    try mapping.refuse(otherThan: ["operations", "source", "sectors", "naf"])
    return ActivityRule(
      code: entry.key, operations: try mapping.choice("operations", of: ActivityOperations.self),
      source: try mapping.text("source"), sectors: try mapping.texts("sectors"),
      nafPrefixes: try mapping.texts("naf"))
  }

  private func legalForms(_ parent: FileMapping, _ key: String) throws -> LegalForms {
    let mapping = try parent.mapping(key)
    try mapping.refuse(otherThan: ["words", "insee"])
    return LegalForms(words: try mapping.texts("words"), insee: try mapping.texts("insee"))
  }
}
