import Tables

/// The e-invoicing reform as dated configuration: days, thresholds, amounts and the words in which
/// portfolios tell VAT regimes. The values stand in `Defaults/reform.yaml`, each with its source.
///
///     let reform = try Reform.standard()
///     reform.calendar.reception.from       // 2026-09-01
public struct Reform: Sendable, Codable, Equatable {
  /// The day on which the sources were read.
  public let asOf: CalendarDay
  public let calendar: ReformCalendarDays
  public let size: SizeConfiguration
  public let penalties: Penalties
  /// In the order of the file.
  public let regimes: [ReformRegime]
  public let activities: [ActivityRule]
  public let nonProfitForms: LegalForms
  public let individualForms: LegalForms
  /// Words that say that no platform is chosen.
  public let platformNotChosen: [String]
  /// Shares of turnover at or below this count as none.
  public let negligibleShare: Double
}

/// From when a duty applies.
public struct ReformDay: Sendable, Codable, Equatable {
  public let from: CalendarDay
  /// How far a decree may push it.
  public let latest: CalendarDay
  public let source: String
}

public struct ReformCalendarDays: Sendable, Codable, Equatable {
  public let reception: ReformDay
  public let issuingMicro: ReformDay
  public let issuingPME: ReformDay
  public let issuingETI: ReformDay
  public let issuingGE: ReformDay
  public let issuingVATGroup: ReformDay

  public func issuing(_ size: SizeCategory) -> ReformDay {
    switch size {
    case .micro: issuingMicro
    case .pme: issuingPME
    case .eti: issuingETI
    case .ge: issuingGE
    }
  }
}

public struct SizeConfiguration: Sendable, Codable, Equatable {
  /// The day at which the size counts.
  public let assessed: CalendarDay
  public let source: String
  public let rule: SizeRule
  public let spellings: [SizeSpellings]
}

public struct SizeSpellings: Sendable, Codable, Equatable {
  public let category: SizeCategory
  public let words: [String]
}

/// What failing costs, in euros.
public struct Penalties: Sendable, Codable, Equatable {
  public let perInvoice: Double
  public let invoicesYearlyCap: Double
  public let receptionFirst: Double
  public let receptionNext: Double
  /// Months from one notice of a missing platform to the next.
  public let noticeMonths: Int
  public let perTransmission: Double
  public let transmissionsYearlyCap: Double
  public let issuingSource: String
  public let receptionSource: String
  public let reportingSource: String

  /// The dearest twelve months without a platform: a fine at each notice, the first one lower or not.
  public var receptionYearlyMost: Double {
    let fines = Double(12 / noticeMonths)
    return fines == 0 ? 0 : max(receptionFirst + (fines - 1) * receptionNext, fines * receptionNext)
  }

  /// The most that a client can be exposed to in a year.
  public var yearlyMost: Double {
    invoicesYearlyCap + receptionYearlyMost + transmissionsYearlyCap
  }
}

/// What a client's operations are for VAT.
public enum VATOperations: String, Sendable, Codable, CaseIterable {
  case taxed
  /// Below the threshold of the franchise: not charged, but in the scope.
  case franchise
  /// Articles 261 to 261 E of the CGI, without option.
  case exempt
  case outside
}

public struct ReformRegime: Sendable, Codable, Equatable {
  public let code: String
  public let operations: VATOperations
  /// Of transaction data, a year; `nil` where the regime alone does not say.
  public let transmissionsPerYear: Int?
  public let isVATGroup: Bool
  /// The day from which the regime does not exist any more.
  public let ends: CalendarDay?
  public let spellings: [String]

  /// Transmissions a year of a client that has the regime on a day; `nil` where the regime does not
  /// say, or has ended and something else follows.
  public func transmissions(on day: CalendarDay) -> Int? {
    if let ends, day >= ends { return nil }
    return transmissionsPerYear
  }
}

/// What an activity says of VAT where the regime is not known.
public enum ActivityOperations: String, Sendable, Codable, CaseIterable {
  case taxed, exempt
  /// The regime must be asked for.
  case unsettled
  case nonProfit = "non-profit"
}

public struct ActivityRule: Sendable, Codable, Equatable {
  public let code: String
  public let operations: ActivityOperations
  public let source: String
  public let sectors: [String]
  /// First characters of the NAF code, without its point.
  public let nafPrefixes: [String]
}

/// Legal forms, by their words or by the first digits of the INSEE category.
public struct LegalForms: Sendable, Codable, Equatable {
  public let words: [String]
  public let insee: [String]

  /// - Parameter key: the words as a key of headers: `association_declaree`, `9220`.
  func contain(_ key: String) -> Bool {
    words.contains { HeaderKey.key(for: $0) == key }
      || (key.utf8.allSatisfy { $0 &- 48 <= 9 } && insee.contains { key.hasPrefix($0) })
  }
}
