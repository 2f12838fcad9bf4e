import LinearAlgebra

/// An order of points in which near ones stand together, so that tiles of neighbours in it are small.
///
/// Sets are split again and again at the mean of the projection on their longest direction, found by a
/// few power iterations on some of their points, until they have few tiles. Only the time of what
/// uses it depends on the order.
enum SpatialOrder {
  private static let leaf = 64
  private static let sample = 96

  /// How many parts are made before threads share them.
  private static let parts = 16

  static func order(of x: Matrix, parallelism: Parallelism = .serial) -> [Int] {
    var order = [Int](0..<x.rowCount)
    var projections = [Double](repeating: 0, count: x.rowCount)
    x.withUnsafeElements { elements in
      order.withUnsafeMutableBufferPointer { order in
        projections.withUnsafeMutableBufferPointer { projections in
          let splitter = Splitter(
            elements: elements, columnCount: x.columnCount, order: order, projections: projections)
          var parts = [0..<order.count]
          while parts.count < Self.parts {
            let next = parts.flatMap { splitter.split($0) ?? [$0] }
            if next.count == parts.count { break }
            parts = next
          }
          parallelism.forEach(count: parts.count) { [parts] part in
            var pending = [parts[part]]
            while let range = pending.popLast() { pending += splitter.split(range) ?? [] }
          }
        }
      }
    }
    return order
  }

  /// Ranges that are split at the same time do not overlap.
  private struct Splitter: @unchecked Sendable {
    let elements: UnsafeBufferPointer<Double>
    let columnCount: Int
    let order: UnsafeMutableBufferPointer<Int>
    let projections: UnsafeMutableBufferPointer<Double>

    /// Puts the points below the mean of the projection first.
    /// - Returns: these and the others; `nil` where there are few, or all project alike.
    func split(_ range: Range<Int>) -> [Range<Int>]? {
      guard range.count > SpatialOrder.leaf else { return nil }
      let direction = longestDirection(range)
      var sum = 0.0
      for i in range {
        let row = order[i] * columnCount
        var projection = 0.0
        for j in 0..<columnCount { projection += elements[row + j] * direction[j] }
        projections[i] = projection
        sum += projection
      }
      let mean = sum / Double(range.count)
      var (low, high) = (range.lowerBound, range.upperBound)
      while low < high {
        if projections[low] < mean {
          low += 1
        } else {
          high -= 1
          order.swapAt(low, high)
          projections.swapAt(low, high)
        }
      }
      guard low > range.lowerBound, low < range.upperBound else { return nil }
      return [range.lowerBound..<low, low..<range.upperBound]
    }

    private func longestDirection(_ range: Range<Int>) -> [Double] {
      let step = max(1, range.count / SpatialOrder.sample)
      let rows = stride(from: range.lowerBound, to: range.upperBound, by: step).map {
        order[$0] * columnCount
      }
      var mean = [Double](repeating: 0, count: columnCount)
      for row in rows {
        for j in 0..<columnCount { mean[j] += elements[row + j] / Double(rows.count) }
      }
      var direction = (0..<columnCount).map { j in
        rows.reduce(0) { $0 + abs(elements[$1 + j] - mean[j]) }
      }
      for _ in 0..<3 {
        var next = [Double](repeating: 0, count: columnCount)
        for row in rows {
          var projection = 0.0
          for j in 0..<columnCount { projection += (elements[row + j] - mean[j]) * direction[j] }
          for j in 0..<columnCount { next[j] += (elements[row + j] - mean[j]) * projection }
        }
        let largest = next.reduce(0) { max($0, abs($1)) }
        guard largest > 0, largest.isFinite else { break }
        direction = next.map { $0 / largest }
      }
      return direction
    }
  }
}
