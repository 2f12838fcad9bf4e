import CKernels
import LinearAlgebra

/// The rows in sixteen bits, each with its norm, for the filter of ``ShortCentroids``: a quarter of the
/// bytes of the data, in the order of the data.
///
/// `scale` is the power of two that brings the largest of x − mean to 1…2. Each row is converted once,
/// before anybody reads it: by ``convertAll(_:)`` where several runs share the rows, else when the
/// only run first comes to it, having it in the cache anyway. That is why it can be shared between
/// threads.
final class ShortRows: @unchecked Sendable {
  let mean: [Double]
  let scale: Double
  private let observations: Observations
  private let stride: Int
  private let partSize: Int
  /// *n* × `stride`, and after each part of the rows 32 more, which a kernel may read beyond its last row
  /// while another thread writes the next part.
  private let values: UnsafeMutablePointer<Int16>
  /// ‖(x − mean) · scale‖ of each row, rounded up.
  private let norms: UnsafeMutablePointer<Float>

  private static let gap = 32

  init(_ observations: Observations) {
    let survey = observations.survey
    let reach = survey.roughMeans.indices.map { j in
      max(
        abs(survey.highest[j] - survey.roughMeans[j]), abs(survey.lowest[j] - survey.roughMeans[j]))
    }
    let largest = reach.max() ?? 0
    mean = survey.roughMeans
    scale = largest > 0 ? Double(sign: .plus, exponent: -Int(largest.exponent), significand: 1) : 1
    self.observations = observations
    let (n, p) = (observations.count, observations.columnCount)
    stride = (p + 1) / 2 * 2
    partSize = Self.partSize(columnCount: p)
    let parts = (n + partSize - 1) / partSize
    values = Self.allocate(n * stride + parts * Self.gap)
    norms = Self.allocate(n)
    for part in 0..<parts {
      let end = min((part + 1) * partSize, n)
      (values + (end * stride + part * Self.gap)).initialize(repeating: 0, count: Self.gap)
    }
  }

  deinit {
    values.deallocate()
    norms.deallocate()
  }

  private static func allocate<Number>(_ count: Int) -> UnsafeMutablePointer<Number> {
    let byteCount = count * MemoryLayout<Number>.stride
    let isLarge = byteCount >= LargeMemory.pageSize
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: byteCount, alignment: isLarge ? LargeMemory.pageSize : 64)
    LargeMemory.expectWrites(at: memory, byteCount: byteCount)
    return memory.bindMemory(to: Number.self, capacity: count)
  }

  /// How many rows are passed over together: so few that they stay in the second-level cache, in doubles
  /// and in sixteen bits, while all is done to them.
  static func partSize(columnCount: Int) -> Int {
    var size = RowBlocks.size
    while size > 256, size * 10 * columnCount > 1 << 19 { size /= 2 }
    return size
  }

  func convertAll(_ parallelism: Parallelism) {
    let count = observations.count
    parallelism.forEach(count: (count + partSize - 1) / partSize) { part in
      convert((part * partSize)..<min((part + 1) * partSize, count))
    }
  }

  /// - Parameter rows: within one part.
  func convert(_ rows: Range<Int>) {
    let p = observations.columnCount
    observations.x.withUnsafeElements { x in
      guard let x = x.baseAddress else { return }
      ckShortRows(
        x + rows.lowerBound * p, rows.count, p, mean, scale, start(rows.lowerBound),
        norms + rows.lowerBound)
    }
  }

  private func start(_ row: Int) -> UnsafeMutablePointer<Int16> {
    values + (row * stride + row / partSize * Self.gap)
  }

  /// Values and norms from a row on, to the end of its part.
  func withPointers(
    from row: Int, _ body: (UnsafePointer<Int16>, UnsafePointer<Float>) -> Void
  ) {
    body(start(row), norms + row)
  }
}
