/// The maximum of any range of some values: a table of the maxima over ranges of 2ʲ values.
///
/// O(*m* log *m*) memory, two look-ups a question.
struct RangeMaximum: Sendable {
  private let count: Int
  /// Level j, from `j * count`: at i, the maximum of the 2ʲ values from i on.
  private let table: [Double]

  init(_ values: [Double]) {
    var table = values
    var width = 1
    while 2 * width <= values.count {
      let below = table.count - values.count
      for i in values.indices {
        let other = i + width < values.count ? table[below + i + width] : -.infinity
        table.append(max(table[below + i], other))
      }
      width *= 2
    }
    count = values.count
    self.table = table
  }

  /// - Parameter range: not empty, within the values.
  subscript(range: ClosedRange<Int>) -> Double {
    let level = Int.bitWidth - 1 - range.count.leadingZeroBitCount
    return max(
      table[level * count + range.lowerBound],
      table[level * count + range.upperBound - (1 << level) + 1])
  }
}
