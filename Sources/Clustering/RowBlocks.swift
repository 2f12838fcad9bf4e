/// The order in which this module adds over observations.
///
/// Rows are cut into blocks of 4096, whatever the number of threads. Inside a block, terms are
/// added to 0 in row order; then the blocks' totals are added to 0 in block order. This order is part
/// of the definition of every inertia: same bytes for any number of threads, and for the literal
/// loops of the tests. Sums that make centroids are exact and need none (``SumGrid``).
enum RowBlocks {
  static let size = 4096

  static func count(of rowCount: Int) -> Int { (rowCount + size - 1) / size }

  static func range(_ block: Int, of rowCount: Int) -> Range<Int> {
    (block * size)..<min((block + 1) * size, rowCount)
  }

  /// Σᵢ term(i) in that order.
  static func sum(count: Int, _ term: (Int) -> Double) -> Double {
    var total = 0.0
    for block in 0..<RowBlocks.count(of: count) {
      var partial = 0.0
      for i in range(block, of: count) { partial += term(i) }
      total += partial
    }
    return total
  }
}
