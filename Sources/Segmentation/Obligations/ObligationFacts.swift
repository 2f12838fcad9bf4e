/// What a portfolio says of one client, as far as its obligations depend on it; `nil` is not known.
public struct ObligationFacts: Sendable, Codable, Equatable {
  public var headcount: Double?
  /// In euros a year.
  public var turnover: Double?
  /// In euros.
  public var balanceSheet: Double?
  /// The size category, where the portfolio states it.
  public var statedSize: SizeCategory?
  public var regime: ReformRegime?
  public var activity: ActivityOperations?
  public var legalForm: LegalFormKind?
  /// Share of the turnover with businesses, 0…1.
  public var businessShare: Double?
  /// Share of the turnover abroad, 0…1.
  public var internationalShare: Double?
  public var salesInvoicesPerMonth: Double?
  /// Whether the client has a platform.
  public var hasPlatform: Bool?
  /// How many of the seven criteria of segmentation are known (``SegmentationCriterion``).
  public var knownCriteria = 0

  public init() {}
}

public enum LegalFormKind: String, Sendable, Codable {
  case nonProfit = "non-profit"
  case individual
  /// Any other: its activity is economic.
  case enterprise
}
