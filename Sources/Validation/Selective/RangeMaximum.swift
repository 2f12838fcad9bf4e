/// The maximum of any range of some values: a table of the maxima over ranges of 2ʲ values.
///
/// O(*m* log *m*) memory, two look-ups a question.
struct RangeMaximum: Sendable {
  private let levels: [[Double]]

  init(_ values: [Double]) {
    var levels = [values]
    var width = 1
    while 2 * width <= values.count {
      let below = levels[levels.count - 1]
      levels.append((0...(values.count - 2 * width)).map { max(below[$0], below[$0 + width]) })
      width *= 2
    }
    self.levels = levels
  }

  /// - Parameter range: not empty, within the values.
  subscript(range: ClosedRange<Int>) -> Double {
    let level = (range.count).bitWidth - 1 - range.count.leadingZeroBitCount
    let values = levels[level]
    return max(values[range.lowerBound], values[range.upperBound - (1 << level) + 1])
  }
}
