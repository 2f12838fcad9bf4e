import Tables

/// What the reform asks of a client.
public enum ObligationLevel: String, Sendable, Codable, CaseIterable {
  /// No taxable person.
  case outOfScope = "hors_champ"
  /// Receives e-invoices, issues none: exempt operations.
  case receptionOnly = "reception_seule"
  /// Receives, and reports its sales to consumers or abroad.
  case reportingOnly = "ereporting_seul"
  /// Receives, and issues to businesses in France.
  case issuing = "emission"
  case issuingAndReporting = "emission_ereporting"

  public var receives: Bool { self != .outOfScope }
  public var issues: Bool { self == .issuing || self == .issuingAndReporting }
  public var reports: Bool { self == .reportingOnly || self == .issuingAndReporting }
}

/// The levels that what is known of a client leaves possible.
///
/// Scope:
/// - A regime of taxed operations or of the franchise is in scope whatever the activity: a doctor who
///   also has taxed operations issues for them.
/// - An exempt regime receives, whatever the legal form.
/// - A regime outside VAT puts out of scope the forms that may have no economic activity (associations,
///   individuals). A company said to be outside, such as an SCI that lets dwellings, is a taxable person
///   whose operations are exempt: it receives.
/// - Without a regime, an exempt activity is presumed exempt and one that is not in the list is presumed
///   taxed; an unsettled activity, or an association's, leaves open what the regime would say. An
///   individual without a regime is no taxable person.
///
/// Taxed operations, with *b* the share of turnover with businesses and *i* that abroad: issues where
/// *b* > 0, unless all of it is abroad; reports where 1 − *b* > 0 or *i* > 0. A missing *i* leaves
/// issuing where *b* puts it: that a client sells abroad alone is rare enough to be said.
struct LevelDerivation {
  /// In the order of ``ObligationLevel``; one where the level is known.
  private(set) var levels: [ObligationLevel] = []
  /// Columns whose value would tell more.
  private(set) var missing: [KnownColumn] = []
  /// Columns whose absence a presumption filled.
  private(set) var presumed: [KnownColumn] = []

  private let facts: ObligationFacts
  private let negligible: Double

  init(_ facts: ObligationFacts, negligibleShare: Double) {
    self.facts = facts
    negligible = negligibleShare
    if let regime = facts.regime {
      derive(from: regime.operations)
    } else {
      deriveWithoutRegime()
    }
  }

  private var mayLackActivity: Bool? {
    if let form = facts.legalForm { return form != .enterprise }
    return facts.activity.flatMap { $0 == .nonProfit ? true : $0 == .unsettled ? nil : false }
  }

  private mutating func derive(from operations: VATOperations) {
    switch operations {
    case .taxed, .franchise: levels = taxedLevels()
    case .exempt: levels = [.receptionOnly]
    case .outside:
      switch mayLackActivity {
      case true?: levels = [.outOfScope]
      case false?: levels = [.receptionOnly]
      case nil:
        levels = [.outOfScope, .receptionOnly]
        missing.append(.legalForm)
      }
    }
  }

  private mutating func deriveWithoutRegime() {
    missing.append(.vatRegime)
    if facts.legalForm == .individual {
      presumed = [.vatRegime]
      levels = [.outOfScope]
      return
    }
    let isNonProfit = facts.legalForm == .nonProfit || facts.activity == .nonProfit
    switch facts.activity {
    case .exempt? where !isNonProfit:
      presumed = [.vatRegime]
      levels = [.receptionOnly]
    case .taxed? where !isNonProfit:
      presumed = [.vatRegime]
      levels = taxedLevels()
    default:
      let canBeOutside = isNonProfit || facts.legalForm == nil
      levels = (canBeOutside ? [.outOfScope] : []) + [.receptionOnly] + taxedLevels()
      if facts.activity == nil { missing.append(.activityCode) }
      if facts.legalForm == nil { missing.append(.legalForm) }
    }
  }

  private mutating func taxedLevels() -> [ObligationLevel] {
    let abroad = facts.internationalShare
    let isAllAbroad = abroad.map { $0 >= 1 - negligible } ?? false
    if isAllAbroad { return [.reportingOnly] }
    guard let business = facts.businessShare else {
      missing.append(.businessShare)
      return [.reportingOnly, .issuing, .issuingAndReporting]
    }
    if business <= negligible { return [.reportingOnly] }
    if business < 1 - negligible || (abroad ?? 0) > negligible { return [.issuingAndReporting] }
    if abroad != nil { return [.issuing] }
    missing.append(.internationalShare)
    return [.issuing, .issuingAndReporting]
  }
}
