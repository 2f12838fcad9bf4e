import Tables

/// The seven criteria by which accounting firms are advised to segment their clients. A criterion is
/// known of a client where at least one of its columns has a value.
public enum SegmentationCriterion: String, Sendable, Codable, CaseIterable {
  case size, appetite
  case technicalMaturity = "technical-maturity"
  case organisation, fees, requests, missions

  public var columns: [KnownColumn] {
    switch self {
    case .size: [.turnover, .headcount, .totalAssets, .sizeCategory]
    case .appetite: [.appetite, .openingRate]
    case .technicalMaturity: [.technicalMaturity, .invoicingTool, .collectionMode, .bankConnected]
    case .organisation: [.organisation, .transmissionDelay]
    case .fees: [.fees]
    case .requests: [.requests, .purchaseInvoices, .filingPeriod]
    case .missions: [.missions]
    }
  }
}
