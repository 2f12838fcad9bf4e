import Tables

/// The obligations of every client of a portfolio.
public struct PortfolioObligations: Sendable, Codable, Equatable {
  /// The day of reference.
  public let asOf: CalendarDay
  /// One for each row of the table.
  public let clients: [ClientObligations]
  /// Words that were not understood, and counted as missing.
  public let unread: [UnreadWord]
}

extension Obligations {
  /// Every client of a table, by its known columns (``Tables/KnownColumn``); a column that the table
  /// does not have is missing of everybody.
  public func assess(_ table: Table) -> PortfolioObligations {
    var reader = ObligationFactsReader(table, reform: reform)
    let facts = reader.read()
    return PortfolioObligations(
      asOf: asOf, clients: facts.map(assess), unread: reader.unread)
  }

  /// The columns that rules and reports use, named as ``ObligationColumn``; one that the table has
  /// already is left out, for the firm's own stands.
  ///
  /// - Parameters:
  ///   - portfolio: of the table's rows.
  ///   - table: what the columns are to stand beside; their positions follow its own.
  public func columns(of portfolio: PortfolioObligations, beside table: Table) -> [Column] {
    precondition(portfolio.clients.count == table.rowCount, "obligations of the table's rows")
    let taken = Set(table.columns.map(\.key))
    let last = table.columns.map(\.position).max() ?? 0
    return ObligationColumn.allCases.filter { !taken.contains($0.rawValue) }.enumerated().map {
      $1.column(of: portfolio.clients, position: last + 1 + $0)
    }
  }
}

/// The columns that obligations add to a portfolio.
public enum ObligationColumn: String, Sendable, Codable, CaseIterable {
  /// ``ObligationLevel``
  case level = "niveau_obligation"
  /// ``SizeCategory``
  case size = "taille"
  /// Days to the day that counts; negative in default.
  case daysLeft = "jours_avant_echeance"
  /// ``PenaltyExposure/total``, in euros.
  case exposure = "exposition_amende_annuelle"
  /// How many of ``SegmentationCriterion`` are known.
  case knownCriteria = "nb_criteres_renseignes"

  fileprivate func column(of clients: [ClientObligations], position: Int) -> Column {
    switch self {
    case .level: make(position, clients.map(\.level))
    case .size: make(position, clients.map(\.size.category))
    case .daysLeft: make(position, .days, clients.map { $0.daysLeft.map(Double.init) })
    case .exposure: make(position, .euro, clients.map { $0.exposure?.total })
    case .knownCriteria: make(position, .none, clients.map { Double($0.knownCriteria) })
    }
  }

  private func make(_ position: Int, _ unit: ColumnUnit, _ values: [Double?]) -> Column {
    Column(
      name: rawValue, key: rawValue, position: position, kind: .numeric, unit: unit,
      values: .numbers(values.map { $0 ?? .nan }))
  }

  private func make<Level: RawRepresentable<String> & CaseIterable & Hashable>(
    _ position: Int, _ values: [Level?]
  ) -> Column {
    let all = Array(Level.allCases)
    let codes = Dictionary(uniqueKeysWithValues: zip(all, Int32(0)...))
    return Column(
      name: rawValue, key: rawValue, position: position, kind: .category,
      values: .categories(
        codes: values.map { $0.flatMap { codes[$0] } ?? -1 }, levels: all.map(\.rawValue)))
  }
}
