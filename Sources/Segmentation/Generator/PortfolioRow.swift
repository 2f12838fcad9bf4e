/// A row of the portfolio: one cell a column, in the order of `PortfolioColumn.allCases`.
public struct PortfolioRow: Sendable, Equatable {
  public private(set) var cells: [PortfolioCell]

  init(_ cells: [PortfolioCell]) {
    precondition(cells.count == PortfolioColumn.allCases.count, "one cell a column")
    self.cells = cells
  }

  public subscript(column: PortfolioColumn) -> PortfolioCell {
    get { cells[column.index] }
    set { cells[column.index] = newValue }
  }

  mutating func scale(_ column: PortfolioColumn, by factor: Double) {
    switch self[column] {
    case .integer(let value): self[column] = .integer(Int((Double(value) * factor).rounded()))
    case .decimal(let value, let decimals):
      self[column] = .decimal(value * factor, decimals: decimals)
    case .amount(let value, let decimals, let space):
      self[column] = .amount(value * factor, decimals: decimals, space: space)
    case .share, .missing, .text, .yesNo: break
    }
  }
}

/// What is true of a client in a quarter; never shipped with the portfolio it explains.
public struct ClientTruth: Sendable, Equatable {
  public let identifier: String
  public let type: ClientType
  public let latents: LatentVector
  /// The type of the quarter before, when it changed.
  public let previousType: ClientType?
  /// New in the portfolio this quarter; false for all in the first one asked.
  public let arrived: Bool
  /// Gone from the next quarter on.
  public let leaves: Bool
  public let atypical: AtypicalKind?
  public let errors: [DataError]
}
