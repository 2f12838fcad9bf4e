import LinearAlgebra

/// Axes that rebuild missing cells, and where they stand in relation to the base coding.
struct Rebuilder: Sendable {
  /// p × S.
  let axes: Matrix
  let shrinkage: [Double]
  let correction: ColumnCorrection
}

/// Sums of products of the coded columns of completed rows, (p + 1) × (p + 1), the last column being
/// all ones; blocks of 1024 rows, added in order.
struct CompletedMoments: Sendable {
  private let cells: CodedCells
  private let base: BlockCoding
  private let parallelism: Parallelism
  private let incompleteRows: [Int]
  private let completeSums: Matrix

  /// Whether no cell is to be rebuilt, or to follow the average.
  var isComplete: Bool { incompleteRows.isEmpty }

  private static let blockRows = 1024

  /// - Parameter rows: the rows to sum; `nil` takes all.
  init(cells: CodedCells, rows: [Int]? = nil, base: BlockCoding, parallelism: Parallelism) {
    self.cells = cells
    self.base = base
    self.parallelism = parallelism
    var complete: [Int] = []
    var incomplete: [Int] = []
    for i in rows ?? Array(0..<cells.rowCount) {
      let isOpen = cells.row(i).contains { $0.isNaN || $0 == CodedCells.averageLevel }
      if isOpen { incomplete.append(i) } else { complete.append(i) }
    }
    self.incompleteRows = incomplete
    let coder = RowCompleter(base: base, rebuilder: nil)
    self.completeSums = CompletedMoments.sums(of: complete, cells, coder, parallelism)
  }

  /// - Parameter rebuilder: `nil` leaves missing cells at the observed average.
  func completed(by rebuilder: Rebuilder?) -> Matrix {
    let coder = RowCompleter(base: base, rebuilder: rebuilder)
    return CompletedMoments.add(
      completeSums, CompletedMoments.sums(of: incompleteRows, cells, coder, parallelism))
  }

  private static func sums(
    of rows: [Int], _ cells: CodedCells, _ coder: RowCompleter, _ parallelism: Parallelism
  ) -> Matrix {
    let width = coder.width
    var sum = Matrix(repeating: 0, rowCount: width, columnCount: width)
    let blockCount = (rows.count + blockRows - 1) / blockRows
    // Blocks go in waves only to bound memory: the sum runs over them in order all the same.
    let waveSize = 4 * parallelism.threads
    for waveStart in stride(from: 0, to: blockCount, by: waveSize) {
      let wave = waveStart..<min(waveStart + waveSize, blockCount)
      let partials = parallelism.map(count: wave.count) { offset in
        let first = (wave.lowerBound + offset) * blockRows
        return coder.completed(rows[first..<min(first + blockRows, rows.count)], of: cells).gram()
      }
      for partial in partials { sum = add(sum, partial) }
    }
    return sum
  }

  private static func add(_ a: Matrix, _ b: Matrix) -> Matrix {
    Matrix(
      rowCount: a.rowCount, columnCount: a.columnCount,
      elements: zip(a.elements, b.elements).map { $0 + $1 })
  }
}

/// Rows of cells as rows of the coded matrix, missing cells rebuilt, and a last column of ones.
struct RowCompleter: Sendable {
  /// p + 1.
  let width: Int
  let tables: ProjectionTables?
  let variables: [Variable]
  /// What the column of a level holds without the level, −√p, and what the level adds, 1/√p.
  let absent: [Double]
  let presence: [Double]
  /// p × S: a missing cell of column j is shiftⱼ + rebuilderⱼ · D t.
  let rebuilder: Matrix
  let shifts: [Double]

  struct Variable: Sendable {
    let isNumber: Bool
    let first: Int
    let width: Int
  }

  init(base: BlockCoding, rebuilder: Rebuilder?) {
    let p = base.columnCount
    self.width = p + 1
    self.tables = rebuilder.map {
      ProjectionTables(
        coding: base, axes: $0.axes, shrinkage: $0.shrinkage, correction: $0.correction)
    }
    var scaled = rebuilder?.axes ?? Matrix(repeating: 0, rowCount: p, columnCount: 0)
    for column in 0..<p {
      for axis in 0..<scaled.columnCount {
        scaled[column, axis] /= rebuilder?.correction.factors[column] ?? 1
      }
    }
    self.rebuilder = scaled
    self.shifts = rebuilder?.correction.shifts ?? [Double](repeating: 0, count: p)
    self.variables = zip(base.variables, base.firstColumns).map { variable, first in
      let isNumber = if case .number = variable.block { true } else { false }
      return Variable(isNumber: isNumber, first: first, width: variable.block.width)
    }
    let shares = base.variables.flatMap { variable -> [Double] in
      if case .levels(let proportions) = variable.block { proportions } else { [1] }
    }
    self.absent = shares.map { -$0.squareRoot() }
    self.presence = shares.map { 1 / $0.squareRoot() }
  }
}
