import Statistics

/// Turns a client's facts into the cells a firm would have: rated, partly missing, sometimes wrong.
struct PortfolioRowDrawer: Sendable {
  let streams: GeneratorStreams
  let options: GeneratorOptions

  /// - Returns: one row, or two where the client stands twice in the file.
  func rows(
    _ profile: ClientProfile, _ facts: ClientFacts, errors: [DataError], in quarter: Quarter
  ) -> [PortfolioRow] {
    var row = PortfolioRow(
      PortfolioColumn.allCases.map { cell($0, profile, facts, in: quarter) })
    apply(errors, to: &row, profile)
    row[.hourlyRate] = hourlyRate(of: row)
    var stream = streams.stream(.missing, of: profile.key)
    let missing = missingColumns(profile, facts, errors: errors, &stream)
    let complete = row
    hide(missing, in: &row, &stream)
    guard errors.contains(.duplicated) else { return [row] }
    return [row, duplicate(of: complete, hiding: missing, &stream)]
  }

  func errors(of profile: ClientProfile) -> [DataError] {
    if !options.includesErrors { return [] }
    var stream = streams.stream(.errors, of: profile.key)
    return DataError.draw(&stream)
  }

  /// Fees over hours, as the firm's own export computes it from what it has.
  private func hourlyRate(of row: PortfolioRow) -> PortfolioCell {
    guard let fees = row[.fees].number, let hours = row[.hours].number, hours > 0 else {
      return .missing("")
    }
    return .decimal(fees / hours, decimals: 2)
  }

  private func apply(_ errors: [DataError], to row: inout PortfolioRow, _ profile: ClientProfile) {
    for error in errors {
      switch error {
      case .duplicated, .nearlyEmpty: break
      case .thousandsForEuros: row.scale(.turnover, by: 1 / 1000)
      case .lostComma: row.scale(.turnover, by: 100)
      case .negativeFees: row.scale(.fees, by: -1)
      case .invalidSiren: row[.siren] = .text(MadeSiren.spoiled(profile.identity.siren))
      case .yearlyForMonthly:
        row.scale(.salesInvoices, by: 12)
        row.scale(.purchaseInvoices, by: 12)
      }
    }
  }
}

extension PortfolioRowDrawer {
  /// Which columns are hidden: one uniform number a block of columns, drawn in the file's order.
  private func missingColumns(
    _ profile: ClientProfile, _ facts: ClientFacts, errors: [DataError],
    _ stream: inout RandomStream
  ) -> Set<PortfolioColumn> {
    let uniforms = PortfolioColumn.allCases.map { _ in stream.uniform() }
    let rates = MissingRates(scale: options.missingness)
    let isNearlyEmpty = errors.contains(.nearlyEmpty)
    var hidden: Set<PortfolioColumn> = []
    for column in PortfolioColumn.allCases {
      let u = uniforms[MissingRates.block(of: column).index]
      let rate =
        isNearlyEmpty
        ? Self.nearlyEmptyRate(of: column)
        : rates.rate(of: column, for: facts, profile.collaborator)
      if u < rate { hidden.insert(column) }
    }
    if hidden.contains(.fees) || hidden.contains(.hours) { hidden.insert(.hourlyRate) }
    return hidden
  }

  private static func nearlyEmptyRate(of column: PortfolioColumn) -> Double {
    switch column {
    case .identifier, .name, .office, .collaborator, .activityVersion: 0
    case .siren, .entryDay, .fees: 0.5
    default: 0.97
    }
  }

  private func hide(
    _ columns: Set<PortfolioColumn>, in row: inout PortfolioRow, _ stream: inout RandomStream
  ) {
    for column in PortfolioColumn.allCases {
      let u = stream.uniform()
      guard columns.contains(column), !row[column].isMissing else { continue }
      row[column] = .missing(Self.token(column, at: u))
    }
  }

  /// Blank three times in four, otherwise what collaborators type.
  private static func token(_ column: PortfolioColumn, at u: Double) -> String {
    switch column {
    case .siren, .entryDay, .mandateDay, .hourlyRate, .fees: return ""
    default: return u < 0.75 ? "" : (u < 0.90 ? "NC" : "n.c.")
    }
  }

  /// The same client keyed a second time: a part of its fees and hours, and more cells missing.
  private func duplicate(
    of row: PortfolioRow, hiding missing: Set<PortfolioColumn>, _ stream: inout RandomStream
  ) -> PortfolioRow {
    var copy = row
    let part = 0.1 + 0.8 * stream.uniform()
    copy.scale(.fees, by: part)
    copy.scale(.hours, by: part)
    let kept: Set<PortfolioColumn> = [
      .identifier, .name, .siren, .office, .collaborator, .fees, .activityVersion,
    ]
    let further = PortfolioColumn.allCases.filter {
      stream.uniform() < 0.15 && !kept.contains($0)
    }
    hide(missing.union(further), in: &copy, &stream)
    return copy
  }
}
