import LinearAlgebra

/// Turns points so that their first coordinates differ most: onto the principal axes of some of them.
/// Distances stay as they are, but for rounding, and a few leading coordinates tell most that are far
/// apart.
struct Rotation: Sendable {
  /// How many coordinates lead.
  let leadingCount: Int
  private let columnCount: Int
  /// One column after the other: what it adds to each turned coordinate.
  private let axes: [Double]

  /// Fewer points are compared in no time; fewer columns leave nothing to save, more take longer to turn
  /// than to compare.
  private static let fewestPoints = 512
  private static let columnCounts = 6...64

  /// - Returns: `nil` where it would not pay.
  init?(of x: Matrix, origin: [Double], scale: Double) {
    let p = x.columnCount
    guard x.rowCount >= Self.fewestPoints, Self.columnCounts.contains(p) else { return nil }
    let rows = (0..<Self.fewestPoints).map { $0 * x.rowCount / Self.fewestPoints }
    var some = x.rows(at: rows)
    for i in rows.indices {
      for j in 0..<p { some[i, j] = (some[i, j] - origin[j]) * scale }
    }
    guard let eigen = try? SymmetricEigen(some.gram()) else { return nil }
    axes = eigen.vectors.elements
    columnCount = p
    leadingCount = (p + 2) / 3
  }

  /// Writes the turned coordinates of one point.
  func turn(
    _ point: UnsafeBufferPointer<Double>, into turned: UnsafeMutableBufferPointer<Double>
  ) {
    axes.withUnsafeBufferPointer { axes in
      turned.update(repeating: 0)
      for j in 0..<columnCount {
        let coordinate = point[j]
        for k in 0..<columnCount { turned[k] += axes[j * columnCount + k] * coordinate }
      }
    }
  }
}
