import CKernels
import LinearAlgebra

/// The rows in single precision, for the filter of ``SingleCentroids``: (x − mean) · scale.
///
/// `scale` is the power of two that brings the largest of them to 1…2; half the bytes of the data, and
/// in the order of the data.
struct SingleRows: Sendable {
  let mean: [Double]
  let scale: Double
  /// *n* × *p*, and 16 more that a kernel may read.
  let values: [Float]
  /// ‖(x − mean) · scale‖ of each row, rounded up.
  let norms: [Float]

  init(_ observations: Observations, parallelism: Parallelism) {
    let survey = observations.survey
    let mean = survey.roughMeans
    let reach = mean.indices.map { j in
      max(abs(survey.highest[j] - mean[j]), abs(survey.lowest[j] - mean[j]))
    }
    let largest = reach.max() ?? 0
    let scale =
      largest > 0 ? Double(sign: .plus, exponent: -Int(largest.exponent), significand: 1) : 1
    let (n, p) = (observations.count, observations.columnCount)
    var norms: [Float] = []
    values = [Float](unsafeUninitializedCapacity: n * p + 16) { values, filled in
      norms = [Float](unsafeUninitializedCapacity: n) { norms, filled in
        nonisolated(unsafe) let (values, norms) = (values.baseAddress, norms.baseAddress)
        observations.x.withUnsafeElements { x in
          nonisolated(unsafe) let x = x.baseAddress
          parallelism.forEach(count: RowBlocks.count(of: n)) { b in
            let rows = RowBlocks.range(b, of: n)
            guard let values, let norms, let x else { return }
            ckCentredSingles(
              x + rows.lowerBound * p, rows.count, p, mean, scale, values + rows.lowerBound * p,
              norms + rows.lowerBound)
          }
        }
        filled = n
      }
      for i in (n * p)..<(n * p + 16) { values[i] = 0 }
      filled = n * p + 16
    }
    self.mean = mean
    self.scale = scale
    self.norms = norms
  }
}
