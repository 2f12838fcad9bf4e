/// The sign of an eigenvector or of a pair of singular vectors is free; here the loading of largest
/// absolute value is positive. Loadings within 1e-10 of the largest, relatively, count as equal and
/// the first decides: rounding must not flip (1, −1)/√2.
enum SignConvention {
  static func mustFlip(_ vector: [Double]) -> Bool {
    let largest = vector.reduce(0) { max($0, abs($1)) }
    let deciding = vector.first { abs($0) >= largest * (1 - 1e-10) }
    return (deciding ?? 0) < 0
  }
}
