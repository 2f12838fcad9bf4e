import CKernels
import LinearAlgebra

/// The rows in single precision, for the filter of ``SingleCentroids``: (x − mean) · scale.
///
/// `scale` is the power of two that brings the largest of them to 1…2; half the bytes of the data, and
/// in the order of the data. Each row is converted once, before anybody reads it:
/// by ``convertAll(_:)`` where several runs share the rows, else when the only run first comes to it,
/// having it in the cache anyway. That is why it can be shared between threads.
final class SingleRows: @unchecked Sendable {
  let mean: [Double]
  let scale: Double
  private let observations: Observations
  /// *n* × *p*, and 16 more that a kernel may read.
  private let values: UnsafeMutablePointer<Float>
  /// ‖(x − mean) · scale‖ of each row, rounded up.
  private let norms: UnsafeMutablePointer<Float>

  private static let pageSize = 1 << 21

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
    values = Self.allocate(n * p + 16)
    norms = Self.allocate(n)
    (values + n * p).update(repeating: 0, count: 16)
  }

  deinit {
    values.deallocate()
    norms.deallocate()
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
    let byteCount = count * MemoryLayout<Float>.stride
    let isLarge = byteCount >= pageSize
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: byteCount, alignment: isLarge ? pageSize : 64)
    if isLarge { ckPreferLargePages(memory, byteCount) }
    return memory.bindMemory(to: Float.self, capacity: count)
  }

  func convertAll(_ parallelism: Parallelism) {
    parallelism.forEach(count: RowBlocks.count(of: observations.count)) { block in
      convert(RowBlocks.range(block, of: observations.count))
    }
  }

  func convert(_ rows: Range<Int>) {
    let p = observations.columnCount
    observations.x.withUnsafeElements { x in
      guard let x = x.baseAddress else { return }
      ckCentredSingles(
        x + rows.lowerBound * p, rows.count, p, mean, scale, values + rows.lowerBound * p,
        norms + rows.lowerBound)
    }
  }

  /// Values and norms from a row on.
  func withPointers(
    from row: Int, _ body: (UnsafePointer<Float>, UnsafePointer<Float>) -> Void
  ) {
    body(values + row * observations.columnCount, norms + row)
  }
}
