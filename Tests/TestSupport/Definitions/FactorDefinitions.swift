/// Factor analysis of mixed data by its textbook definition, sharing nothing with the product: the
/// coded table is written out and decomposed by one-sided Jacobi rotations (Hestenes 1958).
public struct FactorDefinition {
  /// Inertias, decreasing.
  public let eigenvalues: [Double]
  /// Coordinates: one array an axis, in the order of the inertias.
  public let coordinates: [[Double]]

  /// - Parameters:
  ///   - numbers: complete quantities.
  ///   - labels: complete categories.
  public init(numbers: [[Double]], labels: [[String]]) {
    var columns: [[Double]] = []
    for values in numbers {
      let n = Double(values.count)
      let mean = values.reduce(0, +) / n
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
      columns.append(values.map { ($0 - mean) / deviation })
    }
    for values in labels {
      for level in Set(values).sorted() {
        let share = Double(values.filter { $0 == level }.count) / Double(values.count)
        columns.append(values.map { (($0 == level ? 1 : 0) - share) / share.squareRoot() })
      }
    }
    self.init(columns: columns)
  }

  private init(columns start: [[Double]]) {
    var columns = start
    var largest = 1.0
    var sweeps = 0
    while largest > 1e-14, sweeps < 100 {
      largest = 0
      sweeps += 1
      for a in 0..<columns.count {
        for b in (a + 1)..<max(columns.count, a + 1) {
          largest = max(largest, FactorDefinition.rotate(&columns, a, b))
        }
      }
    }
    let inertia = columns.map { column in
      column.reduce(0) { $0 + $1 * $1 } / Double(column.count)
    }
    let order = inertia.indices.sorted { inertia[$0] > inertia[$1] }
    self.eigenvalues = order.map { inertia[$0] }
    self.coordinates = order.map { columns[$0] }
  }

  /// Makes two columns orthogonal; their cosine before.
  private static func rotate(_ columns: inout [[Double]], _ a: Int, _ b: Int) -> Double {
    let squaredA = columns[a].reduce(0) { $0 + $1 * $1 }
    let squaredB = columns[b].reduce(0) { $0 + $1 * $1 }
    let product = zip(columns[a], columns[b]).reduce(0) { $0 + $1.0 * $1.1 }
    let size = (squaredA * squaredB).squareRoot()
    // A column of no length is orthogonal to all.
    guard size > 1e-20, abs(product) > 0 else { return 0 }
    let zeta = (squaredB - squaredA) / (2 * product)
    let t = (zeta < 0 ? -1 : 1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
    let cosine = 1 / (1 + t * t).squareRoot()
    let sine = cosine * t
    for i in columns[a].indices {
      let (x, y) = (columns[a][i], columns[b][i])
      columns[a][i] = cosine * x - sine * y
      columns[b][i] = sine * x + cosine * y
    }
    return squaredA > 1e-20 && squaredB > 1e-20 ? abs(product) / size : 0
  }
}
