/// A cell of a matrix, counted from 0.
public struct MatrixPosition: Sendable, Equatable {
  public let row: Int
  public let column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

extension Matrix {
  /// The first cell, row after row, that is NaN or infinite; `nil` when all are finite.
  public func firstNonFinitePosition() -> MatrixPosition? {
    guard let index = elements.firstIndex(where: { !$0.isFinite }) else { return nil }
    return MatrixPosition(row: index / columnCount, column: index % columnCount)
  }

  /// LAPACK may loop for ever or return rubbish on NaN: refused before the call.
  func requireFinite(for routine: String) throws {
    if let position = firstNonFinitePosition() {
      throw LinearAlgebraError.notFinite(
        routine: routine, row: position.row, column: position.column)
    }
  }
}
