import LinearAlgebra

/// A small generator of its own, so that tests of the product's generator and tests that merely
/// need numbers do not lean on each other: SplitMix64.
public struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Matrix {
  /// Uniform on −1…1.
  public static func random(rowCount: Int, columnCount: Int, seed: UInt64) -> Matrix {
    var generator = TestGenerator(seed: seed)
    let elements = (0..<(rowCount * columnCount)).map { _ in
      Double.random(in: -1...1, using: &generator)
    }
    return Matrix(rowCount: rowCount, columnCount: columnCount, elements: elements)
  }

  /// The largest |aᵢⱼ − bᵢⱼ|; 0 for empty matrices. Shapes must agree.
  public func largestDifference(from other: Matrix) -> Double {
    precondition(rowCount == other.rowCount && columnCount == other.columnCount, "one shape")
    return zip(elements, other.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }
}
