/// A dense matrix of `Double`, stored row by row: rows are observations, columns are variables.
///
///     let x = Matrix(rows: [[1, 2], [3, 4], [5, 6]])
///     x[2, 0]          // 5
///     x.column(1)      // [2, 4, 6]
///
/// Element (i, j) stands at `elements[i * columnCount + j]`. Either dimension may be 0.
public struct Matrix: Sendable, Equatable {
  public let rowCount: Int
  public let columnCount: Int
  @usableFromInline var storage: [Double]

  /// Row-major elements, `rowCount * columnCount` of them.
  @inlinable public var elements: [Double] { storage }

  public init(rowCount: Int, columnCount: Int, elements: [Double]) {
    precondition(rowCount >= 0 && columnCount >= 0, "dimensions are not negative")
    precondition(elements.count == rowCount * columnCount, "one element per cell")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.storage = elements
  }

  public init(repeating value: Double, rowCount: Int, columnCount: Int) {
    self.init(
      rowCount: rowCount, columnCount: columnCount,
      elements: [Double](repeating: value, count: rowCount * columnCount))
  }

  /// Rows of equal length; an empty list gives the 0 × 0 matrix.
  public init(rows: [[Double]]) {
    let width = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == width }, "rows have one length")
    self.init(rowCount: rows.count, columnCount: width, elements: rows.flatMap { $0 })
  }

  public static func identity(_ order: Int) -> Matrix {
    var result = Matrix(repeating: 0, rowCount: order, columnCount: order)
    for i in 0..<order { result[i, i] = 1 }
    return result
  }
}

extension Matrix {
  @inlinable
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(column >= 0 && column < columnCount, "column out of range")
      return storage[row * columnCount + column]
    }
    set {
      precondition(column >= 0 && column < columnCount, "column out of range")
      storage[row * columnCount + column] = newValue
    }
  }

  @inlinable
  public func row(_ i: Int) -> ArraySlice<Double> {
    storage[(i * columnCount)..<((i + 1) * columnCount)]
  }

  public func column(_ j: Int) -> [Double] {
    precondition(j >= 0 && j < columnCount, "column out of range")
    return (0..<rowCount).map { storage[$0 * columnCount + j] }
  }

  /// The rows at `indices`, in that order; an index may repeat.
  public func rows(at indices: [Int]) -> Matrix {
    var selected: [Double] = []
    selected.reserveCapacity(indices.count * columnCount)
    for i in indices { selected.append(contentsOf: row(i)) }
    return Matrix(rowCount: indices.count, columnCount: columnCount, elements: selected)
  }

  /// The columns at `indices`, in that order; an index may repeat.
  public func columns(at indices: [Int]) -> Matrix {
    var selected: [Double] = []
    selected.reserveCapacity(rowCount * indices.count)
    for i in 0..<rowCount {
      for j in indices { selected.append(self[i, j]) }
    }
    return Matrix(rowCount: rowCount, columnCount: indices.count, elements: selected)
  }

  public func transposed() -> Matrix {
    var result = Matrix(repeating: 0, rowCount: columnCount, columnCount: rowCount)
    for i in 0..<rowCount {
      for j in 0..<columnCount { result.storage[j * rowCount + i] = storage[i * columnCount + j] }
    }
    return result
  }
}

extension Matrix: Codable {
  private enum CodingKeys: String, CodingKey { case rowCount, columnCount, elements }

  /// Throws `DecodingError.dataCorrupted` where the elements do not fill the stated shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rowCount = try container.decode(Int.self, forKey: .rowCount)
    let columnCount = try container.decode(Int.self, forKey: .columnCount)
    let elements = try container.decode([Double].self, forKey: .elements)
    let (cellCount, overflow) = rowCount.multipliedReportingOverflow(by: columnCount)
    guard rowCount >= 0, columnCount >= 0, !overflow, elements.count == cellCount else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements, in: container, debugDescription: "elements do not fill the shape")
    }
    self.init(rowCount: rowCount, columnCount: columnCount, elements: elements)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rowCount, forKey: .rowCount)
    try container.encode(columnCount, forKey: .columnCount)
    try container.encode(elements, forKey: .elements)
  }
}
